import { describe, expect, it } from '@jest/globals';
import { areaUnderRoc, averagePrecision, createRandom, nextNormal } from '@convoscope/statistics';
import { auto } from '../batch/auto/auto.ts';
import { ecod } from '../batch/ecod/ecod.ts';
import { iforest } from '../batch/iforest/iforest.ts';
import { matrixFromRows, rowOf, type Matrix } from '../convention/matrix.ts';
import type { Json } from '../convention/serialize.ts';
import {
  createFeedbackDetector,
  restoreFeedbackDetector,
  type FeedbackDetector,
} from './feedback-detector.ts';

/** A crowd, a far group that is harmless, and anomalies that are less far: without labels the harmless ones lead. */
function harmlessOutliers(seed: number): { table: Matrix; labels: Uint8Array } {
  const random = createRandom(seed);
  const around = (...centre: number[]) => centre.map((value) => value + 0.5 * nextNormal(random));
  const rows = [
    ...Array.from({ length: 300 }, () => [nextNormal(random), nextNormal(random), nextNormal(random)]),
    ...Array.from({ length: 15 }, () => around(7, 0, 0)),
    ...Array.from({ length: 15 }, () => around(0, 3.5, -3.5)),
  ];
  return { table: matrixFromRows(rows), labels: Uint8Array.from(rows, (_, i) => (i >= 315 ? 1 : 0)) };
}
const { table, labels } = harmlessOutliers(1);

function ask(detector: FeedbackDetector, count: number): Set<number> {
  const asked = new Set<number>();
  while (asked.size < count) {
    const [row] = detector.suggest(table, { exclude: asked });
    asked.add(row);
    detector.learn([{ row: rowOf(table, row), isAnomaly: labels[row] === 1 }]);
  }
  return asked;
}

describe('a detector that learns from feedback', () => {
  it('ranks as auto does before it has heard anything', () => {
    const scores = createFeedbackDetector(table, { seed: 3 }).score(table);
    const detector = auto.create({ seed: 3 });
    detector.fit(table);
    const order = (values: Float64Array): number[] =>
      [...values.keys()].sort((a, b) => values[b] - values[a]);
    expect(order(scores)).toEqual(order(detector.score(table)));
  });

  it('answers raise the precision, also among the rows nobody asked about and among new ones', () => {
    const detector = createFeedbackDetector(table);
    const before = detector.score(table);
    const asked = ask(detector, 10);
    const after = detector.score(table);
    expect(averagePrecision(labels, after)).toBeGreaterThan(averagePrecision(labels, before) + 0.2);
    const rest = [...labels.keys()].filter((row) => !asked.has(row));
    const restOf = (scores: Float64Array): number =>
      averagePrecision(
        rest.map((row) => labels[row]),
        rest.map((row) => scores[row]),
      );
    expect(restOf(after)).toBeGreaterThan(restOf(before) + 0.2);
    const fresh = harmlessOutliers(2);
    expect(areaUnderRoc(fresh.labels, detector.score(fresh.table))).toBeGreaterThan(0.99);
  });

  it('puts answered rows on their side of the boundary, and does not care for the order of answers', () => {
    const rows = [2, 305, 320, 325];
    const feedback = rows.map((row) => ({ row: rowOf(table, row), isAnomaly: labels[row] === 1 }));
    const [all, one] = [createFeedbackDetector(table), createFeedbackDetector(table)];
    all.learn(feedback);
    for (const answer of feedback) one.learn([answer]);
    expect(one.score(table)).toEqual(all.score(table));
    const called = all.predict(table);
    expect(rows.map((row) => called[row])).toEqual([0, 0, 1, 1]);
    expect(all.nLabels).toBe(4);
  });

  it('survives wrong answers when told to be cautious', () => {
    const wrong = [310, 311].map((row) => ({ row: rowOf(table, row), isAnomaly: true }));
    const [trusting, cautious] = [0.1, 10].map((caution) => {
      const detector = createFeedbackDetector(table, { caution });
      const before = detector.score(table)[300];
      detector.learn(wrong);
      return Math.abs(detector.score(table)[300] - before);
    });
    expect(cautious).toBeLessThan(trusting);
    const torn = createFeedbackDetector(table);
    torn.learn([true, false].map((isAnomaly) => ({ row: rowOf(table, 0), isAnomaly })));
    expect(torn.score(table).every(Number.isFinite)).toBe(true);
  });

  it('starts from any detectors', () => {
    const members = [iforest, ecod].map((factory) => {
      const detector = factory.create();
      return { detector, scores: detector.fit(table) };
    });
    const detector = createFeedbackDetector(table, { members });
    const before = averagePrecision(labels, detector.score(table));
    ask(detector, 20);
    expect(averagePrecision(labels, detector.score(table))).toBeGreaterThan(before + 0.2);
    expect(() => createFeedbackDetector(table, { members: [] })).toThrow('at least one detector');
  });

  it('scores identically after a journey through JSON, and goes on learning', () => {
    const detector = createFeedbackDetector(table);
    ask(detector, 3);
    const restored = restoreFeedbackDetector(JSON.parse(JSON.stringify(detector)) as Json);
    expect(restored.score(table)).toEqual(detector.score(table));
    for (const own of [detector, restored]) own.learn([{ row: rowOf(table, 7), isAnomaly: true }]);
    expect(restored.score(table)).toEqual(detector.score(table));
    expect(restored.nLabels).toBe(4);
    expect(() => restoreFeedbackDetector({ kind: 'batch' })).toThrow('not a saved feedback detector');
  });

  it('asks by strategy: the likeliest, unlike ones, or those at the boundary', () => {
    const detector = createFeedbackDetector(table);
    const scores = detector.score(table);
    const order = [...scores.keys()].sort((a, b) => scores[b] - scores[a]);
    expect(detector.suggest(table, { count: 5 })).toEqual(order.slice(0, 5));
    expect(detector.suggest(table, { count: 2, exclude: new Set(order.slice(0, 3)) })).toEqual(
      order.slice(3, 5),
    );
    const diverse = detector.suggest(table, { count: 4, strategy: 'diverse' });
    expect(diverse[0]).toBe(order[0]);
    expect(new Set(diverse).size).toBe(4);
    const gap = (rows: number[]): number =>
      Math.min(
        ...rows.flatMap((a, n) =>
          rows.slice(n + 1).map((b) => Math.hypot(...rowOf(table, a).map((v, j) => v - rowOf(table, b)[j]))),
        ),
      );
    expect(gap(diverse)).toBeGreaterThan(gap(order.slice(0, 4)));
    const [nearest] = detector.suggest(table, { strategy: 'uncertain' });
    const distances = scores.map((score) => Math.abs(score - detector.threshold));
    expect(distances[nearest]).toBe(Math.min(...distances));
    expect(detector.suggest(table, { count: 1000, strategy: 'greedy' })).toHaveLength(330);
  });

  it('refuses what it cannot learn from, and stays as it was', () => {
    const detector = createFeedbackDetector(table);
    expect(() => detector.learn([{ row: Float64Array.of(1, 2), isAnomaly: true }])).toThrow('3 features');
    expect(() => detector.learn([{ row: Float64Array.of(1, 2, Number.NaN), isAnomaly: true }])).toThrow(
      'NaN',
    );
    expect(detector.nLabels).toBe(0);
    for (const options of [{ contamination: 0.9 }, { margin: 0 }, { caution: -1 }])
      expect(() => createFeedbackDetector(table, options)).toThrow(Object.keys(options)[0]);
  });
});
