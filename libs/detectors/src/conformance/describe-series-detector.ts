import { describe, expect, it } from '@jest/globals';
import { areaUnderRoc, createRandom, DataError, nextNormal, ParameterError } from '@convoscope/statistics';
import type { SeriesDetectorFactory } from '../convention/series-detector.ts';
import type { Json } from '../convention/serialize.ts';
import { outOfBounds } from './describe-detector.ts';

/** What a series detector promises beyond the convention; the exam checks it. */
export interface SeriesClaims {
  readonly params?: Readonly<Record<string, unknown>>;
  /** What is planted: single far values, a run of another shape, or lasting changes of level. */
  readonly event: 'spike' | 'shape' | 'shift';
  /** Least AUROC of the fitted series; what was planted is found within 3 values (`spike`) or the length of the run. */
  readonly minAuroc: number;
  /** The same for values that follow the fitted series; default as `minAuroc`. */
  readonly minFreshAuroc?: number;
  /** Largest relative change of scores when the series is moved or multiplied; 0 = makes no such promise. */
  readonly invariance?: number;
}

const PERIOD = 24;
const RUN = 24;

/** A wave with noise and what was planted in it: labels are 1 there. */
export function syntheticSeries(
  event: SeriesClaims['event'],
  seed: number,
  { length = 720, from = 0 }: { length?: number; from?: number } = {},
): { values: Float64Array; labels: Uint8Array } {
  const random = createRandom(seed);
  const labels = new Uint8Array(length);
  const wave = (i: number): number => 6 * Math.sin((2 * Math.PI * (i + from)) / PERIOD);
  const season = event === 'shift' ? () => 0 : wave;
  const values = Float64Array.from({ length }, (_, i) => 50 + season(i) + 0.8 * nextNormal(random));
  const places = [0.4, 0.6, 0.8].map((share) => Math.floor(share * length));
  places.forEach((at, k) => {
    if (event === 'spike') {
      values[at] += k === 1 ? -9 : 9;
      labels[at] = 1;
    } else if (event === 'shape') {
      if (k !== 1) return;
      // The day is played twice as fast.
      for (let j = 0; j < RUN; j++) values[at + j] += wave(2 * (at + j) + from) - wave(at + j);
      labels.fill(1, at, at + RUN);
    } else {
      for (let i = at; i < length; i++) values[i] += k === 1 ? -5 : 5;
      labels.fill(1, at - 2, at + 3);
    }
  });
  return { values, labels };
}

const allGood = (scores: ArrayLike<number>): boolean =>
  Array.from(scores).every((score) => Number.isFinite(score) && score >= 0);

/** The exam that every series detector passes. */
export function describeSeriesDetector(factory: SeriesDetectorFactory, claims: SeriesClaims): void {
  const { values, labels } = syntheticSeries(claims.event, 7);
  const fresh = syntheticSeries(claims.event, 8, { length: 240, from: 720 });
  const another = syntheticSeries(claims.event, 9).values;
  const create = (more: Readonly<Record<string, unknown>> = {}) =>
    factory.create({ ...claims.params, ...more });

  describe(`${factory.name} as a series detector`, () => {
    it('ranks what was planted above the rest', () => {
      const scores = create().fit(values);
      expect(scores).toHaveLength(values.length);
      expect(areaUnderRoc(labels, scores)).toBeGreaterThanOrEqual(claims.minAuroc);
    });

    it('ranks what is planted in the values that follow', () => {
      const detector = create();
      detector.fit(values);
      expect(areaUnderRoc(fresh.labels, detector.score(fresh.values))).toBeGreaterThanOrEqual(
        claims.minFreshAuroc ?? claims.minAuroc,
      );
    });

    it('changes neither its input nor, by scoring, itself', () => {
      const mine = values.slice();
      const detector = create();
      detector.fit(mine);
      const saved = JSON.stringify(detector);
      const first = detector.score(fresh.values);
      expect(detector.score(fresh.values)).toEqual(first);
      expect(JSON.stringify(detector)).toBe(saved);
      expect(mine).toEqual(values);
    });

    it('gives the same scores for the same seed, and starts over when fitted again', () => {
      const detector = create({ seed: 3 });
      detector.fit(another);
      expect(detector.fit(values)).toEqual(create({ seed: 3 }).fit(values));
    });

    it('scores identically after a journey through JSON', () => {
      const detector = create();
      detector.fit(values);
      const restored = factory.fromJSON(JSON.parse(JSON.stringify(detector)) as Json);
      expect(restored.judge(fresh.values)).toEqual(detector.judge(fresh.values));
      expect(restored.threshold).toBe(detector.threshold);
      expect(restored.params).toEqual(detector.params);
      expect(() => restored.explainFitted(0)).toThrow('has fitted no series');
      expect(() => factory.fromJSON({ kind: 'series', name: 'another' })).toThrow('not a saved');
    });

    it('calls about the share it was told anomalous, and unifies scores to shares', () => {
      const detector = create({ contamination: 0.02 });
      const scores = detector.fit(values);
      expect(scores.filter((score) => score > detector.threshold).length).toBeLessThanOrEqual(
        0.02 * values.length + 1,
      );
      expect(detector.predict(fresh.values)).toEqual(
        Uint8Array.from(detector.score(fresh.values), (score) => (score > detector.threshold ? 1 : 0)),
      );
      const unified = detector.unify(scores);
      expect(Math.max(...unified)).toBe(1);
      expect(Math.min(...unified)).toBeGreaterThan(0);
    });

    it('explains fitted and following values by the score and numbers only', () => {
      const detector = create();
      const scores = detector.fit(values);
      const at = labels.indexOf(1);
      const fitted = detector.explainFitted(at);
      expect([fitted.score, fitted.value]).toEqual([scores[at], values[at]]);
      const following = detector.explain(fresh.values, 17);
      expect(following.score).toBe(detector.score(fresh.values)[17]);
      for (const { expected, parts } of [fitted, following]) {
        expect(Object.values(parts).every((part) => Number.isFinite(part))).toBe(true);
        expect(expected === null || Number.isFinite(expected)).toBe(true);
      }
      expect(() => detector.explain(fresh.values, 240)).toThrow('240 values');
      expect(() => detector.explainFitted(-1)).toThrow('none at -1');
    });

    it.each(outOfBounds(factory.params))('refuses %s = %s by name', (name, value) => {
      expect(() => factory.create({ [name]: value })).toThrow(ParameterError);
      expect(() => factory.create({ [name]: value })).toThrow(new RegExp(`"${name}"`));
    });

    it('refuses missing and infinite values by their place, nothing at all, and to score before it is fitted', () => {
      const broken = values.slice();
      broken[5] = Number.NaN;
      expect(() => create().fit(broken)).toThrow('value 5 is NaN');
      expect(() => create().fit([])).toThrow('the series is empty');
      expect(() => create().score(values)).toThrow('has not been fitted');
      const detector = create();
      detector.fit(values);
      expect(() => detector.score([1, Infinity])).toThrow(DataError);
    });

    it.each([1, 2, 3, 5, 8, 13, 30])('takes %d values, and one more', (length) => {
      const detector = create();
      expect(allGood(detector.fit(values.slice(0, length)))).toBe(true);
      expect(allGood(detector.score(values.slice(length, length + 1)))).toBe(true);
      expect(allGood(detector.score(values.slice(length, length + 40)))).toBe(true);
    });

    it.each([0, 7, -1e6, 0.1])('sees nothing in a constant series of %d, also a saved one', (level) => {
      const constant = new Float64Array(200).fill(level);
      const detector = create();
      expect(Math.max(...detector.fit(constant))).toBeLessThan(0.01);
      const restored = factory.fromJSON(JSON.parse(JSON.stringify(detector)) as Json);
      expect(Math.max(...restored.score(constant))).toBeLessThan(0.01);
    });

    it('gives finite scores on two levels, counts with many zeros, huge and tiny values', () => {
      const random = createRandom(11);
      const shapes = [
        Float64Array.from({ length: 120 }, (_, i) => (i < 60 ? 1 : 2)),
        Float64Array.from({ length: 120 }, () => Math.max(0, Math.round(nextNormal(random) - 1))),
        values.map((value) => 1e12 * value),
        values.map((value) => 1e-9 * value),
      ];
      for (const shape of shapes) {
        const detector = create();
        expect(allGood(detector.fit(shape))).toBe(true);
        expect(allGood(detector.score(shape.subarray(0, 50)))).toBe(true);
        expect(allGood(detector.score(new Float64Array(5).fill(shape[0] + 1)))).toBe(true);
      }
    });

    if (claims.invariance !== 0)
      it('does not care for the unit and the zero of the values', () => {
        const before = create().fit(values);
        const after = create().fit(values.map((value) => 8 * value - 1024));
        const tolerance = claims.invariance ?? 1e-6;
        before.forEach((score, i) =>
          expect(Math.abs(after[i] - score)).toBeLessThanOrEqual(tolerance * Math.max(1, score)),
        );
      });
  });
}
