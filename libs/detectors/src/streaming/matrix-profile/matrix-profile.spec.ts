import { expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { describeStreamingDetector } from '../../conformance/describe-streaming-detector.ts';
import { matrixProfile } from './matrix-profile.ts';

describeStreamingDetector(matrixProfile, { hasRhythm: true, params: { historySize: 300 } });

/** Smallest distance between the z-normalised last run and earlier ones; flat runs are like each other and unlike the rest. */
function naiveDiscord(values: readonly number[], m: number): number {
  const normalized = (start: number): number[] => {
    const run = values.slice(start, start + m);
    const mean = run.reduce((sum, value) => sum + value, 0) / m;
    const spread = Math.sqrt(run.reduce((sum, value) => sum + (value - mean) ** 2, 0) / m);
    return run.map((value) => (spread > 1e-9 * Math.abs(mean) ? (value - mean) / spread : 0));
  };
  const last = values.length - m;
  const newest = normalized(last);
  const distances = Array.from({ length: last - (m >> 1) + 1 }, (_, start) =>
    Math.hypot(...normalized(start).map((value, j) => value - newest[j])),
  );
  return Math.min(...distances);
}

it.each([
  ['noise around a high level', (_t: number, noise: number) => 1000 + noise * 5],
  ['a wave that stands still at times', (t: number) => (t % 100 < 30 ? 7 : 7 + Math.sin(t / 3))],
  ['a ramp with a spike', (t: number, noise: number) => t / 50 + noise + (t === 150 ? 1e4 : 0)],
])('is the smallest distance between z-normalised runs on %s', (_, valueAt) => {
  const [m, historySize] = [8, 90];
  const random = createRandom(2);
  const detector = matrixProfile.create({ subsequence: m, historySize });
  const values: number[] = [];
  for (let t = 0; t < 260; t++) {
    values.push(valueAt(t, nextNormal(random)));
    const expected = t < 4 * m ? 0 : naiveDiscord(values.slice(-historySize - 1), m) / Math.sqrt(2 * m);
    expect(detector.update([values[t]])).toBeCloseTo(expected, 5);
  }
});
