import { expect, it } from '@jest/globals';
import { createRandom, MAD_TO_SIGMA, median, nextNormal, quantileSorted } from '@convoscope/statistics';
import { describeStreamingDetector } from '../../conformance/describe-streaming-detector.ts';
import { zscore } from './zscore.ts';

describeStreamingDetector(zscore);

it.each([8, 9, 64])('scores as sorting the last %d values anew for each record does', (windowSize) => {
  const random = createRandom(windowSize);
  const values = Array.from({ length: 400 }, (_, i) =>
    i % 3 === 0 ? Math.round(nextNormal(random)) : nextNormal(random),
  );
  const detector = zscore.create({ windowSize, warmUp: 4 });
  values.forEach((value, i) => {
    const score = detector.update([value]);
    const last = values.slice(Math.max(0, i - windowSize), i);
    if (last.length < 4) return expect(score).toBe(0);
    const sorted = Float64Array.from(last).sort();
    const centre = median(last);
    const deviation = MAD_TO_SIGMA * median(last.map((other) => Math.abs(other - centre)));
    const spread = (quantileSorted(sorted, 0.95) - quantileSorted(sorted, 0.05)) / 20;
    expect(score).toBeCloseTo(
      Math.min(1000, Math.abs(value - centre) / Math.max(deviation, spread, 1e-12, 1e-9 * Math.abs(centre))),
      8,
    );
  });
});
