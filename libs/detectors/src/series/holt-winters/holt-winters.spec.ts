import { expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { describeSeriesDetector } from '../../conformance/describe-series-detector.ts';
import { holtWinters } from './holt-winters.ts';

describeSeriesDetector(holtWinters, { event: 'spike', minAuroc: 0.99, invariance: 1e-2 });

const growing = (length: number): Float64Array => {
  const random = createRandom(3);
  return Float64Array.from(
    { length },
    (_, i) => (100 + i) * (1 + 0.4 * Math.sin((2 * Math.PI * i) / 12)) * (1 + 0.03 * nextNormal(random)),
  );
};

it('expects a season that grows with the level when told that it is a factor, and finds that out itself', () => {
  const values = growing(264);
  const known = values.subarray(0, 240);
  for (const season of ['multiplicative', 'auto']) {
    const detector = holtWinters.create({ season, period: 12 });
    detector.fit(known);
    const { expected } = detector.judge(values.subarray(240));
    expected!.forEach((value, i) => expect(Math.abs(value / values[240 + i] - 1)).toBeLessThan(0.15));
  }
});

it('adds the season where values are not positive', () => {
  const values = growing(60).map((value) => value - 150);
  expect(holtWinters.create({ season: 'multiplicative', period: 12 }).fit(values)).toEqual(
    holtWinters.create({ season: 'additive', period: 12 }).fit(values),
  );
});

it('is not thrown off by a wild value, and calls a lasting change only for a while', () => {
  const random = createRandom(4);
  const values = Float64Array.from({ length: 300 }, () => 20 + nextNormal(random));
  values[150] += 200;
  const scores = holtWinters.create({ season: 'none' }).fit(values);
  expect(scores[150]).toBeGreaterThan(50);
  expect(Math.max(...scores.subarray(151, 170))).toBeLessThan(8);
});
