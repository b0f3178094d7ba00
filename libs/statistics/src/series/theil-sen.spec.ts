import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createRandom, nextNormal } from '../random/random.ts';
import { theilSenSlope } from './theil-sen.ts';

describe('theilSenSlope', () => {
  it('is the median of the slopes of all pairs', () => {
    expect(theilSenSlope([0, 1, 2, 3, 4], [1, 3, 5, 7, 700])).toBe(2);
  });

  it('is the slope of points on a line, whatever their order', () => {
    const integers = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(
        fc.uniqueArray(integers, { minLength: 2, maxLength: 30 }),
        integers,
        integers,
        (x, slope, start) => {
          expect(
            theilSenSlope(
              x,
              x.map((at) => start + slope * at),
            ),
          ).toBeCloseTo(slope, 9);
        },
      ),
    );
  });

  it('is hardly moved by a fifth of wild points, as least squares would be', () => {
    const random = createRandom(7);
    const x = Array.from({ length: 100 }, (_, at) => at);
    const y = x.map((at) => (at % 5 === 4 ? 500 : 0.1 * at) + nextNormal(random));
    expect(Math.abs(theilSenSlope(x, y) - 0.1)).toBeLessThan(0.05);
  });

  it.each([
    ['no points', [], []],
    ['one point', [1], [1]],
    ['points above one another', [1, 1], [1, 2]],
    ['another number of x than of y', [1, 2], [1]],
  ])('refuses %s', (_case, x, y) => {
    expect(() => theilSenSlope(x, y)).toThrow(/points/);
  });
});
