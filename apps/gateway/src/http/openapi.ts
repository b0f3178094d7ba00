import { z } from 'zod';
import { isStream } from './limit-streams.ts';
import type { Route } from './route.ts';

const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { in: { type: 'string' }, path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
} as const;

/** OpenAPI 3.1 document of the route table. */
export function toOpenApi(routes: readonly Route[], version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = (paths[route.path] ??= {});
    path[route.method.toLowerCase()] = toOperation(route);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Convoscope API',
      version,
      description: 'Conversations, what they are about, and how all of it is going.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ apiKey: [] }, { bearer: [] }],
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
      schemas: { Problem: PROBLEM_SCHEMA },
    },
  };
}

/** What every operation may answer with: bad fields, no key, wrong method, headers beyond 16 KiB, a fault of ours, a part that is away. */
const ANY_ROUTE = [400, 401, 405, 431, 500, 503];
/** A body that does not come, is too large, or is no JSON. */
const WITH_BODY = [408, 413, 415];

function toOperation(route: Route): Record<string, unknown> {
  const errors = [
    ...new Set([
      ...ANY_ROUTE,
      ...(route.body ? WITH_BODY : []),
      ...(isStream(route) ? [429] : []),
      ...(route.errors ?? []),
    ]),
  ].sort((a, b) => a - b);
  return {
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    parameters: [...toParameters('path', route.params), ...toParameters('query', route.query)],
    ...(route.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: toJsonSchema(route.body, 'input') } },
      },
    }),
    responses: {
      [route.response.status]: {
        description: route.response.description,
        content: {
          [route.response.contentType ?? 'application/json']: {
            schema: route.response.schema ? toJsonSchema(route.response.schema, 'output') : {},
          },
        },
      },
      ...Object.fromEntries(errors.map((status) => [status, problemResponse(status)])),
    },
  };
}

const problemResponse = (status: number): Record<string, unknown> => ({
  description: `Problem details (${status})`,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

function toParameters(place: 'path' | 'query', schema: z.ZodType | undefined): Record<string, unknown>[] {
  if (schema === undefined) return [];
  const json = toJsonSchema(schema, 'input') as {
    properties?: Record<string, { description?: string }>;
    required?: string[];
  };
  return Object.entries(json.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (json.required ?? []).includes(name),
    schema: property,
    ...(property.description !== undefined && { description: property.description }),
  }));
}
