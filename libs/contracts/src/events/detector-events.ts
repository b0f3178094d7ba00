import { z } from 'zod';

/** What may be asked of the detectors that are kept. */
export const DETECTOR_ACTIONS = [
  ...(['train', 'score', 'promote', 'rollback', 'archive', 'delete', 'cancel'] as const),
] as const;

/** When a new version becomes the live one by itself. */
export const PROMOTIONS = ['first', 'always', 'never', 'if-not-worse'] as const;

export const detectorNameSchema = z
  .string({ error: 'write a name such as payments' })
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, {
    error: 'write a name of small letters, digits and hyphens, such as payments',
  });

/** How a detector is to be trained from a table. */
export const trainingSchema = z.strictObject({
  detector: z
    .string()
    .min(1)
    .max(60)
    .default('auto')
    .describe('A detector of tables, `auto`, `ensemble`, or `tune`: the best of several by trial'),
  params: z.record(z.string(), z.unknown()).default({}).describe("The detector's parameters"),
  labelColumn: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('Column with 1 for an anomaly: for measuring and for probabilities, never learnt from'),
  exclude: z.array(z.string().min(1).max(200)).max(1_000).default([]).describe('Columns to leave out'),
  scale: z.enum(['standard', 'robust', 'none']).default('standard').describe('How numbers are scaled'),
  missing: z
    .enum(['median', 'indicator'])
    .default('median')
    .describe('Missing values become the median; `indicator` also says where they were'),
  seed: z.int().nonnegative().default(0).describe('Start of every random choice'),
  maxTrials: z.int().min(1).max(10_000).optional().describe('Fits that `tune` may make'),
  maxSeconds: z.number().positive().max(86_400).optional().describe('Time that `tune` may take'),
  promote: z
    .enum(PROMOTIONS)
    .default('first')
    .describe(
      'When the version becomes the live one by itself: `first` where there is none; `if-not-worse` also where its average precision on labelled rows held back is no lower than that of the live one',
    ),
});

export const detectorDataSchema = z.object({
  objectKey: z.string().min(1).describe('Where the file lies in object storage'),
  fileName: z.string().min(1).max(255).describe('What the file is called'),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('Of its content'),
  sizeBytes: z.int().nonnegative(),
});

export const detectorRequestedSchema = z.object({
  requestId: z.string().min(1).describe('Also the id of the job, where it is one'),
  action: z.enum(DETECTOR_ACTIONS),
  name: detectorNameSchema.describe('Name of the detector'),
  version: z.int().positive().nullable().describe('Which version; null: the live one, or all'),
  jobId: z.string().min(1).nullable().describe('The job to cancel; null otherwise'),
  data: detectorDataSchema.nullable().describe('The table to train from or to score'),
  training: trainingSchema.nullable().describe('How to train; null otherwise'),
  requestedAt: z.iso.datetime(),
  requestedBy: z.string().min(1),
});

export type DetectorAction = (typeof DETECTOR_ACTIONS)[number];
export type Training = z.infer<typeof trainingSchema>;
export type DetectorData = z.infer<typeof detectorDataSchema>;
export type DetectorRequested = z.infer<typeof detectorRequestedSchema>;
