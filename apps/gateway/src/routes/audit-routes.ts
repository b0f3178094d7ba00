import type { Store } from '@convoscope/store';
import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { defined, pageOf, pagingShape } from './paging.ts';
import { instant } from './schemas.ts';

const auditSchema = nameSchema(
  'AuditEntry',
  z.object({
    sequence: z.int(),
    at: instant,
    by: z.string(),
    action: z.string(),
    subject: z.string(),
    because: z.string().nullable(),
    before: z.string().nullable().describe('SHA-256 of what it was'),
    after: z.string().nullable().describe('SHA-256 of what it became'),
    hash: z.string().describe('Of the entry, which holds the hash of the one before'),
  }),
);

export function createAuditRoutes(store: Pick<Store, 'auditLog'>): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/v1/audit-log',
      operationId: 'listAuditLog',
      needs: 'read:audit',
      tag: 'Processing',
      summary: 'Who did what by hand, newest first',
      query: z.strictObject({ action: z.string().max(100).optional(), ...pagingShape }),
      response: { status: 200, schema: pageOf(auditSchema), description: 'A page of the audit log' },
      example: { query: { limit: 10 } },
      handle: ({ tenant, query: { limit, cursor, ...filter } }) =>
        store.auditLog.findPage(tenant, defined(filter), { limit, ...defined({ cursor }) }),
    }),
  ];
}
