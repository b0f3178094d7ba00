import { detectorDataSchema, detectorNameSchema } from '@convoscope/contracts';
import { z } from 'zod';
import { scalar } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';

const versionSchema = z.looseObject({
  version: z.int().positive(),
  jobId: z.string().min(1).describe('The job that made it: a repeat makes no second one'),
  isArchived: z.boolean(),
  isDeleted: z.boolean().describe('Its model is being removed'),
  data: detectorDataSchema.describe('What it was trained from'),
  parent: z.int().positive().nullable().describe('The live version when it was trained'),
  model: z
    .object({ objectKey: z.string().min(1), sha256: z.string().length(64), sizeBytes: z.int().positive() })
    .describe('The fitted model, and the hash of its bytes'),
  detector: z.string().min(1),
  threshold: z.number(),
  nRows: z.int().positive(),
  trainedBy: z.string().min(1),
  trainedAt: z.iso.datetime(),
});

export const detectors = {
  name: 'detectors',
  owner: 'anomaly',
  summary: 'Detectors that were trained, one document each with its versions and which of them is live.',
  schema: z.object({
    ...tenantField,
    name: detectorNameSchema,
    revision: z.int().positive().describe('Grows by 1 with each write'),
    live: z.int().positive().nullable().describe('The version that answers where none is named'),
    lastVersion: z.int().nonnegative().describe('The highest number that was given out'),
    versions: z.array(versionSchema).max(100).describe('The newest last'),
    promotions: z
      .array(z.object({ version: z.int().positive(), at: z.iso.datetime(), by: z.string() }))
      .max(100)
      .describe('What became live when, the newest last'),
  }),
  indexes: [{ name: 'by_name', key: { tenant: 1, name: 1 }, unique: true, serves: ['all', 'byName'] }],
  shardKey: { key: { tenant: 1, name: 1 }, reason: 'Some hundred documents a tenant, read by name.' },
} as const satisfies CollectionSpec;

export const detectorQueries = {
  all: (tenant: string): NamedQuery => ({
    index: 'by_name',
    filter: { tenant: scalar(tenant, 'tenant'), name: { $gte: '' } },
    sort: { name: 1 },
  }),
  byName: (tenant: string, name: string): NamedQuery => ({
    index: 'by_name',
    filter: { tenant: scalar(tenant, 'tenant'), name: scalar(name, 'name') },
  }),
};
