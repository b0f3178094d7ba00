import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { describeSeriesDetector, syntheticSeries } from '../../conformance/describe-series-detector.ts';
import { seriesMatrixProfile } from './matrix-profile.ts';
import { advanceScrimp, computeScrimp, profileSoFar, startScrimp } from './scrimp.ts';
import { computeStomp, joinProfiles } from './stomp.ts';

describeSeriesDetector(seriesMatrixProfile, {
  event: 'shape',
  minAuroc: 0.95,
  invariance: 1e-5,
  params: { subsequence: 24 },
});

/** Distances from the definition, run by run. */
function naive(query: number[], reference: number[], length: number, exclusion: number): number[] {
  const runs = (values: number[]): number[][] =>
    values.slice(length - 1).map((_, i) => {
      const run = values.slice(i, i + length);
      const mean = run.reduce((sum, value) => sum + value, 0) / length;
      const spread = Math.sqrt(run.reduce((sum, value) => sum + (value - mean) ** 2, 0) / length);
      return run.map((value) => (spread < 1e-9 ? 0 : (value - mean) / spread));
    });
  const others = runs(reference);
  return runs(query).map((run, i) =>
    Math.min(
      ...others.map((other, j) =>
        Math.abs(i - j) <= exclusion ? Infinity : Math.hypot(...run.map((value, k) => value - other[k])),
      ),
    ),
  );
}

const random = createRandom(1);
const walk: number[] = [];
for (let i = 0; i < 150; i++) walk.push((walk[i - 1] ?? 1000) + nextNormal(random));
walk.fill(1003, 40, 70);
const other = Array.from({ length: 60 }, (_, i) => 1000 + 3 * Math.sin(i / 3) + 0.5 * nextNormal(random));

const expectClose = (actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void => {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, i) => expect(Math.abs(actual[i] - value)).toBeLessThan(tolerance));
};

describe('the matrix profile', () => {
  it.each([4, 9, 16])('is what the definition gives, flat runs included (runs of %d)', (length) => {
    const expected = naive(walk, walk, length, Math.ceil(length / 4));
    expectClose(computeStomp(walk, length).distances, expected, 1e-5);
    expectClose(computeScrimp(walk, length, { seed: 5 }).distances, expected, 1e-5);
    expectClose(joinProfiles(other, walk, length).distances, naive(other, walk, length, -1), 1e-5);
  });

  it('is that of STUMPY', () => {
    const golden = JSON.parse(
      readFileSync(join(import.meta.dirname, 'golden/matrix-profile.json'), 'utf8'),
    ) as { m: number; values: number[]; profile: number[]; other: number[]; join: number[] };
    expectClose(computeStomp(golden.values, golden.m).distances, golden.profile, 1e-5);
    expectClose(joinProfiles(golden.other, golden.values, golden.m).distances, golden.join, 1e-5);
  });

  it('can be looked at while it is being computed: distances only fall, and end exact', () => {
    const scrimp = startScrimp(walk, 12, 3);
    let before = profileSoFar(scrimp).distances;
    expect(before.every((distance) => distance === Math.sqrt(24))).toBe(true);
    while (advanceScrimp(scrimp, 10) > 0) {
      const now = profileSoFar(scrimp).distances;
      const known = before;
      now.forEach((distance, i) =>
        expect(
          scrimp.profile.neighbours[i] === -1 || known[i] === Math.sqrt(24) || distance <= known[i],
        ).toBe(true),
      );
      before = now;
    }
    expectClose(profileSoFar(scrimp).distances, [...computeStomp(walk, 12).distances], 1e-6);
  });

  it('shows the discord after a fifth of the work', () => {
    const { values, labels } = syntheticSeries('shape', 4);
    const { distances } = computeScrimp(values, 24, { share: 0.2, seed: 1 });
    const at = distances.indexOf(Math.max(...distances));
    expect(Math.abs(at - labels.indexOf(1))).toBeLessThanOrEqual(24);
  });

  it('points at the most similar run, and refuses runs that do not fit', () => {
    const wave = Array.from(
      { length: 100 },
      (_, i) => Math.sin((2 * Math.PI * i) / 20) + 1e-3 * Math.sin(i * i),
    );
    const { neighbours } = computeStomp(wave, 20);
    neighbours.forEach((j, i) => expect(Math.abs(i - j) % 20).toBe(0));
    expect(() => computeStomp([1, 2, 3], 5)).toThrow('does not fit');
    expect(() => computeStomp([1, 2, 3], 1)).toThrow('"length"');
  });

  it('finds by itself how long a run is, and works on a share of the pairs', () => {
    const { values, labels } = syntheticSeries('shape', 6);
    for (const params of [{}, { method: 'scrimp', share: 0.3, seed: 2 }]) {
      const scores = seriesMatrixProfile.create(params).fit(values);
      expect(labels[scores.indexOf(Math.max(...scores))]).toBe(1);
    }
  });
});
