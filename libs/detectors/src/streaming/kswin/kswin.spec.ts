import { expect, it } from '@jest/globals';
import { createRandom, kolmogorovTail, nextNormal } from '@convoscope/statistics';
import { describeStreamingDetector } from '../../conformance/describe-streaming-detector.ts';
import { kswin } from './kswin.ts';

describeStreamingDetector(kswin, { event: 'shift' });

/** Largest gap between the two distribution functions, each counted from scratch at every value. */
function naiveStatistic(recent: readonly number[], older: readonly number[]): number {
  const share = (values: readonly number[], x: number): number =>
    values.filter((value) => value <= x).length / values.length;
  return Math.max(...[...recent, ...older].map((x) => Math.abs(share(recent, x) - share(older, x))));
}

it('scores by the p-value of the distribution functions, counted from scratch', () => {
  const [windowSize, recentSize] = [40, 10];
  const detector = kswin.create({ windowSize, recentSize });
  const random = createRandom(3);
  const values: number[] = [];
  for (let t = 0; t < 150; t++) {
    // Rounded, so that there are ties.
    values.push(Math.round(3 * nextNormal(random)) + (t > 100 ? 4 : 0));
    const score = detector.update([values[t]]);
    if (t < windowSize) expect(score).toBe(0);
    else {
      const window = values.slice(-windowSize - 1);
      const statistic = naiveStatistic(window.slice(-recentSize), window.slice(0, -recentSize));
      const n = Math.sqrt((recentSize * (windowSize + 1 - recentSize)) / (windowSize + 1));
      const pValue = statistic === 0 ? 1 : kolmogorovTail((n + 0.12 + 0.11 / n) * statistic);
      expect(score).toBeCloseTo(-Math.log10(Math.max(1e-30, pValue)), 8);
    }
  }
});
