import type { LegalHoldDocument, Store } from '@convoscope/store';
import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { notFound } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { createRetentionDesk, type RetentionDesk } from '../retention/retention-desk.ts';
import { daySchema, defined, pageOf, pagingShape } from './paging.ts';
import { instant } from './schemas.ts';

const holdSchema = nameSchema(
  'LegalHold',
  z.object({
    holdId: z.string().describe('Id of the hold'),
    because: z.string().describe('The case it is about'),
    personHash: z.string().nullable().describe('SHA-256 of tenant and user id; null: of everybody'),
    source: z.string().nullable().describe('Source whose conversations it keeps; null: all'),
    from: z.string().nullable().describe('First UTC day, inclusive; null: from the first there is'),
    to: z.string().nullable().describe('Last UTC day, inclusive; null: without end'),
    placedBy: z.string().describe('Principal that placed it'),
    placedAt: instant.describe('When it was placed (UTC)'),
    releasedBy: z.string().nullable().describe('Principal that released it; null while it holds'),
    releasedBecause: z.string().nullable().describe('Why it was released; null while it holds'),
    releasedAt: instant.nullable().describe('When it was released (UTC); null while it holds'),
  }),
);

const wantedSchema = z
  .strictObject({
    because: z.string().trim().min(1).max(500).describe('The case it is about, for the audit log'),
    userId: z
      .string()
      .min(1)
      .max(512)
      .nullable()
      .default(null)
      .describe('Whose conversations; default: everybody’s'),
    source: z.string().min(1).max(100).nullable().default(null).describe('Of which source; default: of all'),
    from: daySchema.nullable().default(null).describe('First UTC day, inclusive; default: from the first'),
    to: daySchema.nullable().default(null).describe('Last UTC day, inclusive; default: without end'),
  })
  .refine(({ from, to }) => from === null || to === null || from <= to, {
    path: ['to'],
    message: 'must not be before from',
  });

const toView = ({ tenant: _, ...view }: LegalHoldDocument) => view;

/** What must be kept, whatever policies and erasures say. */
export function createLegalHoldRoutes(options: {
  store: Pick<Store, 'legalHolds' | 'retentionRuns' | 'auditLog'>;
  now: () => number;
}): Route[] {
  const desk = createRetentionDesk(options);
  return [
    defineRoute({
      method: 'GET',
      path: '/api/v1/legal-holds',
      operationId: 'listLegalHolds',
      needs: 'erase:personal-data',
      tag: 'Retention',
      summary: 'Legal holds, the newest first, released ones too',
      query: z.strictObject(pagingShape),
      response: { status: 200, schema: pageOf(holdSchema), description: 'A page of holds' },
      example: { query: { limit: 10 } },
      async handle({ tenant, query: { limit, cursor } }) {
        const page = await options.store.legalHolds.findPage(tenant, { limit, ...defined({ cursor }) });
        return { ...page, items: page.items.map(toView) };
      },
    }),
    ...createChangeRoutes(desk),
  ];
}

const createChangeRoutes = (desk: RetentionDesk): Route[] => [
  defineRoute({
    method: 'POST',
    path: '/api/v1/legal-holds',
    operationId: 'placeLegalHold',
    needs: 'erase:personal-data',
    isAuditedByHandler: true,
    tag: 'Retention',
    summary: 'Keeps what fits from being removed, by policies and erasures alike',
    description:
      'Everything that is given must fit; without a person, a source and days it keeps everything. It keeps what is here: what disappears at its source still goes.',
    body: wantedSchema,
    response: { status: 201, schema: holdSchema, description: 'The hold' },
    example: { body: { because: 'case 2026/17', source: 'support', from: '2026-01-01', to: '2026-03-31' } },
    handle: async ({ tenant, principal, body }) =>
      toView(await desk.placeHold({ tenant, by: principal }, body)),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/legal-holds/{holdId}/release',
    operationId: 'releaseLegalHold',
    needs: 'erase:personal-data',
    isAuditedByHandler: true,
    tag: 'Retention',
    summary:
      'Releases a hold: erasures that waited for it go on, and the next run of retention removes what it kept',
    params: z.strictObject({ holdId: z.string().min(1).max(100).describe('Id of the hold') }),
    body: z.strictObject({
      because: z.string().trim().min(1).max(500).describe('For the audit log'),
    }),
    response: {
      status: 200,
      schema: holdSchema,
      description: 'The hold; one that was released before is as it was',
    },
    errors: [404],
    example: { params: { holdId: 'hold-1' }, body: { because: 'the case is closed' } },
    async handle({ tenant, principal, params: { holdId }, body: { because } }) {
      const hold = await desk.releaseHold({ tenant, by: principal }, holdId, because);
      if (hold === null) throw notFound('legal hold', holdId);
      return toView(hold);
    },
  }),
];
