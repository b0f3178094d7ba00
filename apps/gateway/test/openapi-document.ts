import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  description?: string;
  example?: string | number | boolean;
}

export interface Operation {
  operationId: string;
  summary?: string;
  description?: string;
  deprecated?: boolean;
  security?: [];
  parameters: Parameter[];
  requestBody?: { description?: string; content: Record<string, { schema: object; example: unknown }> };
  responses: Record<
    string,
    { description?: string; content?: Record<string, { schema: object; example?: unknown }> }
  >;
}

export interface OpenApiDocument {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Record<string, unknown>> };
}

export interface NamedOperation {
  method: string;
  path: string;
  operation: Operation;
}

export const operationsOf = ({ paths }: OpenApiDocument): NamedOperation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );

/** The request that the document shows for an operation. */
export function exampleRequest({ path, operation }: NamedOperation): {
  url: string;
  body: unknown;
  contentType: string | null;
} {
  const given = operation.parameters.filter(({ example }) => example !== undefined);
  const filled = given
    .filter((parameter) => parameter.in === 'path')
    .reduce(
      (text, { name, example }) => text.replace(`{${name}}`, encodeURIComponent(String(example))),
      path,
    );
  const query = new URLSearchParams(
    given
      .filter((parameter) => parameter.in === 'query')
      .map(({ name, example }): [string, string] => [name, String(example)]),
  );
  const contents = Object.entries(operation.requestBody?.content ?? {});
  const [contentType, content] = contents.find(([, { example }]) => example !== undefined) ?? [
    null,
    undefined,
  ];
  return { url: filled + (query.size > 0 ? `?${query}` : ''), body: content?.example, contentType };
}

export function successOf({ operation }: NamedOperation): {
  status: number;
  contentType: string;
  schema: object;
  example: unknown;
} {
  const [status, response] = Object.entries(operation.responses).find(([code]) => code.startsWith('2')) ?? [];
  const [contentType, content] = Object.entries(response?.content ?? {})[0] ?? [
    '',
    { schema: {}, example: undefined },
  ];
  return { status: Number(status), contentType, schema: content.schema, example: content.example };
}

/** Says what is wrong with a value by a schema of the document. */
export function createValidator(document: OpenApiDocument): (schema: object, value: unknown) => unknown[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  return (schema, value) => {
    const validate = ajv.compile({ ...schema, components: document.components });
    return validate(value) ? [] : (validate.errors ?? []);
  };
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const RANDOM_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DIGEST = /^[0-9a-f]{64}$/;
const API_KEY = /^cvk_[0-9a-f]{16}_/;
const KEY_ID = /^[0-9a-f]{16}$/;
const MADE_PASSWORD = /^[a-z2-9]{4}(-[a-z2-9]{4}){4}$/;
const A_DAY_MS = 86_400_000;

/** What depends on how far the consumers are just then. */
const MOMENTARY: Readonly<Record<string, number>> = { lag: 2, stalledSeconds: 0.5 };

/** Puts fixed values in the place of those that another run has otherwise: random ids, the time it is, digests of them, and how far consumers are. */
export function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, entry]) => [name, maskedNumber(name, entry) ?? masked(entry)]),
    );
  if (typeof value !== 'string') return value;
  if (RANDOM_ID.test(value)) return '7f1b3c52-94aa-4c0e-8f5e-2d6c1e0b9a11';
  if (DIGEST.test(value)) return '5'.repeat(64);
  if (API_KEY.test(value)) return `cvk_0123456789abcdef_${'x'.repeat(43)}`;
  if (KEY_ID.test(value)) return '0123456789abcdef';
  if (MADE_PASSWORD.test(value)) return 'abcd-efgh-jkmn-pqrs-tuvw';
  const isNow = MOMENT.test(value) && Math.abs(Date.parse(value) - Date.now()) < A_DAY_MS;
  return isNow ? '2026-02-01T10:00:00.000Z' : value;
}

const maskedNumber = (name: string, value: unknown): number | undefined =>
  typeof value === 'number' ? MOMENTARY[name] : undefined;
