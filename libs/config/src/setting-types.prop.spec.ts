import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import {
  boolean,
  bytes,
  defineSettings,
  durationMs,
  integer,
  json,
  list,
  loadSettings,
  number,
  path,
  text,
} from './index.ts';
import { defaultText } from './render-settings.ts';
import { editDistance, suggestName } from './suggest-name.ts';

describe('numbers', () => {
  it('are read as they are written', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => expect(integer().parse(String(value))).toBe(value)),
    );
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(number().parse(String(value)) + 0).toBe(value + 0);
      }),
    );
  });

  it.each(['', ' ', '1.5', '0x10', '1e3', 'NaN', 'ten', '9007199254740993'])(
    'refuse %j as an integer',
    (given) => {
      expect(() => integer().parse(given)).toThrow('expected a whole number');
    },
  );

  it('keep their bounds and name them', () => {
    expect(() => integer({ min: 1 }).parse('0')).toThrow('of at least 1');
    expect(() => number({ max: 1 }).parse('1.01')).toThrow('of at most 1');
    expect(() => number({ min: 0, max: 1 }).parse('Infinity')).toThrow('from 0 to 1');
  });
});

describe('quantities', () => {
  it('with and without units say the same', () => {
    expect(['250', '250ms', '0.25s', '0.25 S'].map((given) => durationMs().parse(given))).toEqual([
      250, 250, 250, 250,
    ]);
    expect(['5m', '2h', '1d'].map((given) => durationMs().parse(given))).toEqual([
      300_000, 7_200_000, 86_400_000,
    ]);
    expect(['512KiB', '524288', '0.5mib', '1GB'].map((given) => bytes().parse(given))).toEqual([
      524_288, 524_288, 524_288, 1e9,
    ]);
  });

  it.each(['-1s', 's', '5 parsecs', '1,5s', ''])('refuse %j', (given) => {
    expect(() => durationMs().parse(given)).toThrow('expected a duration such as');
  });

  it('survive being shown as a default and read again', () => {
    fc.assert(
      fc.property(fc.nat(), (value) => {
        const setting = { env: 'X', doc: '', default: value };
        expect(durationMs().parse(defaultText({ ...setting, type: durationMs() }))).toBe(value);
        expect(bytes().parse(defaultText({ ...setting, type: bytes() }))).toBe(value);
      }),
    );
  });
});

describe('other types', () => {
  it('know every word for yes and no', () => {
    expect(['true', 'Yes', 'ON', '1'].map((word) => boolean().parse(word))).toEqual([true, true, true, true]);
    expect(['false', 'No', 'off', '0'].map((word) => boolean().parse(word))).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(() => boolean().parse('maybe')).toThrow('expected true or false');
  });

  it('split lists and say which entry is wrong', () => {
    expect(list(integer()).parse(' 1, 2,,3 ')).toEqual([1, 2, 3]);
    expect(() => list(integer()).parse('1,x')).toThrow('entry 2 of the comma-separated list');
  });

  it('check JSON against its schema without repeating it', () => {
    const type = json(z.object({ a: z.object({ b: z.number() }) }));
    expect(type.parse('{"a":{"b":1}}')).toEqual({ a: { b: 1 } });
    expect(() => type.parse('{"a":{"b":"hunter2"}}')).toThrow(/a\.b: (?!.*hunter2)/);
    expect(() => type.parse('{')).toThrow('expected valid JSON');
  });

  it('refuse a path with NUL and a text that is too short', () => {
    expect(() => path().parse('a\0b')).toThrow('expected a path');
    expect(() => text({ minLength: 3 }).parse('ab')).toThrow('at least 3');
  });
});

describe('editDistance', () => {
  it('is a symmetric distance that a single edit changes by at most one', () => {
    const word = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(word, word, fc.nat(12), (from, to, at) => {
        expect(editDistance(from, from)).toBe(0);
        expect(editDistance(from, to)).toBe(editDistance(to, from));
        const longer = `${to.slice(0, at)}x${to.slice(at)}`;
        expect(Math.abs(editDistance(from, longer) - editDistance(from, to))).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('counts swapped neighbours once, and suggests only what is near', () => {
    expect(editDistance('TENATN', 'TENANT')).toBe(1);
    expect(suggestName('TENATN', ['TENANCY', 'TENANT'])).toBe('TENANT');
    expect(suggestName('TENANT', ['SOMETHING'])).toBeUndefined();
  });
});

describe('loadSettings', () => {
  it('with overrides does not look at the environment', () => {
    const schema = defineSettings({
      area: {
        port: { env: 'PORT', type: integer(), doc: 'Port.' },
        host: { env: 'HOST', type: text(), doc: 'Host.' },
      },
    });
    const settings = loadSettings(schema, { PORT: 'x', HOST: 'h' }, { overrides: { area: { port: 5 } } });
    expect(settings).toEqual({ area: { port: 5, host: 'h' } });
  });
});
