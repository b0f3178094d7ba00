import { describe, expect, it } from '@jest/globals';
import { areaUnderRoc, createRandom, nextNormal } from '@convoscope/statistics';
import { syntheticTable } from '../conformance/describe-detector.ts';
import { createMatrix } from '../convention/matrix.ts';
import { createBatchDetector } from '../registry.ts';
import { defaultCandidates, expandGrid } from './candidates.ts';
import { measureConsensus, rankCorrelation, toPlaces, tryDetector } from './criteria.ts';
import { tuneDetectors, tuneSteps } from './tune.ts';

const { table, labels } = syntheticTable(3, 700, 4, 30);
const few = [
  ...expandGrid('ecod'),
  ...expandGrid('hbos', { nBins: [10, 30] }),
  ...expandGrid('iforest', { sampleSize: [64, 256] }),
  ...expandGrid('knn', { k: [5, 20] }),
  ...expandGrid('mahalanobis'),
];

describe('tuning without labels', () => {
  const result = tuneDetectors(table, { candidates: few, seed: 1 });

  it('ranks every candidate, those tried on more rows first, and its winner finds the anomalies', () => {
    const { leaderboard, winner, isCutShort } = result;
    expect(leaderboard).toHaveLength(few.length);
    expect(isCutShort).toBe(false);
    expect(leaderboard[0]).toMatchObject(winner);
    expect(leaderboard[0].nRows).toBe(700);
    for (let n = 1; n < leaderboard.length; n++) {
      expect(leaderboard[n].nRows).toBeLessThanOrEqual(leaderboard[n - 1].nRows);
      if (leaderboard[n].nRows === leaderboard[n - 1].nRows)
        expect(leaderboard[n].place).toBeGreaterThanOrEqual(leaderboard[n - 1].place);
    }
    const scores = createBatchDetector(winner.detector, winner.params).fit(table);
    expect(areaUnderRoc(labels, scores)).toBeGreaterThan(0.98);
    expect(leaderboard.reduce((sum, { nFits }) => sum + nFits, 0)).toBe(result.nFits);
  });

  it('is the same for the same seed, and says no seconds without a clock', () => {
    expect(tuneDetectors(table, { candidates: few, seed: 1 })).toEqual(result);
    expect(result.leaderboard.every(({ seconds }) => Number.isNaN(seconds))).toBe(true);
  });

  it('keeps to a budget of fits, and says that it was cut short', () => {
    const { nFits, isCutShort, leaderboard } = tuneDetectors(table, {
      candidates: few,
      budget: { maxFits: 10 },
    });
    expect(isCutShort).toBe(true);
    expect(nFits).toBeLessThan(10 + 5);
    expect(leaderboard.filter(({ nRows }) => nRows > 0).length).toBeGreaterThan(1);
    expect(leaderboard.filter(({ nRows }) => nRows === 0).length).toBeGreaterThan(1);
  });

  it('keeps to a budget of time by the clock of the caller', () => {
    let now = 0;
    const clock = () => (now += 1000);
    const { leaderboard, isCutShort } = tuneDetectors(table, {
      candidates: few,
      budget: { maxMs: 15_000, clock },
    });
    expect(isCutShort).toBe(true);
    expect(now).toBeLessThan(25_000);
    expect(leaderboard[0].seconds).toBeGreaterThan(0);
    expect(() => tuneDetectors(table, { budget: { maxMs: 5 } })).toThrow('"clock"');
  });

  it('goes on to a full answer where the budget ends within a later round', () => {
    const first = few.length * 3;
    const { leaderboard, isCutShort } = tuneDetectors(table, {
      candidates: few,
      budget: { maxFits: first + 3 },
    });
    expect(isCutShort).toBe(true);
    expect(leaderboard.every(({ nRows }) => nRows === leaderboard[0].nRows)).toBe(true);
  });

  it('gives way between candidates and shows what it knows', () => {
    const steps = tuneSteps(table, { candidates: few });
    const shown = [...steps];
    expect(shown.length).toBeGreaterThan(few.length);
    expect(shown[0]).toBeUndefined();
    expect(shown.at(-1)?.leaderboard).toHaveLength(few.length);
  });

  it('judges by the criteria that it is told', () => {
    const only = { consensus: 0, stability: 0, massVolume: 1 };
    const { leaderboard } = tuneDetectors(table, { candidates: few, weights: only });
    const last = leaderboard.filter(({ nRows }) => nRows === 700);
    const volumes = last.map(({ criteria }) => criteria.massVolume);
    expect(volumes).toEqual([...volumes].sort((a, b) => a - b));
  });

  it('tells of candidates that cannot take the table, and refuses unknown ones at once', () => {
    expect(() => tuneDetectors(table, { candidates: [{ detector: 'oracle', params: {} }] })).toThrow(
      '"detector"',
    );
    expect(() => tuneDetectors(table, { candidates: [] })).toThrow('"candidates"');
    expect(() => tuneDetectors(createMatrix(Float64Array.of(1, Number.NaN), 1, 2))).toThrow('NaN');
  });

  it('takes small, wide and constant tables', () => {
    const wide = createMatrix(
      Float64Array.from({ length: 30 * 40 }, (_, at) => Math.sin(at * at)),
      30,
      40,
    );
    expect(tuneDetectors(wide, { candidates: few }).leaderboard[0].nRows).toBe(30);
    const still = createMatrix(new Float64Array(100).fill(1), 50, 2);
    expect(tuneDetectors(still, { candidates: few }).leaderboard[0].criteria.stability).toBe(0);
  });
});

describe('criteria', () => {
  it('correlate ranks as Spearman did', () => {
    expect(rankCorrelation([1, 2, 3, 4], [10, 20, 30, 1000])).toBeCloseTo(1, 12);
    expect(rankCorrelation([1, 2, 3, 4], [4, 3, 2, 1])).toBeCloseTo(-1, 12);
    expect(rankCorrelation([1, 2, 3, 4, 5], [2, 1, 4, 3, 5])).toBeCloseTo(1 - (6 * 4) / (5 * 24), 12);
    expect(rankCorrelation([1, 1], [1, 2])).toBe(0);
  });

  it('prefer a detector that encloses the rows tightly to one that scores at random', () => {
    const random = createRandom(5);
    const line = createMatrix(
      Float64Array.from({ length: 600 }, () => nextNormal(random)).map((value, at, all) =>
        at % 2 === 0 ? value : all[at - 1] + 0.1 * value,
      ),
      300,
      2,
    );
    const tight = tryDetector(() => createBatchDetector('mahalanobis'), line, 1);
    const loose = tryDetector(() => createBatchDetector('hbos'), line, 1);
    expect(tight.massVolume).toBeLessThan(loose.massVolume / 2);
    expect(tight.stability).toBeGreaterThan(0.9);
  });

  it('hear each kind of detector once', () => {
    const [up, down] = [Float64Array.of(1, 2, 3, 4), Float64Array.of(4, 3, 2, 1)];
    const crowd = [...Array.from({ length: 9 }, () => ({ detector: 'a', ranks: down }))];
    const found = measureConsensus([
      { detector: 'b', ranks: up },
      { detector: 'c', ranks: up },
      { detector: 'd', ranks: up },
      ...crowd,
    ]);
    expect(found[0]).toBeCloseTo(1, 12);
    expect(found[5]).toBeCloseTo(-1, 12);
    expect(measureConsensus([{ detector: 'a', ranks: up }])).toEqual([0]);
  });

  it('give places from best to worst, ties shared', () => {
    expect(toPlaces([5, 9, 7], true)).toEqual([1, 0, 0.5]);
    expect(toPlaces([5, 5], false)).toEqual([0.5, 0.5]);
    expect(toPlaces([5], true)).toEqual([0]);
  });

  it('candidates are every combination, and suit the table', () => {
    expect(expandGrid('knn', { k: [1, 2], method: ['mean', 'largest'] })).toHaveLength(4);
    const names = (nRows: number, nFeatures: number): Set<string> =>
      new Set(
        defaultCandidates({ data: new Float64Array(0), nRows, nFeatures }).map(({ detector }) => detector),
      );
    expect(names(1000, 5).has('mcd')).toBe(true);
    expect(names(20, 50).has('mcd')).toBe(false);
    expect(names(1_000_000, 5).has('knn')).toBe(false);
    for (const { detector, params } of defaultCandidates(table)) createBatchDetector(detector, params);
  });
});
