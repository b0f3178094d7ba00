import { expect, it } from '@jest/globals';
import { areaUnderRoc } from '@convoscope/statistics';
import { describeDetector, syntheticTable } from '../../conformance/describe-detector.ts';
import { fitCommittee } from '../../ensemble/committee.ts';
import { auto } from '../auto/auto.ts';
import { ensemble } from './ensemble.ts';

describeDetector(ensemble, { minAuroc: 0.98 });
describeDetector(ensemble, { minAuroc: 0.97, params: { combination: 'lscp' } });

const { table, labels } = syntheticTable(11, 200, 4, 10);
const roles = ['isolation', 'tails', 'distance', 'ellipse', 'density'] as const;
const { surprises } = fitCommittee(table, roles, 0);
const atRow = (i: number): number[] => surprises.map((own) => own[i]);

it.each([
  ['average', (row: number[]) => row.reduce((sum, value) => sum + value, 0) / row.length],
  ['rms', (row: number[]) => Math.sqrt(row.reduce((sum, value) => sum + value * value, 0) / row.length)],
  ['maximum', (row: number[]) => Math.max(...row)],
  ['rank', (row: number[]) => row.reduce((sum, value) => sum + 1 - Math.exp(-value), 0) / row.length],
])('combines the surprises of the members by %s', (combination, expected) => {
  ensemble
    .create({ combination })
    .fit(table)
    .forEach((score, i) => expect(score).toBeCloseTo(expected(atRow(i)), 10));
});

it.each(['aom', 'moa'])('lies between average and maximum by %s, and still ranks', (combination) => {
  const scores = ensemble.create({ combination, nGroups: 2 }).fit(table);
  scores.forEach((score, i) => {
    expect(score).toBeLessThanOrEqual(Math.max(...atRow(i)) + 1e-12);
    expect(score).toBeGreaterThanOrEqual(Math.min(...atRow(i)));
  });
  expect(areaUnderRoc(labels, scores)).toBeGreaterThan(0.98);
});

it('is with consensus what auto is, and left alone something else', () => {
  const [mine, other] = [ensemble.create({ seed: 2, combination: 'consensus' }), auto.create({ seed: 2 })];
  expect(mine.fit(table)).toEqual(other.fit(table));
  expect(mine.score(table)).toEqual(other.score(table));
  expect(ensemble.create({ seed: 2 }).fit(table)).not.toEqual(other.fit(table));
});

it('chooses members by their competence near a row as by looking at every row', () => {
  const scores = ensemble.create({ combination: 'lscp' }).fit(table);
  const most = surprises[0].map((_, i) => Math.max(...atRow(i)));
  const correlate = (a: number[], b: number[]): number => {
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const [ma, mb] = [mean(a), mean(b)];
    const product = (x: number[], mx: number, y: number[], my: number) =>
      x.reduce((sum, value, i) => sum + (value - mx) * (y[i] - my), 0);
    return product(a, ma, b, mb) / Math.sqrt(product(a, ma, a, ma) * product(b, mb, b, mb));
  };
  for (const i of [0, 1, 50, 199]) {
    const near = Array.from({ length: 200 }, (_, r) => r)
      .sort((a, b) => distance(i, a) - distance(i, b))
      .slice(0, 30);
    const competence = surprises.map((own) =>
      correlate(
        near.map((r) => own[r]),
        near.map((r) => most[r]),
      ),
    );
    const kept = [...competence.keys()].sort((a, b) => competence[b] - competence[a]).slice(0, 3);
    expect(scores[i]).toBeCloseTo(kept.reduce((sum, d) => sum + surprises[d][i], 0) / 3, 9);
  }
});

function distance(a: number, b: number): number {
  return Math.hypot(...Array.from({ length: 4 }, (_, j) => table.data[4 * a + j] - table.data[4 * b + j]));
}
