import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';

const countSchema = z.object({ label: z.string(), count: z.int() });

export const summarySchema = nameSchema(
  'Summary',
  z.object({
    nConversations: z.int(),
    nMessages: z.int(),
    nUsers: z.int().describe('Exact up to 1,024; above that within about 1.2 %'),
    nAnomalous: z.int(),
    meanSentiment: z.number().nullable(),
    meanQuality: z.number().nullable(),
    from: z.iso.date().nullable(),
    to: z.iso.date().nullable(),
    days: z.array(
      z.object({
        date: z.iso.date(),
        nConversations: z.int(),
        nAnomalous: z.int(),
        nErrors: z.int(),
        meanSentiment: z.number().nullable(),
      }),
    ),
    topics: z.array(countSchema),
    intents: z.array(countSchema),
    sentiments: z.array(countSchema),
    outcomes: z.array(countSchema).describe('How conversations ended'),
    signals: z
      .array(countSchema)
      .describe('What happened in them; a conversation counts for each signal it shows'),
    languages: z.array(countSchema),
    models: z.array(
      z.object({
        label: z.string(),
        count: z.int(),
        meanSentiment: z.number().nullable(),
        meanQuality: z.number().nullable(),
        meanLatencySeconds: z.number().nullable(),
        nErrors: z.int(),
      }),
    ),
  }),
);

export interface SummaryFilter {
  from?: string;
  to?: string;
  model?: string;
  topic?: string;
}

export type Summary = z.infer<typeof summarySchema>;
