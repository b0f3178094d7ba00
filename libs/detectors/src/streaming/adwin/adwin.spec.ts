import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { describeStreamingDetector } from '../../conformance/describe-streaming-detector.ts';
import { adwin } from './adwin.ts';

describeStreamingDetector(adwin, { event: 'shift', nLearn: 1500 });

const DELTA = 0.002;

/** Largest difference of means over every cut of the window, as a share of what chance allows, from the values themselves. */
function naiveStrongestCut(window: readonly number[], cuts: readonly number[]): number {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = mean(window.map((value) => (value - mean(window)) ** 2));
  const log = Math.log((2 * Math.log(Math.max(window.length, 3))) / DELTA);
  const shares = cuts
    .filter((cut) => cut >= 5 && window.length - cut >= 5)
    .map((cut) => {
      const inverse = 1 / cut + 1 / (window.length - cut);
      const allowed = Math.sqrt(2 * inverse * variance * log) + (2 / 3) * inverse * log * Math.sqrt(variance);
      return Math.abs(mean(window.slice(0, cut)) - mean(window.slice(cut))) / allowed;
    });
  return Math.max(0, ...shares);
}

/** The window as runs of values, oldest first; sizes are powers of two, at most five of a size, two merge when a sixth comes. */
function naiveAppend(runs: number[][], value: number): number[][] {
  const next = [...runs, [value]];
  for (let size = 1; next.filter((run) => run.length === size).length > 5; size *= 2) {
    const first = next.findIndex((run) => run.length === size);
    next.splice(first, 2, [...next[first], ...next[first + 1]]);
  }
  return next;
}

describe('adwin', () => {
  it.each([1, 2, 3])('scores and cuts its window as keeping every value does (seed %d)', (seed) => {
    const random = createRandom(seed);
    const detector = adwin.create({ delta: DELTA });
    let runs: number[][] = [];
    let nDropped = 0;
    for (let t = 0; t < 400; t++) {
      const value = nextNormal(random) + (t >= 200 ? 3 : 0);
      runs = naiveAppend(runs, value);
      const strongest = (): number => {
        const ends: number[] = [];
        runs.reduce((end, run) => (ends.push(end + run.length), end + run.length), 0);
        return naiveStrongestCut(runs.flat(), ends);
      };
      expect(detector.update([value])).toBeCloseTo(strongest(), 8);
      for (; runs.length > 1 && strongest() >= 1; nDropped++) runs.shift();
    }
    expect(nDropped).toBeGreaterThan(0);
    expect(runs.flat().length).toBeLessThan(260);
  });
});
