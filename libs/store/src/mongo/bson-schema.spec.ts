import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { toBsonSchema } from './bson-schema.ts';

const property = (schema: z.ZodType): unknown => toBsonSchema(z.object({ x: schema })).properties?.['x'];

describe('toBsonSchema', () => {
  it.each<[string, z.ZodType, unknown]>([
    ['text with limits', z.string().min(1).max(5), { bsonType: 'string', minLength: 1, maxLength: 5 }],
    [
      'a whole number of any BSON width',
      z.int().nonnegative(),
      { bsonType: 'number', multipleOf: 1, minimum: 0 },
    ],
    ['a number in a range', z.number().min(-1).max(1), { bsonType: 'number', minimum: -1, maximum: 1 }],
    ['a date', z.date(), { bsonType: 'date' }],
    ['a date or null', z.date().nullable(), { bsonType: ['date', 'null'] }],
    [
      'a choice or null',
      z.enum(['a', 'b']).nullable(),
      { bsonType: ['string', 'null'], enum: ['a', 'b', null] },
    ],
    ['a list', z.array(z.boolean()).max(3), { bsonType: 'array', items: { bsonType: 'bool' }, maxItems: 3 }],
    [
      'a map',
      z.record(z.string(), z.string()),
      { bsonType: 'object', additionalProperties: { bsonType: 'string' } },
    ],
    [
      'a described field',
      z.string().nullable().describe('why'),
      { bsonType: ['string', 'null'], description: 'why' },
    ],
    ['an open object', z.looseObject({}), { bsonType: 'object', properties: {} }],
  ])('knows %s', (_what, schema, expected) => {
    expect(property(schema)).toEqual(expected);
  });

  it('checks the form of times, not the calendar', () => {
    const { pattern } = property(z.iso.datetime()) as { pattern: string };
    expect('2026-01-31T10:00:00.123Z').toMatch(new RegExp(pattern));
    expect('2026-01-31 10:00').not.toMatch(new RegExp(pattern));
  });

  it('requires what is not optional and allows what it does not name', () => {
    const schema = toBsonSchema(z.object({ a: z.string(), b: z.string().optional() }));
    expect(schema.required).toEqual(['a']);
    expect(schema).not.toHaveProperty('additionalProperties');
  });
});
