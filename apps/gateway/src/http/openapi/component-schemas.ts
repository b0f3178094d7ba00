import type { JsonSchema } from '@convoscope/contracts';
import { z } from 'zod';
import type { Route } from '../route.ts';
import { describeFields, noteOf } from './field-notes.ts';

/** Schemas that have a name in the document, so that a generated client has a type of that name. */
const named = new Map<z.ZodType, string>();

/** Gives a schema its name in the document. Call it last: a schema that is extended or described further is another one. */
export function nameSchema<T extends z.ZodType>(id: string, schema: T): T {
  named.set(schema, id);
  return schema;
}

export const nameOfSchema = (schema: z.ZodType): string | undefined => named.get(schema);

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const toRef = (id: string): string => `#/components/schemas/${id}`;

type Direction = 'input' | 'output';

/** Both directions of one route table: bodies as they are sent, answers as they are given. */
export interface ComponentSchemas {
  /** By name, in order of the name. */
  schemas: Record<string, JsonSchema>;
  refOf(schema: z.ZodType): JsonSchema;
}

/** Every body and answer of the routes, and what they are made of, as named component schemas. Throws where one name stands for two schemas. */
export function componentSchemas(routes: readonly Route[]): ComponentSchemas {
  const roots = { output: answersOf(routes), input: bodiesOf(routes) };
  const isBody = new Set(roots.input.map(({ schema }) => schema));
  const parts = [...named].filter(([schema]) => !isBody.has(schema));
  const schemas = { ...toComponents(roots.output, 'output', parts) };
  for (const [id, schema] of Object.entries(toComponents(roots.input, 'input', []))) {
    if (schemas[id] !== undefined) throw new Error(`two schemas of the API are named ${id}`);
    schemas[id] = schema;
  }
  const ids = new Map([...roots.output, ...roots.input].map(({ schema, id }) => [schema, id]));
  const used = reachable(schemas, [...ids.values()]);
  return {
    schemas: Object.fromEntries(
      Object.entries(schemas)
        .filter(([id]) => used.has(id))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    refOf: (schema) => ({ $ref: toRef(ids.get(schema) ?? '') }),
  };
}

/** A schema that an operation names. */
interface Root {
  schema: z.ZodType;
  id: string;
  description: string;
}

const answersOf = (routes: readonly Route[]): Root[] =>
  routes.flatMap(({ operationId, response: { schema, description } }) =>
    schema === undefined
      ? []
      : [{ schema, id: nameOfSchema(schema) ?? `${capitalised(operationId)}Answer`, description }],
  );

const bodiesOf = (routes: readonly Route[]): Root[] =>
  routes.flatMap(({ operationId, summary, body }) => {
    if (body === undefined) return [];
    const description = `Body of ${operationId}: ${summary.charAt(0).toLowerCase()}${summary.slice(1)}`;
    return [{ schema: body, id: nameOfSchema(body) ?? `${capitalised(operationId)}Request`, description }];
  });

function toComponents(
  roots: readonly Root[],
  direction: Direction,
  parts: readonly [z.ZodType, string][],
): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [schema, id] of parts) registry.add(schema, { id });
  for (const { schema, id } of roots) registry.add(schema, { id });
  const notes = new Map(roots.map(({ id, description }) => [id, description]));
  return Object.fromEntries(
    Object.entries(toSchemas(registry, direction)).map(([id, schema]) => [
      id,
      { description: noteOf(id) ?? notes.get(id) ?? '', ...schema },
    ]),
  );
}

function toSchemas(
  registry: ReturnType<typeof z.registry<{ id: string }>>,
  io: Direction,
): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(registry, { io, uri: toRef, unrepresentable: 'any' });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => [
      id,
      describeFields(tidy(schema as JsonSchema, io) as JsonSchema),
    ]),
  );
}

/** A schema of its own, such as that of a parameter. */
export function toJsonSchema(schema: z.ZodType, io: Direction = 'input'): JsonSchema {
  return tidy(z.toJSONSchema(schema, { io, unrepresentable: 'any' }), io) as JsonSchema;
}

/**
 * Leaves out what readers and generators stumble over: the dialect, patterns that a format says already, safe-integer bounds; and lets answers
 * grow by fields that today's clients do not know.
 */
function tidy(node: unknown, io: Direction): unknown {
  if (Array.isArray(node)) return node.map((item) => tidy(item, io));
  if (typeof node !== 'object' || node === null) return node;
  const schema = node as JsonSchema;
  const isDropped = (name: string, value: unknown): boolean =>
    name === '$schema' ||
    name === '$id' ||
    (name === 'pattern' && 'format' in schema) ||
    (name === 'additionalProperties' && value === false && io === 'output') ||
    (['minimum', 'maximum'].includes(name) && Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER);
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([name, value]) => !isDropped(name, value))
      .map(([name, value]) => [name, tidy(value, io)]),
  );
}

/** The names that can be reached from some of them. */
function reachable(schemas: Readonly<Record<string, JsonSchema>>, from: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    for (const [, ref = ''] of JSON.stringify(schemas[id] ?? {}).matchAll(/"#\/components\/schemas\/(\w+)"/g))
      open.push(ref);
  }
  return seen;
}
