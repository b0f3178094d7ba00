import {
  anomalyDetectedSchema,
  contributionSchema,
  conversationRefSchema,
  labelSchema,
  messageFeaturesSchema,
  outcomeSchema,
  REPORT_PERIODS,
  sentimentSchema,
  signalSchema,
  translatedMessageSchema,
  TRANSLATION_STATUSES,
} from '@convoscope/contracts';
import { LEDGER_STAGES } from '@convoscope/store';
import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';

/** A time as it is stored, which leaves as ISO 8601 (UTC). */
export const instant = z
  .union([z.date(), z.iso.datetime()])
  .transform((at) => (at instanceof Date ? at.toISOString() : at))
  .pipe(z.iso.datetime());

const versioned = { sequence: z.int(), pass: z.int() };

nameSchema('Label', labelSchema);
nameSchema('Sentiment', sentimentSchema);
nameSchema('Outcome', outcomeSchema);
nameSchema('Signal', signalSchema);
nameSchema('Contribution', contributionSchema);

/** A conversation as lists show it: who, when, and what all stages found. */
export const conversationRowSchema = nameSchema(
  'Conversation',
  conversationRefSchema.extend({
    date: z.iso.date(),
    title: z.string().nullable(),
    nUserMessages: z.int(),
    nCharacters: z.int(),
    durationSeconds: z.number(),
    language: z
      .object({ ...versioned, code: z.string(), confidence: z.number(), translationStatus: z.string() })
      .nullable(),
    category: z
      .object({
        ...versioned,
        topic: z.string(),
        topicConfidence: z.number(),
        intent: z.string(),
        sentiment: z.string(),
        sentimentScore: z.number(),
        quality: z.number(),
        qualityIssues: z.array(z.string()),
        outcome: z.string().optional().describe('How it ended; absent in rows of an older version'),
        outcomeConfidence: z.number().optional().describe('How sure that is, from 0 to 1'),
        signals: z.array(z.string()).optional().describe('What happened in it, by name'),
        nErrors: z.int(),
        meanLatencySeconds: z.number().nullable(),
        taxonomyVersion: z.string(),
      })
      .nullable(),
    anomaly: z
      .object({
        ...versioned,
        score: z.number(),
        isAnomalous: z.boolean(),
        topFeature: z.string().nullable(),
      })
      .nullable(),
    firstWords: z
      .string()
      .nullable()
      .optional()
      .describe('Beginning of what the person said first; in lists only'),
    updatedAt: instant,
  }),
);

export const conversationDetailSchema = nameSchema(
  'ConversationDetail',
  conversationRowSchema.extend({
    messages: z.array(
      translatedMessageSchema.partial({ language: true, languageConfidence: true, translations: true }),
    ),
    translation: z
      .object({
        status: z.enum(TRANSLATION_STATUSES),
        translator: z.string().nullable(),
        pivotLanguage: z.string(),
      })
      .nullable(),
    categories: z
      .object({
        topic: labelSchema.extend({ alternatives: z.array(labelSchema), evidence: z.array(z.string()) }),
        intent: labelSchema,
        sentiment: sentimentSchema,
        quality: z.object({ score: z.number(), issues: z.array(z.string()) }),
        outcome: outcomeSchema.optional().describe('How it ended, and what shows it'),
        signals: z
          .array(signalSchema)
          .optional()
          .describe('What happened in it, and the messages that show it'),
        modelVersion: z.string(),
        messages: z
          .array(
            messageFeaturesSchema.pick({
              index: true,
              role: true,
              sentiment: true,
              latencySeconds: true,
              isError: true,
            }),
          )
          .describe('How each message feels, and how long its answer took'),
      })
      .nullable(),
    score: z
      .object({
        anomalyScore: z.number(),
        threshold: z.number(),
        contributions: z.array(contributionSchema),
        detector: z.string(),
      })
      .nullable(),
  }),
);

export const translationSchema = nameSchema(
  'Translation',
  z.object({
    conversationId: z.string(),
    language: z.string(),
    languageConfidence: z.number(),
    languages: z.array(z.string()),
    pivotLanguage: z.string(),
    translationStatus: z.enum(TRANSLATION_STATUSES),
    translator: z.string().nullable(),
    messages: z.array(translatedMessageSchema),
  }),
);

export const VERDICTS = ['confirmed', 'rejected', 'false-alarm'] as const;

const verdictSchema = nameSchema(
  'Verdict',
  z
    .object({
      verdict: z.enum(VERDICTS).describe('It is right; it is none; nobody needs to know'),
      reason: z.string().nullable().describe('Why, in their words'),
      givenBy: z.string().describe('Who said so'),
      givenAt: instant.describe('When they said so'),
    })
    .describe('The last word of a person on a finding or an incident'),
);

export type Verdict = z.infer<typeof verdictSchema>;

/** What every finding in an answer has besides what was found. */
export const judgedShape = {
  verdict: verdictSchema.nullable().describe('What people said of it last; null where nobody did'),
};

export const anomalySchema = nameSchema(
  'Anomaly',
  anomalyDetectedSchema.extend({ detectedAt: instant, ...judgedShape }),
);

export const userSchema = nameSchema(
  'User',
  z.object({
    userId: z.string(),
    nConversations: z.int(),
    nMessages: z.int(),
    firstSeenAt: instant,
    lastSeenAt: instant,
    topTopics: z.array(z.object({ topic: z.string(), count: z.int() })),
    languages: z.array(z.string()),
    models: z.array(z.string()),
    meanSentiment: z.number().nullable(),
    meanQuality: z.number().nullable(),
    nAnomalies: z.int(),
  }),
);

export const reportRowSchema = nameSchema(
  'Report',
  z.object({
    reportId: z.string(),
    period: z.enum(REPORT_PERIODS),
    template: z
      .string()
      .nullable()
      .optional()
      .describe('Template that says what is in it; null: all there is'),
    title: z.string().optional().describe('Of one by a template'),
    from: z.iso.date(),
    to: z.iso.date(),
    revision: z.string(),
    artefacts: z.array(
      z.object({ format: z.enum(['json', 'html']), objectKey: z.string(), sizeBytes: z.int() }),
    ),
    createdAt: instant,
  }),
);

export const processingErrorSchema = nameSchema(
  'ProcessingError',
  z.object({
    source: z.string(),
    sourceRowId: z.string(),
    conversationId: z.string().nullable(),
    field: z.string().nullable(),
    reason: z.string().describe('Why, as one of few words'),
    message: z.string().describe('Why, as a sentence'),
    file: z.string().nullable().optional().describe('Of a file: its name'),
    line: z.int().nullable().optional().describe('Line of the file, from 1 on; null where it has none'),
    record: z.int().nullable().optional().describe('Record of the file, from 1 on'),
    column: z.string().nullable().optional().describe('Column that it is about'),
    sample: z.string().nullable().optional().describe('What stands there, shortened'),
    status: z.enum(['retrying', 'parked', 'resolved']),
    attempts: z.int(),
    firstSeenAt: instant,
    lastSeenAt: instant,
    nextRetryAt: instant.nullable(),
  }),
);

export const ledgerEntrySchema = nameSchema(
  'LedgerEntry',
  z.object({
    source: z.string(),
    date: z.iso.date(),
    stage: z.enum(LEDGER_STAGES),
    count: z.int(),
    hash: z.string(),
    nMissing: z.int().describe('Not at this stage, or at another revision'),
    nExtra: z.int().describe('Twice there, of another day, or not known to the source'),
    nNotCompared: z.int().describe("Older than the topic's retention: not expected there"),
    countedAt: instant,
  }),
);

/** The last comparison of every stage with the source, and the one that is going on. */
export const proofSchema = z.object({
  last: z
    .object({
      ...{ startedAt: z.iso.datetime(), endedAt: z.iso.datetime(), isBalanced: z.boolean() },
      nConversations: z.int().describe('At the source'),
      nDiffering: z.int().describe('Conversations that differ, summed over stages and days'),
      nMoved: z.int().describe('Conversations that changed while they were compared'),
      nStages: z.int(),
      notCompared: z.array(z.object({ stage: z.enum(LEDGER_STAGES), n: z.int() })),
      unread: z
        .array(z.object({ source: z.string(), because: z.string() }))
        .describe('Sources of which only what was taken in could be compared'),
    })
    .nullable(),
  running: z
    .object({
      ...{ startedAt: z.iso.datetime(), updatedAt: z.iso.datetime() },
      ...{ stage: z.enum(LEDGER_STAGES), nDone: z.int(), nStages: z.int() },
    })
    .nullable(),
  failure: z.object({ at: z.iso.datetime(), because: z.string() }).nullable(),
});

/** The answer to a request that another service acts on. */
export const acceptedSchema = nameSchema('Accepted', z.object({ requestId: z.string() }));
