import type { Json } from '../convention/serialize.ts';
import { describe, expect, it } from '@jest/globals';
import { createRandom, DataError, nextNormal, ParameterError } from '@convoscope/statistics';
import type { StreamingDetectorFactory } from '../convention/streaming-detector.ts';
import { outOfBounds } from './describe-detector.ts';

export interface StreamingClaims {
  readonly params?: Readonly<Record<string, unknown>>;
  /** Records after which it judges; the exam plants its outlier later. */
  readonly nLearn?: number;
  /** What the planted event is: one far record, or a lasting change of level (change detectors). */
  readonly event?: 'spike' | 'shift';
  /** Set for detectors of shape: the usual stream is a wave with a little noise instead of noise alone. */
  readonly hasRhythm?: boolean;
  /** Highest score that a constant stream may get. */
  readonly maxConstantScore?: number;
}

const HOUR_MS = 3_600_000;

/** The exam that every streaming detector passes. */
export function describeStreamingDetector(
  factory: StreamingDetectorFactory,
  claims: StreamingClaims = {},
): void {
  const nFeatures = factory.nFeatures ?? 2;
  const nLearn = claims.nLearn ?? 600;
  const create = () => factory.create(claims.params ?? {});
  const stream = (seed: number, length: number) => {
    const random = createRandom(seed);
    return Array.from({ length }, (_, i) => {
      const wave = claims.hasRhythm ? 10 * Math.sin(i / 3) : 0;
      return Array.from({ length: nFeatures }, () => 10 + wave + nextNormal(random));
    });
  };
  const feed = (detector: ReturnType<typeof create>, records: number[][], from = 0) =>
    records.map((record, i) => detector.update(record, (from + i) * HOUR_MS));

  describe(`${factory.name} as a streaming detector`, () => {
    it('is neutral before it has learnt anything', () => {
      expect(create().score(stream(1, 1)[0], 0)).toBe(0);
    });

    it('gives the planted event the highest score', () => {
      const detector = create();
      const usual = feed(detector, stream(1, nLearn)).slice(-nLearn >> 1);
      const event = stream(2, claims.event === 'shift' ? 60 : 1).map((record) =>
        record.map((value) => value + 25),
      );
      expect(Math.max(...feed(detector, event, nLearn))).toBeGreaterThan(Math.max(...usual));
    });

    it('scores finitely and never below zero', () => {
      const scores = feed(create(), stream(3, nLearn));
      expect(scores.every((score) => Number.isFinite(score) && score >= 0)).toBe(true);
    });

    it('changes nothing by scoring, and updates as score and learn do', () => {
      const [apart, together] = [create(), create()];
      stream(4, nLearn).forEach((record, i) => {
        const before = apart.score(record, i * HOUR_MS);
        expect(apart.score(record, i * HOUR_MS)).toBe(before);
        apart.learn(record, i * HOUR_MS);
        expect(together.update(record, i * HOUR_MS)).toBe(before);
      });
      expect(JSON.stringify(apart)).toBe(JSON.stringify(together));
    });

    it('does not write to the records', () => {
      const record = Object.freeze(stream(5, 1)[0]);
      expect(() => create().update(record, 0)).not.toThrow();
    });

    it.each([0, 7, 300])('goes on identically when saved and restored after %d records', (cut) => {
      const records = stream(6, cut + 400);
      const detector = create();
      feed(detector, records.slice(0, cut));
      const restored = factory.fromJSON(JSON.parse(JSON.stringify(detector)) as Json);
      expect(feed(restored, records.slice(cut), cut)).toEqual(feed(detector, records.slice(cut), cut));
    });

    it('keeps its memory bounded', () => {
      const detector = create();
      const records = stream(7, 4 * nLearn);
      feed(detector, records.slice(0, 2 * nLearn));
      const size = JSON.stringify(detector).length;
      feed(detector, records.slice(2 * nLearn), 2 * nLearn);
      expect(JSON.stringify(detector).length).toBeLessThan(1.15 * size + 200);
    });

    it.each([0, 5, -1e6])('never alarms on a constant stream of %d', (level) => {
      const scores = feed(
        create(),
        Array.from({ length: nLearn }, () => new Array<number>(nFeatures).fill(level)),
      );
      expect(Math.max(...scores)).toBeLessThanOrEqual(claims.maxConstantScore ?? 0);
    });

    it.each([
      ['come irregularly, or several at once', (i: number) => Math.floor(i / 3) ** 2 * 60_000],
      ['run backwards', (i: number) => 1e12 - i * HOUR_MS],
    ])('scores finitely when instants %s', (_, instantOf) => {
      const detector = create();
      stream(10, nLearn).forEach((record, i) => {
        const score = detector.update(record, instantOf(i));
        expect(score >= 0 && Number.isFinite(score)).toBe(true);
      });
    });

    it.each([1e15, 1e-15])('scores finitely with values of size %d', (size) => {
      const records = stream(11, nLearn).map((record, i) =>
        record.map((value) => (i % 50 === 7 || size < 1 ? value * size : value)),
      );
      expect(feed(create(), records).every((score) => Number.isFinite(score) && score >= 0)).toBe(true);
    });

    it.each([1e300, -1e300])('scores finitely with values too large to be squared, %d', (size) => {
      const records = stream(12, nLearn).map((record, i) =>
        record.map((value) => (i % 3 === 0 ? value * size : value)),
      );
      expect(feed(create(), records).every((score) => Number.isFinite(score) && score >= 0)).toBe(true);
    });

    it('explains a score by contributions that sum to it', () => {
      const detector = create();
      feed(detector, stream(8, nLearn));
      const record = new Array<number>(nFeatures).fill(10);
      record[nFeatures - 1] = 40;
      const { score, baseline, contributions } = detector.explain(record, nLearn * HOUR_MS);
      expect(score).toBe(detector.score(record, nLearn * HOUR_MS));
      expect(contributions.reduce((sum, part) => sum + part, baseline)).toBeCloseTo(score, 8);
    });

    it.each(outOfBounds(factory.params))('refuses %s = %s by name', (name, value) => {
      expect(() => factory.create({ [name]: value })).toThrow(ParameterError);
      expect(() => factory.create({ [name]: value })).toThrow(new RegExp(`"${name}"`));
    });

    it('refuses missing values, an empty record and another width', () => {
      const detector = create();
      detector.learn(stream(9, 1)[0], 0);
      expect(() => detector.score(new Array<number>(nFeatures).fill(Number.NaN), 0)).toThrow(DataError);
      expect(() => detector.learn([], 0)).toThrow(DataError);
      expect(() => detector.learn(new Array<number>(nFeatures + 1).fill(1), 0)).toThrow(DataError);
    });
  });
}
