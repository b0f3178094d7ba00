import { expect, it } from '@jest/globals';
import { averageRanks } from '@convoscope/statistics';
import { describeDetector, syntheticTable } from '../../conformance/describe-detector.ts';
import { ocsvm } from '../ocsvm/ocsvm.ts';
import { ocsvmApproximate } from './ocsvm-approximate.ts';

describeDetector(ocsvmApproximate, { minAuroc: 0.95, params: { gamma: 0.1 } });

it('orders rows as the exact machine does', () => {
  const { table } = syntheticTable(6, 400, 4, 10);
  const exact = averageRanks(ocsvm.create({ gamma: 0.1 }).fit(table));
  const fast = averageRanks(ocsvmApproximate.create({ gamma: 0.1, nComponents: 1000 }).fit(table));
  const squares = exact.reduce((sum, rank, i) => sum + (rank - fast[i]) ** 2, 0);
  expect(1 - (6 * squares) / (400 * (400 ** 2 - 1))).toBeGreaterThan(0.9);
});
