import { isPermission } from '@convoscope/access';
import type { JsonSchema } from '@convoscope/contracts';
import type { z } from 'zod';
import { isStream } from '../limit-streams.ts';
import type { Route } from '../route.ts';
import { PROBLEMS, ref } from './common-parts.ts';
import { toJsonSchema, type ComponentSchemas } from './component-schemas.ts';
import { noteOf } from './field-notes.ts';

/** What every operation may answer with: bad fields, no key, wrong method, headers beyond 16 KiB, a fault of ours, a part that is away. */
const ANY_ROUTE = [400, 401, 405, 431, 500, 503];
/** A body that does not come, is too large, or is no JSON. */
const WITH_BODY = [408, 413, 415];

const unique = (statuses: readonly number[]): number[] => [...new Set(statuses)].sort((a, b) => a - b);

export function toOperation(
  route: Route,
  components: ComponentSchemas,
  answer: unknown,
): Record<string, unknown> {
  const errors = unique([
    ...ANY_ROUTE.filter((status) => status !== 401 || route.needs !== 'nothing'),
    ...(route.body || route.upload ? WITH_BODY : []),
    ...(isPermission(route.needs) ? [403] : []),
    ...(route.needs === 'nothing' ? [] : [429]),
    ...(isRepeatable(route) ? [409, 422] : []),
    ...(route.errors ?? []),
  ]);
  return {
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    description: descriptionOf(route),
    ...(route.deprecation && { deprecated: true }),
    ...(route.needs === 'nothing' && { security: [] }),
    ...(isPermission(route.needs) && { 'x-needs': route.needs }),
    // For clients that may only read.
    ...(route.isReading === true && { 'x-reading': true }),
    parameters: [
      ...toParameters('path', route.params, route.example.params),
      ...toParameters('query', route.query, route.example.query),
      ...(isConditional(route) ? [IF_NONE_MATCH] : []),
      ...(isRepeatable(route) ? [IDEMPOTENCY_KEY] : []),
      ...(route.isFile === true ? [RANGE] : []),
    ],
    ...((route.body || route.upload) && { requestBody: toRequestBody(route, components) }),
    responses: {
      [route.response.status]: toSuccess(route, components, answer),
      ...(route.isFile === true && { 206: toPart(route) }),
      ...(isConditional(route) && { 304: NOT_MODIFIED }),
      ...Object.fromEntries(errors.map((status) => [status, toProblemResponse(status)])),
    },
  };
}

/** Answers that a client may keep and ask about again. */
const isConditional = (route: Route): boolean =>
  route.method === 'GET' && !isStream(route) && route.response.isStreamed !== true;

/** Changes something, once a key. */
const isRepeatable = ({ method, isReading, answersSecret }: Route): boolean =>
  method !== 'GET' && isReading !== true && answersSecret !== true;

const NOT_MODIFIED = {
  description: 'Unchanged since the answer of that `ETag`',
  headers: { ETag: ref('ETag') },
};

const IF_NONE_MATCH = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description:
    '`ETag` of an answer that is at hand: where it still holds, the answer is a 304 without a body',
  schema: { type: 'string' },
};

const RANGE = {
  name: 'Range',
  in: 'header',
  required: false,
  description:
    'Part of the file that is wanted, such as `bytes=0-1023`; several parts are answered with the whole',
  schema: { type: 'string' },
};

const LIMIT_HEADERS = { 'RateLimit-Policy': ref('RateLimitPolicy'), RateLimit: ref('RateLimit') };

const FILE_HEADERS = {
  'Accept-Ranges': ref('AcceptRanges'),
  'Repr-Digest': ref('ReprDigest'),
  'Content-Disposition': ref('ContentDisposition'),
};

const toPart = ({ response: { contentType = '*/*' } }: Route) => ({
  description: 'The part of the file',
  headers: { ETag: ref('ETag'), 'Content-Range': ref('ContentRange'), ...FILE_HEADERS },
  content: { [contentType]: { schema: { type: 'string', format: 'binary', description: 'Bytes of it' } } },
});

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Chosen by the client, such as a random UUID: when the request is repeated with it within a day, it is answered as it was the first time and changes nothing again',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
};

function descriptionOf({ summary, description, deprecation, needs }: Route): string {
  const instead =
    deprecation === undefined
      ? ''
      : `\n\nDeprecated since ${deprecation.since}, gone after ${deprecation.sunset}: use \`${deprecation.instead}\`.`;
  const permission = isPermission(needs) ? `\n\nNeeds the permission \`${needs}\`.` : '';
  return `${summary}.${description === undefined ? '' : ` ${description}`}${permission}${instead}`;
}

function toRequestBody(route: Route, components: ComponentSchemas): Record<string, unknown> {
  const { body, upload = [], example, operationId } = route;
  return {
    required: true,
    description: body === undefined ? 'The file as it is' : `What ${operationId} is asked for`,
    content: {
      ...(body && { 'application/json': { schema: components.refOf(body), example: example.body } }),
      ...Object.fromEntries(
        upload.map((type) => [
          type,
          {
            schema: { type: 'string', format: 'binary', description: 'Bytes of it' },
            ...(type.startsWith('text/') && { example: example.body }),
          },
        ]),
      ),
    },
  };
}

function toSuccess(route: Route, components: ComponentSchemas, answer: unknown): Record<string, unknown> {
  const { schema, contentType = 'application/json', description } = route.response;
  const isPaged = JSON.stringify(route.query === undefined ? {} : toJsonSchema(route.query)).includes(
    '"cursor"',
  );
  return {
    description,
    headers: {
      ...(isConditional(route) && { ETag: ref('ETag') }),
      ...(route.needs !== 'nothing' && LIMIT_HEADERS),
      ...(route.isFile === true && FILE_HEADERS),
      ...(isPaged && { Link: ref('Link') }),
      ...(isRepeatable(route) && { 'Idempotency-Replayed': ref('IdempotencyReplayed') }),
      ...(route.deprecation && { Deprecation: ref('Deprecation'), Sunset: ref('Sunset'), Link: ref('Link') }),
    },
    content: {
      [contentType]: {
        schema:
          schema === undefined
            ? { type: 'string', description, ...(route.isFile === true && { format: 'binary' }) }
            : components.refOf(schema),
        ...(answer !== undefined && { example: answer }),
      },
    },
  };
}

const toProblemResponse = (status: number): Record<string, unknown> => ({
  description: PROBLEMS[status] ?? `Problem details (${status})`,
  ...(status === 405 && { headers: { Allow: ref('Allow') } }),
  ...(status === 429 && { headers: { 'Retry-After': ref('RetryAfter') } }),
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

function toParameters(
  place: 'path' | 'query',
  schema: z.ZodType | undefined,
  example: Readonly<Record<string, unknown>> = {},
): Record<string, unknown>[] {
  if (schema === undefined) return [];
  const json = toJsonSchema(schema) as { properties?: Record<string, JsonSchema>; required?: string[] };
  return Object.entries(json.properties ?? {}).map(([name, { description, ...property }]) => ({
    name,
    in: place,
    required: place === 'path' || (json.required ?? []).includes(name),
    description: description ?? noteOf(name),
    schema: property,
    ...(example[name] !== undefined && { example: example[name] }),
  }));
}
