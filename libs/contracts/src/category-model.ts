import { z } from 'zod';

/** Under these names the categorisation service keeps what it says of itself among its snapshots. */
export const CATEGORISATION_SNAPSHOTS = {
  owner: 'categorisation',
  model: 'model',
  replay: 'replay',
} as const;

const heldOutSchema = z.object({
  n: z.int().nonnegative().describe('Examples that neither model had seen'),
  before: z.int().nonnegative().describe('Of these right by the model in use'),
  after: z.int().nonnegative().describe('Of these right by the new model'),
});

const figuresSchema = z
  .object({
    accuracy: z.number().describe('Share that is right'),
    macroF1: z.number().describe('Mean over labels of their F1'),
    ece: z.number().describe('Expected calibration error'),
    perLabel: z
      .record(
        z.string(),
        z.object({
          precision: z.number().describe('Of those called so, the share that is'),
          recall: z.number().describe('Of those that are, the share called so'),
          f1: z.number().describe('Harmonic mean of both'),
          n: z.int().describe('Examples of the label'),
        }),
      )
      .describe('By label'),
  })
  .nullable()
  .describe('Of the new model on examples it had not seen; null without such examples');

const judgementSchema = z.object({
  at: z.iso.datetime(),
  nExamples: z.int().nonnegative().describe('Conversations that people said something of'),
  isPromoted: z.boolean().describe('Whether it took over'),
  because: z.string().describe('Why, in a sentence'),
  topic: heldOutSchema,
  intent: heldOutSchema,
  unasked: z
    .object({
      n: z.int().nonnegative().describe('Looked at'),
      changed: z.int().nonnegative().describe('Would be called something else'),
    })
    .describe('Conversations nobody complained of, and how many of them would be called something else'),
  figures: z.object({ topic: figuresSchema, intent: figuresSchema }).describe('By label'),
});

/** The model that categorises a tenant's conversations, and what it has learned from people. */
export const categoryModelSchema = z.object({
  base: z.string().describe('Taxonomy and built-in models that the rest belongs to'),
  generation: z.int().nonnegative().describe('0: the built-in model; higher with each one that took over'),
  modelVersion: z.string(),
  taxonomyVersion: z.string(),
  labels: z
    .object({ topic: z.array(z.string()), intent: z.array(z.string()), sentiment: z.array(z.string()) })
    .describe('Labels that a correction may name'),
  since: z.iso.datetime().describe('Since when it is in use'),
  examples: z
    .array(
      z.object({ conversationId: z.string(), topic: z.string().nullable(), intent: z.string().nullable() }),
    )
    .describe('What it has learned from; the texts stay where they are'),
  consideredUpTo: z.string().describe('The newest correction that was looked at'),
  lastJudgement: judgementSchema.nullable().describe('What the last try of a new model found'),
});

/** How far history has been categorised again after model or taxonomy changed. */
export const categoryReplaySchema = z.object({
  modelVersion: z.string(),
  taxonomyVersion: z.string(),
  after: z.string().describe('Conversations up to this id, in order, have been looked at'),
  nLooked: z.int().nonnegative().describe('Conversations looked at so far'),
  nRedone: z.int().nonnegative().describe('Of these categorised again'),
  total: z.int().nonnegative().describe('Conversations there were when it began'),
  startedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});

export type CategoryModel = z.infer<typeof categoryModelSchema>;
export type CategoryReplay = z.infer<typeof categoryReplaySchema>;
