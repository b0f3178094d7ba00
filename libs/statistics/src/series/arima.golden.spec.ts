import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { forecastArima } from './arima-forecast.ts';
import { fitArima } from './arima.ts';
import { testKpss } from './stationarity.ts';

interface Golden {
  cases: {
    name: string;
    values: number[];
    order: [number, number, number];
    seasonal: [number, number, number, number];
    mean: boolean;
    params: Record<string, number>;
    forecast: number[];
    low: number[];
    high: number[];
  }[];
}
const read = <T>(name: string): T =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'golden', name), 'utf8')) as T;
const golden = read<Golden>('arima.json');

it.each(golden.cases.map((one) => [one.name, one] as const))(
  'comes near the exact likelihood of statsmodels on %s',
  (_, { values, order, seasonal, mean, params, forecast, low, high }) => {
    const model = fitArima(values, {
      ...{ p: order[0], d: order[1], q: order[2] },
      ...{ seasonalP: seasonal[0], seasonalD: seasonal[1], seasonalQ: seasonal[2] },
      period: Math.max(1, seasonal[3]),
      hasMean: mean,
    });
    const expected = Object.entries(params)
      .filter(([name]) => name !== 'intercept' && name !== 'sigma2')
      .map(([, value]) => value);
    model.coefficients.forEach((value, k) => expect(Math.abs(value - expected[k])).toBeLessThan(0.05));
    expect(Math.abs(model.errorVariance / params.sigma2 - 1)).toBeLessThan(0.06);
    const sigma = Math.sqrt(params.sigma2);
    forecastArima(model, 15, 0.9).forEach((step, h) => {
      expect(Math.abs(step.value - forecast[h])).toBeLessThan(0.25 * sigma);
      expect(Math.abs((step.high - step.low) / (high[h] - low[h]) - 1)).toBeLessThan(0.06);
    });
  },
);

it('gives the KPSS statistic of statsmodels', () => {
  const { cases } = read<{ cases: { values: number[]; statistic: number }[] }>('kpss.json');
  for (const { values, statistic } of cases) expect(testKpss(values, 4)).toBeCloseTo(statistic, 8);
});
