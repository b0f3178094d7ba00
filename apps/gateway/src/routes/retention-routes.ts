import type { RetentionRunDocument, Store } from '@convoscope/store';
import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { notFound } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { createRetentionDesk } from '../retention/retention-desk.ts';
import { defined, pageOf, pagingShape } from './paging.ts';
import { instant } from './schemas.ts';

const runSchema = nameSchema(
  'RetentionRun',
  z.object({
    runId: z.string().describe('Id of the preview or run'),
    kind: z.enum(['preview', 'run']).describe('A preview removes nothing'),
    status: z.enum(['requested', 'running', 'done', 'refused']),
    problem: z.string().nullable().describe('Why it was refused, and what to do; null where it was not'),
    requestedBy: z.string().describe('Principal that asked; `retention-policy`: nobody, it was due'),
    because: z.string().nullable(),
    requestedAt: instant.describe('When it was asked for (UTC)'),
    completedAt: instant.nullable().describe('When it ended (UTC); null: not yet'),
    expect: z.string().nullable().describe('Digest of the preview that a run keeps to; null: of none'),
    scopes: z
      .array(
        z.object({
          source: z.string().describe('Source'),
          before: z.string().describe('The first UTC day that stays'),
          n: z.int().describe('Conversations of it that go, or went'),
        }),
      )
      .describe('What policies say of each source; those that are kept for ever are left out'),
    reportsBefore: z.string().nullable().describe('Reports that end before this UTC day go; null: none'),
    holds: z.array(z.string()).describe('Ids of the legal holds that were in force'),
    nConversations: z.int().describe('Conversations that go, or went so far'),
    digest: z.string().describe('XOR of the SHA-256 of each conversation’s id and revision'),
    counts: z
      .record(z.string(), z.record(z.string(), z.int()))
      .describe('What goes, or went so far, by UTC day and place'),
  }),
);

const bodySchema = z.strictObject({
  kind: z.enum(['preview', 'run']).describe('A preview removes nothing'),
  expect: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be the digest of a preview')
    .nullable()
    .default(null)
    .describe('Of a run: the digest of a preview. Exactly that is removed, or nothing'),
  because: z.string().max(500).nullable().default(null).describe('For the audit log'),
});
const params = z.strictObject({ runId: z.string().min(1).max(100).describe('Id of the preview or run') });

const toView = ({
  tenant: _,
  pending: __,
  pendingReport: ___,
  pendingCounts: ____,
  expireAt: _____,
  ...view
}: RetentionRunDocument) => view;

/** Previews and runs of retention. */
export function createRetentionRoutes(options: {
  store: Pick<Store, 'legalHolds' | 'retentionRuns' | 'auditLog'>;
  now: () => number;
}): Route[] {
  const desk = createRetentionDesk(options);
  const { retentionRuns } = options.store;
  return [
    defineRoute({
      method: 'POST',
      path: '/api/v1/retention-runs',
      operationId: 'requestRetentionRun',
      needs: 'erase:personal-data',
      isAuditedByHandler: true,
      tag: 'Retention',
      summary: 'Counts what policies of retention would remove, or removes it',
      body: bodySchema,
      response: { status: 202, schema: runSchema, description: 'Accepted: it goes on in the background' },
      example: { body: { kind: 'preview' } },
      handle: async ({ tenant, principal, body }) =>
        toView(await desk.requestRun({ tenant, by: principal }, body)),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/v1/retention-runs',
      operationId: 'listRetentionRuns',
      needs: 'erase:personal-data',
      tag: 'Retention',
      summary: 'Previews and runs, the newest first',
      query: z.strictObject(pagingShape),
      response: { status: 200, schema: pageOf(runSchema), description: 'A page of them' },
      example: { query: { limit: 10 } },
      async handle({ tenant, query: { limit, cursor } }) {
        const page = await retentionRuns.findPage(tenant, { limit, ...defined({ cursor }) });
        return { ...page, items: page.items.map(toView) };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/v1/retention-runs/{runId}',
      operationId: 'getRetentionRun',
      needs: 'erase:personal-data',
      tag: 'Retention',
      summary: 'How far a preview or a run is, and what it found',
      params,
      response: { status: 200, schema: runSchema, description: 'The preview or run' },
      errors: [404],
      example: { params: { runId: 'run-1' } },
      async handle({ tenant, params: { runId } }) {
        const run = await retentionRuns.findById(tenant, runId);
        if (run === null) throw notFound('retention run', runId);
        return toView(run);
      },
    }),
  ];
}
