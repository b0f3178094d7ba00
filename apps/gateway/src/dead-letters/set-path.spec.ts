import { describe, expect, it } from '@jest/globals';
import { setPath } from './set-path.ts';

describe('setPath', () => {
  it('replaces one value in a copy', () => {
    const data = { a: [{ b: 1 }, { b: 2 }], c: null };
    expect(setPath(data, 'a.1.b', 'x')).toEqual({ a: [{ b: 1 }, { b: 'x' }], c: null });
    expect(setPath(data, 'c', [1])).toEqual({ a: data.a, c: [1] });
    expect(setPath(data, 'a.0.new', true)).toMatchObject({ a: [{ b: 1, new: true }, {}] });
    expect(data).toEqual({ a: [{ b: 1 }, { b: 2 }], c: null });
  });

  it.each(['__proto__.x', 'a.constructor.prototype', 'a.7', 'a.x', 'c.d', 'missing.d', '', 'a..b'])(
    'refuses the path %j',
    (path) => {
      expect(() => setPath({ a: [1], c: null }, path, 1)).toThrow('cannot set');
      expect(({} as Record<string, unknown>)['x']).toBeUndefined();
    },
  );
});
