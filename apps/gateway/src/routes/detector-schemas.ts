import { detectorDataSchema, detectorNameSchema, PROMOTIONS, trainingSchema } from '@convoscope/contracts';
import { stageOf, standingVersions } from '@convoscope/registry';
import type { DetectorDocument, DetectorJobDocument, DetectorVersion } from '@convoscope/store';
import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';

export const STAGES = ['live', 'candidate', 'archived'] as const;

export const tableSchema = nameSchema(
  'StoredTable',
  detectorDataSchema
    .pick({ sha256: true, fileName: true, sizeBytes: true })
    .describe('A table that is stored'),
);

const summaryShape = {
  version: z.int().positive().describe('1, 2, 3 …'),
  stage: z.enum(STAGES).describe('`live`: it answers where no version is named'),
  detector: z.string().describe('The detector that it came to'),
  trainedAt: z.iso.datetime().describe('When (UTC)'),
  trainedBy: z.string().describe('Who asked for it'),
  nRows: z.int().describe('Rows that it has learnt from'),
};
const summarySchema = nameSchema(
  'DetectorVersionSummary',
  z.object(summaryShape).describe('A version of a detector, in short'),
);

export const detectorSchema = nameSchema(
  'Detector',
  z
    .object({
      name: detectorNameSchema.describe('Name of the detector'),
      live: z.int().nullable().describe('The version that answers where none is named'),
      versions: z.array(summarySchema).describe('The newest last'),
    })
    .describe('A detector that is kept'),
);

const versionSchema = nameSchema(
  'DetectorVersion',
  z
    .object({
      ...summaryShape,
      jobId: z.string().describe('The job that made it'),
      params: z.record(z.string(), z.unknown()).describe('Its parameters'),
      threshold: z.number().describe('A higher score is an anomaly'),
      training: trainingSchema
        .extend({ promote: z.enum(PROMOTIONS).describe('When it was to become live by itself') })
        .describe('How it was trained'),
      data: tableSchema.describe('What it was trained from'),
      parent: z.int().nullable().describe('The live version when it was trained'),
      modelSha256: z.string().describe('Hash of the stored model'),
      modelBytes: z.int().describe('Its size'),
      columns: z
        .array(
          z.object({
            name: z.string().describe('Name of the column'),
            role: z.string().describe('What the column is taken for; `omit`: not looked at'),
            reason: z.string(),
            importance: z.number().describe('Share of the scores that comes from it, in [0,1]'),
          }),
        )
        .describe('What became of each column, the most important first'),
      heldBack: z
        .record(z.string(), z.number().nullable())
        .nullable()
        .describe('Figures on rows held back; null where there were too few'),
      tuning: z
        .looseObject({})
        .nullable()
        .describe('What was tried, and why the winner won; null where nothing was'),
      notes: z.array(z.string()).describe('What there was to say about the table'),
      seconds: z.number().describe('Time that training took'),
    })
    .describe('A version of a detector'),
);

export const wholeDetectorSchema = z.object({
  name: detectorNameSchema.describe('Name of the detector'),
  live: z.int().nullable().describe('The version that answers where none is named'),
  promotions: z
    .array(
      z.object({
        version: z.int().describe('Which version'),
        at: z.iso.datetime().describe('When (UTC)'),
        by: z.string().describe('Who did it'),
      }),
    )
    .describe('What became live when, the newest last'),
  versions: z.array(versionSchema).describe('The newest last'),
});

export const jobSchema = nameSchema(
  'DetectorJob',
  z
    .object({
      jobId: z.string().describe('Of the job'),
      kind: z.enum(['train', 'score']),
      name: detectorNameSchema.describe('Name of the detector'),
      state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
      phase: z.string().describe('What is being done'),
      share: z.number().describe('Part of the work that is done, in [0,1]'),
      secondsLeft: z.number().nullable().describe('As far as it can be told'),
      error: z.string().nullable().describe('Why it failed, for whoever asked'),
      result: z
        .looseObject({})
        .nullable()
        .describe(
          'Of a training its version; of a scoring the number of rows, of those not read and of anomalies, and the highest scores',
        ),
      requestedBy: z.string().describe('Who asked for it'),
      requestedAt: z.iso.datetime().describe('When (UTC)'),
      endedAt: z.iso.datetime().nullable().describe('When it ended (UTC); null while it is open'),
    })
    .describe('A training, or a scoring of a file'),
);

const contributionSchema = z.object({
  column: z.string().describe('Name of the column'),
  contribution: z.number().describe('Positive: towards anomalous'),
});
export const scoredSchema = nameSchema(
  'RecordScore',
  z
    .object({
      score: z.number().describe('Higher = more anomalous; comparable within one version'),
      rank: z.number().describe('Share of the training rows that score no higher'),
      probability: z
        .number()
        .describe(
          'Of being an anomaly: by the labels trained with, else under the expected share of anomalies (`contamination`)',
        ),
      isAnomaly: z.boolean().describe('The score exceeds the threshold'),
      threshold: z.number(),
      missing: z
        .array(z.string())
        .describe('Columns that an ordinary value stood for: they lack, or cannot be read'),
      contributions: z
        .array(contributionSchema)
        .optional()
        .describe('What moved the score, the largest first; only with `explain`'),
    })
    .describe('What a detector says of a record'),
);

const toSummary = (detector: DetectorDocument, one: DetectorVersion) => ({
  ...{ version: one.version, stage: stageOf(detector, one), detector: one.detector },
  ...{ trainedAt: one.trainedAt, trainedBy: one.trainedBy, nRows: one.nRows },
});

export const toDetector = (detector: DetectorDocument) => ({
  ...{ name: detector.name, live: detector.live },
  versions: standingVersions(detector).map((one) => toSummary(detector, one)),
});

export const toWholeDetector = (detector: DetectorDocument) => ({
  ...{ name: detector.name, live: detector.live, promotions: detector.promotions },
  versions: standingVersions(detector).map(({ model, ...one }) => ({
    ...one,
    stage: stageOf(detector, { ...one, model }),
    ...{ modelSha256: model.sha256, modelBytes: model.sizeBytes },
  })),
});

export const toJob = ({ progress, requestedAt, endedAt, result, ...job }: DetectorJobDocument) => ({
  ...job,
  ...progress,
  result: result && Object.fromEntries(Object.entries(result).filter(([name]) => name !== 'objectKey')),
  requestedAt: requestedAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
});
