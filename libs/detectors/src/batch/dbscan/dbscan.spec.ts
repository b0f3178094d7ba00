import { describe, expect, it } from '@jest/globals';
import { describeDetector, syntheticTable } from '../../conformance/describe-detector.ts';
import { rowOf } from '../../convention/matrix.ts';
import { dbscan } from './dbscan.ts';

describeDetector(dbscan, { minAuroc: 0.95 });

describe('dbscan', () => {
  const { table } = syntheticTable(3, 120, 2, 8);
  const rows = Array.from({ length: 120 }, (_, i) => [...rowOf(table, i)]);
  const distance = (a: number[], b: number[]): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

  /** DBSCAN as published: cores by counting, clusters by spreading from core to core, border rows by touching one. */
  function naiveLabels(radius: number, minRows: number): number[] {
    const near = rows.map((row) => rows.flatMap((other, k) => (distance(row, other) <= radius ? [k] : [])));
    const labels = rows.map(() => -1);
    let nClusters = 0;
    near.forEach((own, i) => {
      if (labels[i] >= 0 || own.length < minRows) return;
      for (const stack = [i]; stack.length > 0;) {
        const k = stack.pop()!;
        if (labels[k] >= 0) continue;
        labels[k] = nClusters;
        if (near[k].length >= minRows) stack.push(...near[k]);
      }
      nClusters++;
    });
    return labels;
  }

  it.each([
    [0.4, 5],
    [0.8, 10],
    [0.25, 3],
  ])("gives a score above zero to exactly DBSCAN's noise, radius %d and %d rows", (radius, minRows) => {
    const labels = naiveLabels(radius, minRows);
    const cores = rows.filter(
      (row) => rows.filter((other) => distance(row, other) <= radius).length >= minRows,
    );
    dbscan
      .create({ radius, minRows })
      .fit(table)
      .forEach((score, i) => {
        expect(score > 0).toBe(labels[i] < 0);
        const beyond = Math.min(...cores.map((core) => distance(core, rows[i]))) - radius;
        expect(score).toBeCloseTo(Math.max(0, beyond), 10);
      });
    expect(labels.filter((label) => label < 0).length).toBeGreaterThan(3);
  });
});
