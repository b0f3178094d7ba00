import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decomposeMstl } from './mstl.ts';
import { decomposeStl } from './stl.ts';

interface Golden {
  values: number[];
  cases: {
    options: Record<string, number | boolean>;
    season?: never;
    seasonal: number[];
    trend: number[];
    weights: number[];
  }[];
  mstl: { values: number[]; periods: number[]; seasonal: number[][]; trend: number[] };
}
const golden = JSON.parse(readFileSync(join(import.meta.dirname, 'golden/stl.json'), 'utf8')) as Golden;

const NAMES: Record<string, string> = {
  robust: 'isRobust',
  seasonal: 'seasonalWindow',
  trend: 'trendWindow',
  seasonal_deg: 'seasonalDegree',
  trend_deg: 'trendDegree',
  low_pass_deg: 'lowPassDegree',
  seasonal_jump: 'seasonalJump',
  trend_jump: 'trendJump',
  low_pass_jump: 'lowPassJump',
};

function expectClose(actual: ArrayLike<number>, expected: number[], tolerance = 2e-6): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, i) => expect(Math.abs(actual[i] - value)).toBeLessThan(tolerance));
}

describe('STL beside statsmodels', () => {
  it.each(golden.cases.map((one) => [JSON.stringify(one.options), one] as const))(
    'gives the same parts for %s',
    (_, { options, seasonal, trend, weights }) => {
      const named = Object.fromEntries(Object.entries(options).map(([key, value]) => [NAMES[key], value]));
      const parts = decomposeStl(golden.values, { period: 12, ...named });
      expectClose(parts.season, seasonal);
      expectClose(parts.trend, trend);
      expectClose(parts.weights, weights);
      expectClose(
        parts.remainder.map((value, i) => value + parts.trend[i] + parts.season[i]),
        golden.values,
        1e-9,
      );
    },
  );

  it('splits two seasons as its MSTL does', () => {
    const { values, periods, seasonal, trend } = golden.mstl;
    const parts = decomposeMstl(values, { periods: periods.toReversed(), isRobust: true });
    expect(parts.periods).toEqual(periods);
    parts.seasons.forEach((season, s) => expectClose(season, seasonal[s]));
    expectClose(parts.trend, trend);
  });
});
