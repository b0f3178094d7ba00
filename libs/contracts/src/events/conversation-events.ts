import { z } from 'zod';
import { conversationRefSchema, messageSchema, metadataSchema } from '../conversation.ts';

const languageCode = z
  .string()
  .min(2)
  .max(8)
  .describe('ISO 639-1 code where there is one; `und` when undetermined');
const probability = z.number().min(0).max(1);

export const conversationIngestedSchema = conversationRefSchema.extend({
  sourceRowId: z
    .string()
    .min(1)
    .optional()
    .describe('Row that holds it at the source; absent in events that are older than this field'),
  title: z.string().nullable(),
  metadata: metadataSchema,
  messages: z.array(messageSchema),
});

/** Conversations as somebody sent them, before ingestion makes conversations of them. */
export const conversationsSubmittedSchema = z.object({
  submissionId: z.string().min(1).describe('Of the request that sent them'),
  part: z.int().nonnegative().describe('Number of the event within the submission, from 0 on'),
  isLast: z.boolean().describe('No part follows'),
  source: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,99}$/)
    .describe('Source that they belong to from now on: `api`, `upload`, `otlp`'),
  submittedBy: z.string(),
  submittedAt: z.iso.datetime(),
  rows: z
    .array(
      z.object({
        rowId: z.string().min(1).max(512).describe('Sent again, it takes the place of what it was'),
        columns: z.record(z.string(), z.unknown()).describe('Values by name, as ingestion maps them'),
        file: z.string().optional().describe('Of a file: its name'),
        line: z.int().nullable().optional().describe('Line of the file, from 1 on'),
        record: z.int().nullable().optional().describe('Record of the file, from 1 on'),
      }),
    )
    .max(1_000),
});

export const conversationDeletedSchema = z.object({
  conversationId: z.string().min(1).max(512),
  source: z.string().min(1),
  sequence: z.int().nonnegative().describe('Higher than any sequence of the conversation before'),
  startedAt: z.iso.datetime(),
  deletedAt: z.iso.datetime().describe('When its absence was noticed'),
  reason: z.enum(['gone-at-source', 'erased']),
});

/** Why a text has a translation, or has none. */
export const TRANSLATION_STATUSES = [
  'translated',
  'same-language',
  'not-configured',
  'unsupported-language',
  'untranslated',
] as const;

export const translatedMessageSchema = messageSchema.extend({
  language: languageCode,
  languageConfidence: probability,
  translations: z
    .record(languageCode, z.string())
    .describe('Target language to text; empty where there is none'),
});

export const conversationTranslatedSchema = conversationRefSchema.extend({
  title: z.string().nullable(),
  metadata: metadataSchema,
  language: languageCode.describe('Language most of the user text is in'),
  languageConfidence: probability,
  languages: z.array(languageCode).describe('Every language found, most frequent first'),
  pivotLanguage: languageCode,
  translationStatus: z
    .enum(TRANSLATION_STATUSES)
    .describe('`untranslated`: will be made up for, with a higher pass'),
  translator: z.string().nullable().describe('Adapter and engine that translated'),
  messages: z.array(translatedMessageSchema),
});

export const labelSchema = z.object({
  label: z.string().min(1),
  confidence: probability,
});

export const SENTIMENTS = ['negative', 'neutral', 'positive'] as const;

export const sentimentSchema = z.object({
  label: z.enum(SENTIMENTS),
  score: z.number().min(-1).max(1).describe('-1 very negative, 1 very positive'),
  confidence: probability,
});

/** How a conversation can end for the one who came with a request. */
export const OUTCOMES = [
  'resolved',
  'partly',
  'unresolved',
  'escalated',
  'abandoned',
  'refused',
  'unknown',
] as const;

export const outcomeSchema = z
  .object({
    label: z.enum(OUTCOMES),
    confidence: probability.describe(
      'Share of judged conversations with the same reason that a reader called so',
    ),
    because: z.string().describe('What shows it, in words'),
  })
  .describe('How a conversation ended for the one who came with a request, as far as it shows');

/** What may happen in a conversation and is told by name. */
export const SIGNALS = [
  'refusal',
  'repetition',
  'unanswered_question',
  'frustration',
  'escalation_request',
  'hallucination_complaint',
] as const;

export const signalSchema = z
  .object({
    name: z.enum(SIGNALS).describe('What happened'),
    messages: z.array(z.int().nonnegative()).describe('Index of each message that shows it'),
  })
  .describe('Something that happened in a conversation');

export const messageFeaturesSchema = z.object({
  index: z.int().nonnegative(),
  role: messageSchema.shape.role,
  nCharacters: z.int().nonnegative(),
  nWords: z.int().nonnegative(),
  sentiment: z.number().min(-1).max(1),
  latencySeconds: z.number().nonnegative().nullable().describe('Since the message before; null when unknown'),
  isError: z.boolean().describe('An assistant message that reports a failure instead of answering'),
});

export const conversationCategorisedSchema = conversationRefSchema.extend({
  language: languageCode,
  topic: labelSchema.extend({ alternatives: z.array(labelSchema), evidence: z.array(z.string()) }),
  intent: labelSchema,
  sentiment: sentimentSchema,
  quality: z.object({
    score: probability.describe('1 is a conversation without any known defect'),
    issues: z.array(z.string()),
  }),
  outcome: outcomeSchema.optional().describe('How it ended; absent in events that are older than this field'),
  signals: z.array(signalSchema).optional().describe('Absent in events that are older than this field'),
  modelVersion: z.string().describe('Name and version of the classifiers'),
  taxonomyVersion: z.string(),
  messages: z.array(messageFeaturesSchema),
});

export const contributionSchema = z.object({
  feature: z.string(),
  value: z.number().nullable(),
  contribution: z.number().describe('Share of the score, in score units; contributions sum to the score'),
});

export const conversationScoredSchema = conversationRefSchema.extend({
  topic: z.string(),
  anomalyScore: probability.describe('Higher is more unusual'),
  isAnomalous: z.boolean(),
  threshold: probability,
  contributions: z.array(contributionSchema),
  detector: z.string().describe('Name and version of the detector'),
  isSettled: z
    .boolean()
    .optional()
    .describe(
      'False: a preview on arrival; true: judged against the reference of its day, whatever the order of arrival; absent is true',
    ),
  reference: z.string().nullable().optional().describe('Version of the conversations it was compared with'),
  explanation: z.string().optional().describe('Why, in one sentence'),
  similarConversationIds: z
    .array(z.string())
    .max(3)
    .optional()
    .describe('Usual conversations that are most like it, nearest first'),
});

export type ConversationIngested = z.infer<typeof conversationIngestedSchema>;
export type ConversationsSubmitted = z.infer<typeof conversationsSubmittedSchema>;
export type ConversationDeleted = z.infer<typeof conversationDeletedSchema>;
export type TranslationStatus = (typeof TRANSLATION_STATUSES)[number];
export type TranslatedMessage = z.infer<typeof translatedMessageSchema>;
export type ConversationTranslated = z.infer<typeof conversationTranslatedSchema>;
export type Label = z.infer<typeof labelSchema>;
export type Sentiment = z.infer<typeof sentimentSchema>;
export type ConversationOutcome = z.infer<typeof outcomeSchema>;
export type ConversationSignal = z.infer<typeof signalSchema>;
export type MessageFeatures = z.infer<typeof messageFeaturesSchema>;
export type ConversationCategorised = z.infer<typeof conversationCategorisedSchema>;
export type Contribution = z.infer<typeof contributionSchema>;
export type ConversationScored = z.infer<typeof conversationScoredSchema>;
