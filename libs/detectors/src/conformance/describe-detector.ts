import type { Json } from '../convention/serialize.ts';
import { describe, expect, it } from '@jest/globals';
import {
  areaUnderRoc,
  createRandom,
  DataError,
  nextNormal,
  nextUniform,
  ParameterError,
} from '@convoscope/statistics';
import { createMatrix, matrixFromRows, rowOf, type Matrix } from '../convention/matrix.ts';
import type { BatchDetectorFactory } from '../convention/batch-detector.ts';
import type { ParamSpecs } from '../convention/params.ts';

/** What a detector promises beyond the convention; the exam checks it. */
export interface BatchClaims {
  /** Least AUROC on the fixed synthetic table: two correlated clusters and 5 % far, scattered anomalies. */
  readonly minAuroc: number;
  /** Parameters for the exam, where the defaults are too slow or too large for 400 rows. */
  readonly params?: Readonly<Record<string, unknown>>;
  /** Scores (or their order) that stay the same when every feature is multiplied and moved. */
  readonly isShiftAndScaleInvariant?: boolean;
  /** Set where the detector has no useful order on one row or constants alone, only finite scores. */
  readonly maxScore?: number;
}

/** Two Gaussian clusters in `nFeatures` dimensions and, last, `nAnomalies` rows far from both. */
export function syntheticTable(seed: number, nRows = 400, nFeatures = 4, nAnomalies = 20) {
  const random = createRandom(seed);
  const labels = new Uint8Array(nRows);
  const rows = Array.from({ length: nRows }, (_, i) => {
    if (i >= nRows - nAnomalies) {
      labels[i] = 1;
      return Array.from(
        { length: nFeatures },
        () => (nextUniform(random) < 0.5 ? -1 : 1) * (5 + 6 * nextUniform(random)),
      );
    }
    const centre = i % 2 === 0 ? -1.5 : 1.5;
    const common = nextNormal(random);
    return Array.from({ length: nFeatures }, () => centre + 0.5 * common + 0.6 * nextNormal(random));
  });
  return { table: matrixFromRows(rows), labels };
}

const copyOf = (table: Matrix): Matrix => ({ ...table, data: table.data.slice() });
const allFinite = (scores: Float64Array): boolean => scores.every((score) => Number.isFinite(score));

/** A value just outside the bounds of each parameter. */
export function outOfBounds(specs: ParamSpecs): [string, unknown][] {
  return Object.entries(specs).flatMap(([name, spec]): [string, unknown][] => {
    if (spec.kind === 'boolean') return [[name, 'yes']];
    if (spec.kind === 'choice') return [[name, 'no such choice']];
    return [
      [name, spec.min - 1],
      [name, Number.NaN],
      ...(spec.kind === 'integer' ? [[name, spec.min + 0.5] as [string, unknown]] : []),
    ];
  });
}

/** The exam that every batch detector passes. */
export function describeDetector(factory: BatchDetectorFactory, claims: BatchClaims): void {
  const { table, labels } = syntheticTable(7);
  const create = (more: Readonly<Record<string, unknown>> = {}) =>
    factory.create({ ...claims.params, ...more });

  describe(`${factory.name} as a batch detector`, () => {
    it('ranks far rows above the clusters', () => {
      expect(areaUnderRoc(labels, create().fit(table))).toBeGreaterThanOrEqual(claims.minAuroc);
    });

    it('ranks rows that it has not learnt', () => {
      const detector = create();
      detector.fit(table);
      const fresh = syntheticTable(8);
      expect(areaUnderRoc(fresh.labels, detector.score(fresh.table))).toBeGreaterThanOrEqual(
        claims.minAuroc - 0.02,
      );
    });

    it('changes neither its input nor, by scoring, itself', () => {
      const mine = copyOf(table);
      const detector = create();
      detector.fit(mine);
      const first = detector.score(mine);
      expect(mine.data).toEqual(table.data);
      expect(detector.score(mine)).toEqual(first);
      expect(mine.data).toEqual(table.data);
    });

    it('gives the same scores for the same seed', () => {
      expect(create({ seed: 3 }).fit(table)).toEqual(create({ seed: 3 }).fit(table));
    });

    it('starts over when fitted again', () => {
      const detector = create();
      detector.fit(syntheticTable(9).table);
      expect(detector.fit(table)).toEqual(create().fit(table));
    });

    it('scores identically after a journey through JSON', () => {
      const detector = create();
      detector.fit(table);
      const restored = factory.fromJSON(JSON.parse(JSON.stringify(detector)) as Json);
      const fresh = syntheticTable(10).table;
      expect(restored.score(fresh)).toEqual(detector.score(fresh));
      expect(restored.threshold).toBe(detector.threshold);
      expect(restored.params).toEqual(detector.params);
    });

    it('calls about the share it was told anomalous', () => {
      const detector = create({ contamination: 0.05 });
      const scores = detector.fit(table);
      const called = scores.filter((score) => score > detector.threshold).length;
      expect(called).toBeLessThanOrEqual(0.05 * table.nRows + 1);
      expect(detector.predict(table)).toEqual(
        Uint8Array.from(detector.score(table), (score) => (score > detector.threshold ? 1 : 0)),
      );
    });

    it('unifies scores to shares of the training rows', () => {
      const detector = create();
      const unified = detector.unify(detector.fit(table));
      expect(Math.max(...unified)).toBe(1);
      expect(Math.min(...unified)).toBeGreaterThan(0);
    });

    it('explains a score by contributions that sum to it', () => {
      const detector = create();
      detector.fit(table);
      for (const i of [0, 399]) {
        const row = rowOf(table, i);
        const { score, baseline, contributions } = detector.explain(row);
        expect(contributions).toHaveLength(table.nFeatures);
        const sum = contributions.reduce((total, part) => total + part, baseline);
        expect(Math.abs(sum - score)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(score)));
        expect(score).toBe(detector.score(createMatrix(row, 1, 4))[0]);
      }
    });

    it('blames the feature that was moved', () => {
      const detector = create();
      detector.fit(syntheticTable(7, 400, 4, 0).table);
      const row = Float64Array.from([1.5, 1.5, 9, 1.5]);
      const { contributions } = detector.explain(row);
      expect(contributions.indexOf(Math.max(...contributions))).toBe(2);
    });

    it.each(outOfBounds(factory.params))('refuses %s = %s by name', (name, value) => {
      expect(() => factory.create({ [name]: value })).toThrow(ParameterError);
      expect(() => factory.create({ [name]: value })).toThrow(new RegExp(`"${name}"`));
    });

    it('refuses an unknown parameter', () => {
      expect(() => factory.create({ nTress: 3 })).toThrow(/"nTress"/);
    });

    it('refuses missing and infinite values, naming the place', () => {
      const broken = copyOf(table);
      broken.data[4 * 3 + 1] = Number.NaN;
      expect(() => create().fit(broken)).toThrow('row 3, feature 1 is NaN');
      const detector = create();
      detector.fit(table);
      broken.data[4 * 3 + 1] = Infinity;
      expect(() => detector.score(broken)).toThrow(DataError);
    });

    it('refuses an empty table, another width, and to score before it is fitted', () => {
      expect(() => create().fit(createMatrix(new Float64Array(0), 0, 4))).toThrow('the table is empty');
      expect(() => create().score(table)).toThrow('has not been fitted');
      const detector = create();
      detector.fit(table);
      expect(() => detector.score(matrixFromRows([[1, 2, 3]]))).toThrow('fitted on 4 features');
    });

    it.each([
      ['one row', [[1, 2, 3]]],
      [
        'two equal rows',
        [
          [1, 2, 3],
          [1, 2, 3],
        ],
      ],
      [
        'five rows',
        [
          [1, 2],
          [2, 1],
          [1.5, 1.2],
          [0, 3],
          [9, 9],
        ],
      ],
      ['only constants', Array.from({ length: 50 }, () => [5, 5, 0])],
      ['constant columns', Array.from({ length: 50 }, (_, i) => [5, Math.sin(i), 0])],
      ['many duplicates', Array.from({ length: 60 }, (_, i) => [i % 3, i % 2])],
      ['huge values', Array.from({ length: 50 }, (_, i) => [1e12 + i * 1e6, Math.cos(i) * 1e9])],
      ['tiny values', Array.from({ length: 50 }, (_, i) => [1e-200 * Math.sin(i), 1e-12 * Math.cos(3 * i)])],
      [
        'a small spread on a large level',
        Array.from({ length: 50 }, (_, i) => [1e9 + 1e-3 * Math.sin(i), i % 2 ? 1e15 : -1e15]),
      ],
      [
        'more features than rows',
        Array.from({ length: 8 }, (_, i) => Array.from({ length: 40 }, (_x, j) => Math.sin(i * 41 + j * j))),
      ],
    ])('gives finite scores on %s', (_, rows) => {
      const detector = create();
      const small = matrixFromRows(rows);
      expect(allFinite(detector.fit(small))).toBe(true);
      expect(allFinite(detector.score(small))).toBe(true);
      expect(allFinite(detector.explain(rowOf(small, 0)).contributions)).toBe(true);
    });

    it('calls no row of a constant table more anomalous than another', () => {
      const scores = create().fit(createMatrix(new Float64Array(120).fill(4), 40, 3));
      expect(Math.max(...scores) - Math.min(...scores)).toBeLessThanOrEqual(1e-9);
    });

    if (claims.isShiftAndScaleInvariant)
      it('does not care for the unit of a feature', () => {
        const moved = copyOf(table);
        for (let at = 0; at < moved.data.length; at++)
          moved.data[at] = moved.data[at] * 2 ** ((at % 4) + 1) + 64;
        const before = create().fit(table);
        const after = create().fit(moved);
        before.forEach((score, i) =>
          expect(Math.abs(after[i] - score)).toBeLessThan(1e-6 * Math.max(1, Math.abs(score))),
        );
      });
  });
}
