import { expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { describeStreamingDetector } from '../../conformance/describe-streaming-detector.ts';
import { pageHinkley } from './page-hinkley.ts';

describeStreamingDetector(pageHinkley, { event: 'shift' });

it('is the larger sum since its last low of steps in sigmas, each from all values since the start', () => {
  const [delta, threshold, warmUp] = [0.3, 12, 20];
  const detector = pageHinkley.create({ delta, threshold, warmUp });
  const random = createRandom(4);
  let since: number[] = [];
  let steps: number[] = [];
  let nChanges = 0;
  for (let t = 0; t < 500; t++) {
    const value = nextNormal(random) + (t >= 250 ? 4 : 0);
    if (since.length >= warmUp) {
      const mean = since.reduce((sum, past) => sum + past, 0) / since.length;
      const sigma = Math.sqrt(since.reduce((sum, past) => sum + (past - mean) ** 2, 0) / since.length);
      steps.push(Math.max(-4, Math.min(4, (value - mean) / sigma)));
    }
    // Page's statistic: the sum so far less its smallest value, both ways.
    const rise = (signed: readonly number[]): number => {
      let [sum, low] = [0, 0];
      for (const step of signed) {
        sum += step - delta;
        low = Math.min(low, sum);
      }
      return sum - low;
    };
    const expected = Math.max(rise(steps), rise(steps.map((step) => -step))) / threshold;
    expect(detector.update([value])).toBeCloseTo(expected, 8);
    if (expected >= 1) {
      nChanges++;
      [since, steps] = [[], []];
    }
    since.push(value);
  }
  expect(nChanges).toBeGreaterThan(0);
});
