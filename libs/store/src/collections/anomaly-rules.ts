import { ruleSchema } from '@convoscope/contracts';
import { z } from 'zod';
import { scalar } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';

/** A rule as a collection's validator can say it: what depends on several fields is checked before it is published. */
const storedRule = z.looseObject({
  name: ruleSchema.shape.name,
  metric: ruleSchema.shape.metric,
  window: z.string(),
});

export const anomalyRules = {
  name: 'anomaly_rules',
  owner: 'anomaly',
  summary: 'Rules that people wrote, each with its versions. A removed one stays, and is not watched.',
  schema: z.object({
    ...tenantField,
    name: z.string().min(1),
    version: z.int().positive().describe('1, 2, 3 …: one more with each change'),
    rule: storedRule.nullable().describe('As it holds now; null of a removed one'),
    since: z.iso.datetime().describe('It speaks for hours from here on'),
    savedBy: z.string().min(1),
    savedAt: z.iso.datetime(),
    requestId: z
      .string()
      .min(1)
      .describe('Of the request that it was last changed by: a repeat changes nothing'),
    history: z
      .array(
        z.object({
          version: z.int().positive(),
          rule: storedRule.nullable(),
          savedBy: z.string(),
          savedAt: z.iso.datetime(),
        }),
      )
      .max(100)
      .describe('Every version, the newest last'),
  }),
  indexes: [{ name: 'by_name', key: { tenant: 1, name: 1 }, unique: true, serves: ['all', 'byName'] }],
  shardKey: { key: { tenant: 1, name: 1 }, reason: 'Some hundred documents a tenant, read together.' },
} as const satisfies CollectionSpec;

export const ruleQueries = {
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
