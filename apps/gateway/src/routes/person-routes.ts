import type { ObjectStore } from '@convoscope/objects';
import type { PersonRequestDocument, Store } from '@convoscope/store';
import { z } from 'zod';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { notFound } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { requestPerson } from '../persons/person-desk.ts';
import { instant } from './schemas.ts';

const requestShape = {
  requestId: z.string(),
  status: z
    .enum(['requested', 'running', 'held', 'done', 'expired'])
    .describe(
      'held: a legal hold covers something of the person, it goes on when that is released; expired: the file of an export was removed after PRIVACY_KEEP_EXPORTS',
    ),
  waitsFor: z.array(z.string()).describe('Places that still hold something of the person'),
  requestedBy: z.string().describe('Principal that asked'),
  because: z.string().nullable(),
  requestedAt: instant.describe('When it was asked for: what the person said before it never comes back'),
  completedAt: instant.nullable().describe('Null: not yet'),
  nConversations: z.int().describe('Erased or exported so far'),
  digest: z.string().describe('XOR of the SHA-256 of each conversation’s id and revision'),
};

const erasureSchema = nameSchema(
  'Erasure',
  z.object({
    ...requestShape,
    heldBy: z.array(z.string()).describe('Ids of the legal holds that it waits for'),
    places: z.record(z.string(), z.int()).describe('What was removed, by place'),
    proof: z
      .looseObject({})
      .nullable()
      .describe('When it is done: what was erased and what remains until when, signed with Ed25519'),
  }),
);
const exportSchema = nameSchema('PersonExport', z.object(requestShape));

const bodySchema = z.strictObject({
  userId: z.string().min(1).max(512).describe('As it stands on conversations'),
  because: z.string().max(500).nullable().default(null).describe('For the audit log'),
});
const params = z.strictObject({ requestId: z.string().min(1).max(100) });

export interface PersonRouteOptions {
  store: Pick<Store, 'personRequests' | 'auditLog'>;
  objects: Pick<ObjectStore, 'get'>;
  now: () => number;
}

const toExport = ({
  userId: _,
  tenant: __,
  personHash: ___,
  kind: ____,
  places: _____,
  objectKey: ______,
  proof: _______,
  heldBy: ________,
  ...shown
}: PersonRequestDocument) => shown;

const toErasure = (request: PersonRequestDocument) => ({
  ...toExport(request),
  heldBy: request.heldBy ?? [],
  places: request.places,
  proof: request.proof === null ? null : (JSON.parse(request.proof) as Record<string, unknown>),
});

/** Erasure and export of a person. */
export function createPersonRoutes({ store, objects, now }: PersonRouteOptions): Route[] {
  const find = async (tenant: string, requestId: string, kind: PersonRequestDocument['kind']) => {
    const found = await store.personRequests.findById(tenant, requestId);
    if (found?.kind !== kind) throw notFound(kind === 'erase' ? 'erasure' : 'export', requestId);
    return found;
  };
  return [
    defineRoute({
      method: 'POST',
      path: '/api/v1/erasures',
      operationId: 'requestErasure',
      needs: 'erase:personal-data',
      tag: 'Users',
      summary: 'Erases what is kept of a person, for good',
      body: bodySchema,
      response: { status: 202, schema: erasureSchema, description: 'Accepted: it goes on in the background' },
      example: { body: { userId: 'user-7', because: 'asked for by the person' } },
      handle: async ({ tenant, principal, body }) =>
        toErasure(await requestPerson({ store, now }, { tenant, by: principal }, { kind: 'erase', ...body })),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/v1/erasures/{requestId}',
      operationId: 'getErasure',
      needs: 'erase:personal-data',
      tag: 'Users',
      summary: 'How far an erasure is, and its proof',
      params,
      response: { status: 200, schema: erasureSchema, description: 'The erasure' },
      errors: [404],
      example: { params: { requestId: 'erasure-1' } },
      handle: async ({ tenant, params: { requestId } }) => toErasure(await find(tenant, requestId, 'erase')),
    }),
    ...createExportRoutes({ store, objects, now }, find),
  ];
}

function createExportRoutes(
  { store, objects, now }: PersonRouteOptions,
  find: (tenant: string, requestId: string, kind: 'export') => Promise<PersonRequestDocument>,
): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/v1/exports',
      operationId: 'requestPersonExport',
      needs: 'export:personal-data',
      tag: 'Users',
      summary: 'Collects what is kept of a person in a file',
      body: bodySchema,
      response: { status: 202, schema: exportSchema, description: 'Accepted: it goes on in the background' },
      example: { body: { userId: 'user-7' } },
      handle: async ({ tenant, principal, body }) =>
        toExport(await requestPerson({ store, now }, { tenant, by: principal }, { kind: 'export', ...body })),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/v1/exports/{requestId}',
      operationId: 'getPersonExport',
      needs: 'export:personal-data',
      tag: 'Users',
      summary: 'How far an export is',
      params,
      response: { status: 200, schema: exportSchema, description: 'The export' },
      errors: [404],
      example: { params: { requestId: 'export-1' } },
      handle: async ({ tenant, params: { requestId } }) => toExport(await find(tenant, requestId, 'export')),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/v1/exports/{requestId}/data',
      operationId: 'getPersonExportData',
      needs: 'export:personal-data',
      tag: 'Users',
      summary: 'The file of an export: JSON Lines',
      params,
      response: { status: 200, contentType: 'application/x-ndjson; charset=utf-8', description: 'The file' },
      errors: [404],
      example: { params: { requestId: 'export-1' } },
      async handle({ tenant, params: { requestId } }) {
        const { objectKey } = await find(tenant, requestId, 'export');
        const object = objectKey === null ? null : await objects.get(objectKey);
        if (object === null) throw notFound('file of the export', requestId);
        return object.body;
      },
    }),
  ];
}
