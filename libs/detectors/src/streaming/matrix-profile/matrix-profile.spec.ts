import { expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { describeStreamingDetector } from '../../conformance/describe-streaming-detector.ts';
import { leftDiscord, matrixProfile } from './matrix-profile.ts';

describeStreamingDetector(matrixProfile, { hasRhythm: true, params: { historySize: 300 } });

it('is the smallest distance between z-normalised runs, computed from the definition', () => {
  const random = createRandom(2);
  const values = Float64Array.from({ length: 60 }, () => nextNormal(random));
  const normalized = (start: number): number[] => {
    const run = [...values.subarray(start, start + 8)];
    const mean = run.reduce((sum, value) => sum + value, 0) / 8;
    const spread = Math.sqrt(run.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 8);
    return run.map((value) => (value - mean) / spread);
  };
  const newest = normalized(52);
  const distances = Array.from({ length: 49 }, (_, start) =>
    Math.hypot(...normalized(start).map((value, j) => value - newest[j])),
  );
  expect(leftDiscord(values, 8)).toBeCloseTo(Math.min(...distances), 8);
});
