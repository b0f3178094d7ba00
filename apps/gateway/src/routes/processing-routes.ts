import { randomUUID } from 'node:crypto';
import type { Bus } from '@convoscope/bus';
import { topics } from '@convoscope/contracts';
import type { Store } from '@convoscope/store';
import { readProof } from '@convoscope/ledger';
import { z } from 'zod';
import { defineRoute, type Route } from '../http/route.ts';
import { dateRangeShape, defined, pageOf, pagingShape } from './paging.ts';
import { toRequestEvent } from './request-event.ts';
import { acceptedSchema, instant, ledgerEntrySchema, processingErrorSchema, proofSchema } from './schemas.ts';

export interface ProcessingRouteOptions {
  store: Store;
  bus: Bus;
  now: () => number;
}

export function createProcessingRoutes({ store, bus, now }: ProcessingRouteOptions): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/v1/processing/state',
      operationId: 'getProcessingState',
      needs: 'read:processing',
      tag: 'Processing',
      summary: 'Where each source stands: cursor, speed, time left, last runs',
      response: {
        status: 200,
        schema: z.object({
          sources: z.array(
            z.object({
              source: z.string(),
              state: z.looseObject({}),
              updatedAt: instant,
            }),
          ),
          errors: z.record(z.string(), z.int()).describe('Processing errors by status'),
        }),
        description: 'The state',
      },
      example: {},
      async handle({ tenant }) {
        const [sources, errors] = await Promise.all([
          store.processingState.findAll(tenant),
          store.processingErrors.countByStatus(tenant),
        ]);
        return {
          sources: sources.map(({ source, state, updatedAt }) => ({ source, state, updatedAt })),
          errors,
        };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/v1/processing/errors',
      operationId: 'listProcessingErrors',
      needs: 'read:processing',
      tag: 'Processing',
      summary: 'Rows that could not be understood or fetched',
      query: z.strictObject({
        source: z.string().max(200).optional(),
        status: z.enum(['retrying', 'parked', 'resolved']).optional(),
        conversationId: z.string().max(512).optional(),
        ...pagingShape,
      }),
      response: { status: 200, schema: pageOf(processingErrorSchema), description: 'A page of errors' },
      example: { query: { status: 'parked' } },
      handle: ({ tenant, query: { limit, cursor, ...filter } }) =>
        store.processingErrors.findPage(tenant, defined(filter), { limit, ...defined({ cursor }) }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/v1/syncs',
      operationId: 'requestSync',
      needs: 'operate:processing',
      tag: 'Processing',
      summary: 'Asks for a source to be polled now',
      body: z.strictObject({
        source: z.string().max(200).nullable().default(null),
        mode: z.enum(['incremental', 'full', 'reconcile']).default('incremental'),
      }),
      response: { status: 202, schema: acceptedSchema, description: 'Accepted' },
      example: { body: { mode: 'incremental' } },
      async handle({ tenant, body }) {
        const requestId = randomUUID();
        const data = {
          requestId,
          ...body,
          reason: 'person' as const,
          requestedAt: new Date(now()).toISOString(),
        };
        await bus.publish(topics.syncsRequested, [
          toRequestEvent(topics.syncsRequested, tenant, requestId, data, data.requestedAt),
        ]);
        return { requestId };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/v1/ledger',
      operationId: 'getLedger',
      needs: 'read:processing',
      tag: 'Processing',
      summary: 'What each stage held for each source and day when it was last reconciled',
      query: z.strictObject({ source: z.string().max(200).optional(), ...dateRangeShape }),
      response: {
        status: 200,
        schema: z.object({ proof: proofSchema, items: z.array(ledgerEntrySchema) }),
        description: 'The ledger, and how far the proof is that in = out',
      },
      example: { query: { source: 'noco' } },
      handle: async ({ tenant, query }) => ({
        proof: await readProof(store.snapshots, tenant, now()),
        items: await store.ledger.findAll(tenant, defined(query)),
      }),
    }),
  ];
}
