import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { countLags, createLaggedDistances, distanceAt, pushLagged } from './lagged-distances.ts';

/** Squared distance between the run that ends with the last value and the one `lag` before it. */
function naiveDistance(values: readonly number[], runLength: number, lag: number): number {
  let sum = 0;
  for (let j = 0; j < runLength; j++) sum += (values.at(-1 - j)! - values.at(-1 - j - lag)!) ** 2;
  return sum;
}

describe('lagged distances', () => {
  it.each([
    [1, 1, 5],
    [4, 2, 9],
    [8, 8, 30],
    [5, 1, 1],
  ])(
    'are those of the runs themselves: length %d, lags from %d, %d of them',
    (runLength, firstLag, nLags) => {
      const random = createRandom(runLength);
      const lagged = createLaggedDistances(runLength, firstLag, nLags);
      const values: number[] = [];
      for (let t = 0; t < 150; t++) {
        const value = nextNormal(random);
        values.push(value);
        const nWhole = Math.max(0, Math.min(nLags, values.length - runLength - firstLag + 1));
        expect(countLags(lagged)).toBe(nWhole);
        for (let l = 0; l < nWhole; l++)
          expect(distanceAt(lagged, l, value)).toBeCloseTo(naiveDistance(values, runLength, firstLag + l), 9);
        pushLagged(lagged, value);
      }
    },
  );

  it('forgets the rounding that a huge value caused', () => {
    const lagged = createLaggedDistances(4, 4, 20);
    const values = Array.from({ length: 120 }, (_, t) => (t === 60 ? 1e12 : Math.sin(t)));
    values.forEach((value, t) => {
      if (t > 60 + 4 + 20)
        for (let l = 0; l < 20; l++)
          expect(distanceAt(lagged, l, value)).toBeCloseTo(
            naiveDistance(values.slice(0, t + 1), 4, 4 + l),
            9,
          );
      pushLagged(lagged, value);
    });
  });

  it('is exactly zero on a constant stream', () => {
    const lagged = createLaggedDistances(6, 6, 10);
    for (let t = 0; t < 80; t++) {
      for (let l = 0; l < countLags(lagged); l++) expect(distanceAt(lagged, l, -1e6)).toBe(0);
      pushLagged(lagged, -1e6);
    }
  });
});
