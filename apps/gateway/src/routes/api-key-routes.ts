import { ALL_PERMISSIONS, BUILT_IN_ROLES, isPermission } from '@convoscope/access';
import type { ApiKeyDocument, Store } from '@convoscope/store';
import { z } from 'zod';
import { actorOf } from '../access/actor-of.ts';
import { createApiKeyDesk } from '../access/api-key-desk.ts';
import { nameSchema } from '../http/openapi/component-schemas.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { defined, pageOf, pagingShape } from './paging.ts';

export interface ApiKeyRouteOptions {
  store: Pick<Store, 'apiKeys' | 'auditLog'>;
  now: () => number;
}

const HOUR_MS = 3_600_000;
const MOST_OVERLAP_HOURS = 30 * 24;

const time = z.iso.datetime().nullable();
const keyShape = {
  keyId: z.string().describe('The part of the key that names it'),
  name: z.string().describe('As the audit log names it'),
  roles: z.array(z.string()).describe('What it may do is what they may, narrowed by its scopes'),
  scopes: z.array(z.string()).nullable().describe('Permissions that it may use; null: all of its roles'),
  createdBy: z.string().describe('Who made it'),
  createdAt: z.iso.datetime().describe('When it was made (UTC)'),
  rotatedAt: time.describe('When it got its present secret (UTC); null: it has its first'),
  previousUntil: time.describe('Until when the secret before holds too (UTC)'),
  expiresAt: time.describe('From when on it is refused (UTC); null: never'),
  revokedAt: time.describe('When it was revoked (UTC)'),
  lastUsedAt: time.describe('When it was last used (UTC), to within some minutes'),
};
const keySchema = nameSchema('ApiKey', z.object(keyShape).describe('An API key, without its secret'));
const givenKeySchema = nameSchema(
  'ApiKeyGiven',
  z
    .object({ ...keyShape, key: z.string().describe('The key: shown this once, kept nowhere') })
    .describe('An API key with its secret'),
);

const instantOf = (at: Date | null): string | null => at?.toISOString() ?? null;

const toView = (document: ApiKeyDocument) => ({
  ...{ keyId: document.keyId, name: document.name, roles: document.roles, scopes: document.scopes },
  ...{ createdBy: document.createdBy, createdAt: document.createdAt.toISOString() },
  ...{ rotatedAt: instantOf(document.rotatedAt), previousUntil: instantOf(document.previousUntil) },
  ...{ expiresAt: instantOf(document.expiresAt), revokedAt: instantOf(document.revokedAt) },
  lastUsedAt: instantOf(document.lastUsedAt),
});

const keyParams = z.strictObject({
  keyId: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .describe('The part of the key that names it'),
});

const wantedSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .describe('What it is for; one name means one key for good, revoked ones too'),
  roles: z.array(z.enum(BUILT_IN_ROLES)).min(1).max(10).describe('At most what the caller may do'),
  scopes: z
    .array(z.enum(ALL_PERMISSIONS))
    .max(ALL_PERMISSIONS.length)
    .optional()
    .describe('Narrows it to some permissions of its roles; default: all of them'),
  expiresAt: z.iso.datetime().optional().describe('From when on it is refused (UTC); default: never'),
});

/** Keys for machines and scripts. */
export function createApiKeyRoutes(options: ApiKeyRouteOptions): Route[] {
  const desk = createApiKeyDesk(options);
  return [
    defineRoute({
      method: 'GET',
      path: '/api/v1/api-keys',
      operationId: 'listApiKeys',
      needs: 'manage:keys',
      tag: 'Access',
      summary: 'API keys by name, revoked ones too, without their secrets',
      query: z.strictObject(pagingShape),
      response: { status: 200, schema: pageOf(keySchema), description: 'A page of keys' },
      example: { query: { limit: 10 } },
      async handle({ tenant, query: { limit, cursor } }) {
        const page = await desk.list(tenant, { limit, ...defined({ cursor }) });
        return { ...page, items: page.items.map(toView) };
      },
    }),
    ...createChangeRoutes(desk),
  ];
}

const createChangeRoutes = (desk: ReturnType<typeof createApiKeyDesk>): Route[] => [
  defineRoute({
    method: 'POST',
    path: '/api/v1/api-keys',
    operationId: 'createApiKey',
    needs: 'manage:keys',
    isAuditedByHandler: true,
    answersSecret: true,
    tag: 'Access',
    summary: 'Makes an API key',
    description: 'It can do no more than whoever makes it. The key is told once, and kept nowhere.',
    body: wantedSchema,
    response: { status: 201, schema: givenKeySchema, description: 'The key' },
    errors: [409],
    example: { body: { name: 'nightly export', roles: ['viewer'], scopes: ['read:reports'] } },
    async handle({ caller, body: { scopes, expiresAt, ...wanted } }) {
      const given = await desk.create(
        {
          ...wanted,
          scopes: scopes?.filter(isPermission) ?? null,
          expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
        },
        actorOf(caller),
      );
      if (given === null) throw nameTaken(wanted.name);
      return { ...toView(given.document), key: given.key };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/api-keys/{keyId}/rotate',
    operationId: 'rotateApiKey',
    needs: 'manage:keys',
    isAuditedByHandler: true,
    answersSecret: true,
    tag: 'Access',
    summary: 'Gives a key a new secret; the one before holds for a while too',
    params: keyParams,
    body: z.strictObject({
      overlapHours: z
        .number()
        .min(0)
        .max(MOST_OVERLAP_HOURS)
        .default(24)
        .describe('How long the secret before holds too'),
    }),
    response: { status: 200, schema: givenKeySchema, description: 'The key with its new secret' },
    errors: [404],
    example: { params: { keyId: '00112233445566ff' }, body: { overlapHours: 24 } },
    async handle({ caller, params: { keyId }, body: { overlapHours } }) {
      const given = await desk.rotate(keyId, overlapHours * HOUR_MS, actorOf(caller));
      if (given === null) throw notFound('API key', keyId);
      return { ...toView(given.document), key: given.key };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/api-keys/{keyId}/revoke',
    operationId: 'revokeApiKey',
    needs: 'manage:keys',
    isAuditedByHandler: true,
    tag: 'Access',
    summary: 'Lets a key in no longer: every replica knows within a minute, open streams end',
    params: keyParams,
    response: {
      status: 200,
      schema: nameSchema(
        'ApiKeyRevoked',
        z.object({ keyId: z.string().describe('Which key') }).describe('It was revoked'),
      ),
      description: 'Revoked',
    },
    errors: [404],
    example: { params: { keyId: '0123456789abcdef' } },
    async handle({ caller, params: { keyId } }) {
      if (!(await desk.revoke(keyId, actorOf(caller)))) throw notFound('API key', keyId);
      return { keyId };
    },
  }),
];

const nameTaken = (name: string): HttpProblem =>
  new HttpProblem(409, 'name-taken', `There is, or was, a key named ${JSON.stringify(name)}.`, {
    detail: 'Rotate that key for a new secret, or choose another name.',
  });
