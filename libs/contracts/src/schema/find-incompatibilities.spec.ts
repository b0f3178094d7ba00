import { describe, expect, it } from '@jest/globals';
import { findIncompatibilities } from './find-incompatibilities.ts';
import type { JsonSchema } from './json-schema.ts';

const text: JsonSchema = { type: 'string' };
const nullableText: JsonSchema = { type: ['string', 'null'] };

const object = (
  properties: Record<string, JsonSchema>,
  required: string[] = Object.keys(properties),
): JsonSchema => ({
  type: 'object',
  properties,
  required,
});

/** A property of each kind of change, so that cases stay one line. */
const x = (schema: JsonSchema): JsonSchema => object({ x: schema });

type Case = [what: string, before: JsonSchema, after: JsonSchema];

const accepted: Case[] = [
  ['nothing', x(text), x(text)],
  ['a description', x(text), x({ ...text, description: 'why' })],
  ['a title and examples', x(text), { ...x(text), title: 't', examples: [{ x: 'a' }] }],
  ['a new optional property', x(text), object({ x: text, y: text }, ['x'])],
  ['a new optional property of an object within', x(x(text)), x(object({ x: text, y: text }, ['x']))],
  [
    'a new optional property of what a list holds',
    x({ type: 'array', items: x(text) }),
    x({ type: 'array', items: object({ x: text, y: text }, ['x']) }),
  ],
  ['the order of properties', object({ x: text, y: text }), object({ y: text, x: text }, ['y', 'x'])],
  ['the order of a choice', x({ enum: ['a', 'b'] }), x({ enum: ['b', 'a'] })],
  ['the order of types', x(nullableText), x({ type: ['null', 'string'] })],
  ['another way to write nullable', x(nullableText), x({ anyOf: [text, { type: 'null' }] })],
  [
    'another way to write a nullable choice',
    x({ type: ['string', 'null'], enum: ['a', null] }),
    x({ anyOf: [{ ...text, enum: ['a'] }, { type: 'null' }] }),
  ],
  [
    'the order of alternatives',
    x({ anyOf: [text, { type: 'array' }] }),
    x({ anyOf: [{ type: 'array' }, text] }),
  ],
  ['a constant written as a choice of one', x({ const: 'a' }), x({ enum: ['a'] })],
  ['an explicit `additionalProperties: true`', x(text), { ...x(text), additionalProperties: true }],
];

const refused: [...Case, path: string, breaks: ('old-events' | 'old-readers')[]][] = [
  ['a property removed', object({ x: text, y: text }), object({ x: text }), 'y', ['old-readers']],
  ['an optional property removed', object({ x: text, y: text }, ['x']), x(text), 'y', ['old-readers']],
  ['a property renamed', x(text), object({ z: text }), 'x', ['old-readers', 'old-events']],
  ['a new required property', x(text), object({ x: text, y: text }), 'y', ['old-events']],
  ['an optional property made required', object({ x: text }, []), x(text), 'x', ['old-events']],
  ['a required property made optional', x(text), object({ x: text }, []), 'x', ['old-readers']],
  ['another type', x(text), x({ type: 'number' }), 'x', ['old-events', 'old-readers']],
  ['null no longer allowed', x(nullableText), x(text), 'x', ['old-events']],
  ['null newly allowed', x(text), x(nullableText), 'x', ['old-readers']],
  [
    'null newly allowed, as alternatives',
    x(text),
    x({ anyOf: [text, { type: 'null' }] }),
    'x',
    ['old-readers'],
  ],
  [
    'a number narrowed to whole ones',
    x({ type: 'number' }),
    x({ type: 'integer' }),
    'x',
    ['old-events', 'old-readers'],
  ],
  ['any value narrowed to text', x({}), x(text), 'x', ['old-events']],
  ['text widened to any value', x(text), x({}), 'x', ['old-readers']],
  ['a choice that lost a value', x({ enum: ['a', 'b'] }), x({ enum: ['a'] }), 'x', ['old-events']],
  ['a choice that gained a value', x({ enum: ['a'] }), x({ enum: ['a', 'b'] }), 'x', ['old-readers']],
  ['text narrowed to a choice', x(text), x({ ...text, enum: ['a'] }), 'x', ['old-events']],
  ['a choice widened to text', x({ ...text, enum: ['a'] }), x(text), 'x', ['old-readers']],
  ['another constant', x({ const: 'a' }), x({ const: 'b' }), 'x', ['old-events', 'old-readers']],
  [
    'a maximum lowered',
    x({ type: 'number', maximum: 2 }),
    x({ type: 'number', maximum: 1 }),
    'x',
    ['old-events'],
  ],
  [
    'a maximum raised',
    x({ type: 'number', maximum: 1 }),
    x({ type: 'number', maximum: 2 }),
    'x',
    ['old-readers'],
  ],
  ['a maximum added', x({ type: 'number' }), x({ type: 'number', maximum: 2 }), 'x', ['old-events']],
  ['a minimum dropped', x({ type: 'number', minimum: 0 }), x({ type: 'number' }), 'x', ['old-readers']],
  [
    'a minimum raised',
    x({ type: 'number', minimum: 0 }),
    x({ type: 'number', minimum: 1 }),
    'x',
    ['old-events'],
  ],
  ['text that must not be empty any more', x(text), x({ ...text, minLength: 1 }), 'x', ['old-events']],
  ['longer text', x({ ...text, maxLength: 5 }), x({ ...text, maxLength: 9 }), 'x', ['old-readers']],
  ['fewer items', x({ type: 'array', maxItems: 10 }), x({ type: 'array', maxItems: 5 }), 'x', ['old-events']],
  ['a pattern added', x(text), x({ ...text, pattern: '^a' }), 'x', ['old-events']],
  [
    'a pattern changed',
    x({ ...text, pattern: '^a' }),
    x({ ...text, pattern: '^b' }),
    'x',
    ['old-events', 'old-readers'],
  ],
  ['a format dropped', x({ ...text, format: 'date' }), x(text), 'x', ['old-readers']],
  [
    'another type within an object',
    x(x(text)),
    x(x({ type: 'boolean' })),
    'x.x',
    ['old-events', 'old-readers'],
  ],
  [
    'another type of what a list holds',
    x({ type: 'array', items: text }),
    x({ type: 'array', items: nullableText }),
    'x[]',
    ['old-readers'],
  ],
  [
    'another type of what a map holds',
    x({ type: 'object', additionalProperties: text }),
    x({ type: 'object', additionalProperties: { type: 'number' } }),
    'x{}',
    ['old-events', 'old-readers'],
  ],
  ['an object that is closed', x(text), { ...x(text), additionalProperties: false }, '{}', ['old-events']],
  [
    'an alternative removed',
    x({ anyOf: [text, { type: 'array' }] }),
    x({ anyOf: [text] }),
    'x',
    ['old-events'],
  ],
  [
    'an alternative added',
    x({ anyOf: [text, { type: 'array' }] }),
    x({ anyOf: [text, { type: 'array' }, { type: 'object' }] }),
    'x',
    ['old-readers'],
  ],
  [
    'a keyword that the checker has no rule for',
    x(text),
    x({ ...text, contentEncoding: 'base64' }),
    'x',
    ['old-events'],
  ],
];

describe('findIncompatibilities', () => {
  it.each(accepted)('accepts %s', (_what, before, after) => {
    expect(findIncompatibilities(before, after)).toEqual([]);
  });

  it.each(refused)('refuses %s', (_what, before, after, path, breaks) => {
    const found = findIncompatibilities(before, after);
    expect(found[0]?.path).toBe(path);
    expect(found.map((incompatibility) => incompatibility.breaks)).toEqual(breaks);
  });
});
