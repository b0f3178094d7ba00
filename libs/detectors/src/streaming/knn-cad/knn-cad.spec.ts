import { expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { describeStreamingDetector } from '../../conformance/describe-streaming-detector.ts';
import { knnCad } from './knn-cad.ts';

const params = { historySize: 200, calibrationSize: 600, shingle: 4 };
describeStreamingDetector(knnCad, { params });

/** Mean distance of the last shingle of `values` to its k nearest among those that do not overlap it, all compared value by value. */
function naiveNonconformity(values: readonly number[], shingle: number, historySize: number, k: number) {
  const last = values.length - shingle;
  const distances: number[] = [];
  for (let start = last - shingle; start >= Math.max(0, last - shingle - historySize + 1); start--)
    distances.push(Math.hypot(...values.slice(last).map((value, j) => value - values[start + j])));
  return (
    distances
      .sort((a, b) => a - b)
      .slice(0, k)
      .reduce((sum, d) => sum + d, 0) / k
  );
}

it('ranks each shingle as comparing it with every past one does', () => {
  const [shingle, historySize, k, calibrationSize] = [3, 25, 4, 40];
  const detector = knnCad.create({ shingle, historySize, k, calibrationSize });
  const random = createRandom(5);
  const values: number[] = [];
  const calibration: number[] = [];
  for (let t = 0; t < 200; t++) {
    values.push(t === 120 ? 1000 : Math.round(4 * nextNormal(random)) / 4);
    const distance = t >= 2 * shingle + k + 20 ? naiveNonconformity(values, shingle, historySize, k) : 0;
    const ranked = calibration.slice(-calibrationSize);
    const atLeast = ranked.filter((past) => past >= distance - 1e-9).length;
    const expected = ranked.length < 10 ? 0 : -Math.log10((atLeast + 1) / (ranked.length + 1));
    // The newest value comes last: everything before it is learnt.
    expect(detector.update([values[t]])).toBeCloseTo(expected, 9);
    if (t >= 2 * shingle + k + 20) calibration.push(distance);
  }
});
