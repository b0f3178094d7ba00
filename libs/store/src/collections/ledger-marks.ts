import { z } from 'zod';
import { scalar } from '../mongo/scalar.ts';
import { tenantField, type CollectionSpec, type NamedQuery } from './collection-spec.ts';

export const ledgerMarks = {
  name: 'ledger_marks',
  owner: 'ingestion and reporting (set), the check of changed days (removed)',
  summary:
    'UTC days in which a conversation was stored, moved or deleted since the stages of the day were last found equal.',
  schema: z.object({
    ...tenantField,
    date: z.iso.date(),
    token: z.string().describe('Another with each change: a check removes only the mark that it has seen'),
    markedAt: z.date().describe('When something was last changed'),
  }),
  indexes: [{ name: 'by_date', key: { tenant: 1, date: 1 }, unique: true, serves: ['ofTenant'] }],
  shardKey: { key: { tenant: 1, date: 1 }, reason: 'Set and removed by day.' },
} as const satisfies CollectionSpec;

export const ledgerMarkQueries = {
  ofTenant: (tenant: string): NamedQuery => ({
    index: 'by_date',
    filter: { tenant: scalar(tenant, 'tenant') },
    sort: { date: 1 },
  }),
};
