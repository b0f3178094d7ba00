import { z } from 'zod';
import { contributionSchema } from './conversation-events.ts';

export const ANOMALY_KINDS = ['conversation', 'metric', 'record'] as const;
export const SEVERITIES = ['info', 'warning', 'critical'] as const;

export const anomalyDetectedSchema = z.object({
  anomalyId: z.string().min(1),
  kind: z.enum(ANOMALY_KINDS),
  severity: z.enum(SEVERITIES),
  detectedFor: z.iso.datetime().describe('Start of what is unusual: conversation start or window start'),
  windowEnd: z.iso.datetime(),
  metric: z
    .string()
    .describe('What was measured, such as `volume`, `sentiment`, `error-rate`, `conversation-score`'),
  group: z
    .record(z.string(), z.string())
    .describe('The slice it holds for, such as {"model":"m-1"}; empty for all'),
  observed: z.number(),
  expected: z.number().nullable(),
  score: z.number().min(0).max(1),
  contributions: z.array(contributionSchema),
  explanation: z.string().describe('One sentence a person can act on'),
  exampleConversationIds: z.array(z.string()).max(10),
  detector: z.string(),
  revision: z.string().describe('Hash of the finding: an updated finding has another one'),
  pass: z
    .int()
    .nonnegative()
    .optional()
    .describe('Grows with each change of the finding; higher wins; absent is 0'),
  isWithdrawn: z
    .boolean()
    .optional()
    .describe('True: later data refutes it, or it was settled as usual; absent is false'),
});

/** What happened to an incident since it was last published. */
export const INCIDENT_CHANGES = ['begun', 'grown', 'explained', 'over', 'withdrawn'] as const;

const incidentSliceSchema = z.object({
  dimension: z.enum(['all', 'source', 'model', 'topic', 'language', 'user']),
  label: z.string().describe('Value of the dimension; empty for all conversations'),
});

export const incidentChangedSchema = z.object({
  incidentId: z.string().min(1),
  change: z.enum(INCIDENT_CHANGES),
  pass: z.int().nonnegative().describe('Grows with each change of the incident; higher wins'),
  severity: z.enum(SEVERITIES),
  startedAt: z.iso.datetime().describe('First hour that was not as it should be'),
  endedAt: z.iso.datetime().describe('End of the last such hour; of one that goes on, the newest known'),
  isOver: z.boolean().describe('Hours after its end are known and as usual'),
  metric: z.string().describe('What says it best, such as `volume`, `share`, `error-rate`, `latency`'),
  slice: incidentSliceSchema,
  observed: z.number(),
  expected: z.number(),
  score: z.number().min(0).max(1).describe('How sure, from 0 to 1; 0.5 is just sure enough'),
  title: z.string().describe('What happened, in a few words'),
  story: z.string().describe('What happened and why, in two sentences'),
  causes: z
    .array(
      incidentSliceSchema.extend({
        observed: z.number().describe('Conversations'),
        expected: z.number(),
        share: z.number().describe('Of the whole change, the part that this slice explains'),
      }),
    )
    .max(10)
    .describe('Slices that explain the change, the largest part first; empty where all are alike'),
  findings: z
    .array(
      z.object({
        metric: z.string(),
        slice: incidentSliceSchema,
        startedAt: z.iso.datetime(),
        endedAt: z.iso.datetime(),
        observed: z.number(),
        expected: z.number(),
      }),
    )
    .max(20)
    .describe('Series that moved together, the surest first'),
  rule: z
    .object({
      name: z.string().describe('Name of the rule'),
      version: z.int().positive().describe('Version that held'),
      owner: z.string().nullable().describe('Who looks after it'),
      runbook: z.string().nullable().describe('Where it says what to do'),
    })
    .optional()
    .describe('The rule that found it; absent where nobody asked for it'),
  nConversations: z.int().nonnegative().describe('Conversations it is about'),
  exampleConversationIds: z.array(z.string()).max(50),
  detector: z.string(),
  revision: z.string().describe('Hash of all of it but pass and change'),
});

export const REPORT_PERIODS = ['daily', 'weekly', 'monthly'] as const;

export const reportRequestedSchema = z.object({
  requestId: z.string().min(1),
  period: z.enum(REPORT_PERIODS),
  date: z.iso.date().describe('Any day within the period (UTC)'),
  template: z.string().min(1).optional().describe('Template that says what is in it; absent: all there is'),
  filters: z
    .record(z.string(), z.array(z.string()))
    .optional()
    .describe('Only conversations with one of the values, by field, such as {"model":["m-1"]}'),
  language: z.string().optional().describe('Of its words; absent: that of the template'),
  requestedAt: z.iso.datetime(),
  requestedBy: z.string(),
});

export const reportCompletedSchema = z.object({
  reportId: z
    .string()
    .min(1)
    .describe('`<period>-<first day>`, of one by a template `<period>-<first day>.<template>`'),
  template: z.string().optional().describe('Template that says what is in it; absent: all there is'),
  period: z.enum(REPORT_PERIODS),
  from: z.iso.date(),
  to: z.iso.date().describe('Last day, inclusive'),
  nConversations: z.int().nonnegative(),
  revision: z.string().describe('Hash of the content: an unchanged report is not published again'),
  artefacts: z.array(
    z.object({ format: z.enum(['json', 'html']), objectKey: z.string(), sizeBytes: z.int().nonnegative() }),
  ),
});

export const feedbackGivenSchema = z.object({
  feedbackId: z.string().min(1),
  subject: z.enum(['category', 'anomaly']),
  subjectId: z.string().min(1).describe('Conversation id or anomaly id'),
  field: z.string().describe('Such as `topic`, `intent`, `sentiment`, `isAnomalous`'),
  value: z.string(),
  reason: z.string().max(1000).nullable().optional().describe('Why, in the words of whoever gave it'),
  givenBy: z.string(),
  givenAt: z.iso.datetime(),
});

export const syncRequestedSchema = z.object({
  requestId: z.string().min(1),
  source: z.string().nullable().describe('Source to poll; null for all'),
  reason: z.enum(['person', 'webhook', 'schedule']),
  mode: z.enum(['incremental', 'full', 'reconcile']),
  requestedAt: z.iso.datetime(),
});

export type AnomalyDetected = z.infer<typeof anomalyDetectedSchema>;
export type IncidentChanged = z.infer<typeof incidentChangedSchema>;
export type ReportPeriod = (typeof REPORT_PERIODS)[number];
export type ReportRequested = z.infer<typeof reportRequestedSchema>;
export type ReportCompleted = z.infer<typeof reportCompletedSchema>;
export type FeedbackGiven = z.infer<typeof feedbackGivenSchema>;
export type SyncRequested = z.infer<typeof syncRequestedSchema>;
