import { expect, it } from '@jest/globals';
import { areaUnderRoc } from '@convoscope/statistics';
import { describeDetector, syntheticTable } from '../../conformance/describe-detector.ts';
import { fitCommittee } from '../../ensemble/committee.ts';
import { ensemble } from './ensemble.ts';

describeDetector(ensemble, { minAuroc: 0.98 });

const { table, labels } = syntheticTable(11, 200, 4, 10);
const roles = ['isolation', 'tails', 'distance', 'ellipse', 'density'] as const;
const { surprises } = fitCommittee(table, roles, 0);
const atRow = (i: number): number[] => surprises.map((own) => own[i]);

it.each([
  ['average', (row: number[]) => row.reduce((sum, value) => sum + value, 0) / row.length],
  ['rms', (row: number[]) => Math.sqrt(row.reduce((sum, value) => sum + value * value, 0) / row.length)],
  ['maximum', (row: number[]) => Math.max(...row)],
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
