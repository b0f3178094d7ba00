import { expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { describeSeriesDetector } from '../../conformance/describe-series-detector.ts';
import { mstl, stl } from './stl.ts';

describeSeriesDetector(stl, { event: 'spike', minAuroc: 0.99, invariance: 1e-5 });
describeSeriesDetector(mstl, { event: 'spike', minAuroc: 0.99, invariance: 1e-5 });

/** Ten weeks of hours with a day and quiet weekends. */
function weeks(seed: number, from = 0, length = 24 * 70): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length }, (_, k) => {
    const i = k + from;
    const isWeekend = Math.floor(i / 24) % 7 >= 5;
    const day = 10 * Math.sin((2 * Math.PI * i) / 24);
    return 100 + (isWeekend ? 0.3 * day - 12 : day) + nextNormal(random);
  });
}

it('knows the weekend when it is told of day and week, or finds both', () => {
  for (const params of [{ period: 24, secondPeriod: 168 }, {}]) {
    const detector = mstl.create(params);
    detector.fit(weeks(1));
    const next = weeks(2, 24 * 70, 168);
    const usual = Math.max(...detector.score(next));
    next[24 * 5 + 6] += 10;
    const scores = detector.score(next);
    expect(scores[24 * 5 + 6]).toBeGreaterThan(1.3 * usual);
    expect(scores.indexOf(Math.max(...scores))).toBe(24 * 5 + 6);
  }
});

it('expects the season and names its parts, which sum to the value', () => {
  const detector = stl.create({ period: 24 });
  const values = weeks(3).subarray(0, 24 * 5);
  values[50] += 30;
  detector.fit(values);
  const { expected, parts, value, score } = detector.explainFitted(50);
  expect(parts.trend + parts.season + parts.remainder).toBeCloseTo(value, 9);
  expect(Math.abs(expected! - (value - 30))).toBeLessThan(4);
  expect(score).toBeGreaterThan(10);
});

it('follows a level that drifts away after the fit', () => {
  const detector = stl.create({ period: 24 });
  detector.fit(weeks(4).subarray(0, 24 * 5));
  const random = createRandom(5);
  const drifting = Float64Array.from(
    { length: 24 * 20 },
    (_, i) => 100 + 0.1 * i + 10 * Math.sin((2 * Math.PI * i) / 24) + nextNormal(random),
  );
  const scores = detector.score(drifting);
  expect(scores.filter((score) => score > 5).length).toBeLessThan(10);
});
