import { expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { describeSeriesDetector } from '../../conformance/describe-series-detector.ts';
import { bocpd } from './bocpd.ts';

// Two of the five values that count as the change come before it: what looks at earlier values only cannot know of them.
describeSeriesDetector(bocpd, {
  event: 'shift',
  minAuroc: 0.65,
  invariance: 1e-4,
  params: { maxRunLength: 100 },
});

it('believes in a change within its window after it, and not long before or after', () => {
  const random = createRandom(6);
  const values = Float64Array.from({ length: 400 }, (_, i) => (i < 250 ? 3 : 9) + nextNormal(random));
  const detector = bocpd.create({ period: 1 });
  const scores = detector.fit(values);
  expect(Math.max(...scores.subarray(250, 256))).toBeGreaterThan(0.95);
  expect(Math.max(...scores.subarray(30, 250))).toBeLessThan(0.8);
  expect(Math.max(...scores.subarray(270))).toBeLessThan(0.8);
  expect(Math.abs(detector.explainFitted(390).expected! - 9)).toBeLessThan(0.5);
});
