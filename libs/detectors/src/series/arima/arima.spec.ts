import { expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { describeSeriesDetector } from '../../conformance/describe-series-detector.ts';
import { arimaDetector } from './arima.ts';

describeSeriesDetector(arimaDetector, {
  event: 'spike',
  minAuroc: 0.98,
  invariance: 1e-2,
  params: { maxOrder: 1 },
});

it('sees a jump that is small beside the swings of the series', () => {
  const random = createRandom(5);
  let value = 0;
  const values = Float64Array.from({ length: 400 }, () => (value = 0.95 * value + 0.3 * nextNormal(random)));
  values[300] += 2.5;
  const scores = arimaDetector.create({ period: 1 }).fit(values);
  expect(scores.indexOf(Math.max(...scores))).toBe(300);
  expect(scores[300]).toBeGreaterThan(6);
});
