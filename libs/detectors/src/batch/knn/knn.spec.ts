import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { describeDetector, syntheticTable } from '../../conformance/describe-detector.ts';
import { createMatrix, rowOf, type Matrix } from '../../convention/matrix.ts';
import { buildNeighbourIndex, findNeighbours } from '../../neighbours/nearest-neighbours.ts';
import { knn } from './knn.ts';

describeDetector(knn, { minAuroc: 0.98 });
describeDetector({ ...knn, name: 'knn (median)' }, { minAuroc: 0.98, params: { method: 'median' } });

function naiveDistances(table: Matrix, i: number): number[] {
  const own = rowOf(table, i);
  return Array.from({ length: table.nRows }, (_, other) => other)
    .filter((other) => other !== i)
    .map((other) => Math.hypot(...rowOf(table, other).map((value, j) => value - own[j])))
    .sort((a, b) => a - b);
}

describe('the neighbour search', () => {
  it.each([[1], [2], [5], [30]])('finds what comparing all pairs finds, %d features', (nFeatures) => {
    const random = createRandom(nFeatures);
    const data = Float64Array.from({ length: 300 * nFeatures }, () => Math.round(4 * nextNormal(random)) / 4);
    const table = createMatrix(data, 300, nFeatures);
    const { distances } = findNeighbours(buildNeighbourIndex(table), table, 7, true);
    for (let i = 0; i < 300; i += 11)
      naiveDistances(table, i)
        .slice(0, 7)
        .forEach((expected, n) => expect(distances[i * 7 + n]).toBeCloseTo(expected, 12));
  });
});

describe('knn', () => {
  const { table } = syntheticTable(3, 60, 3, 4);
  it.each([
    ['largest', (d: number[]) => d[4]],
    ['mean', (d: number[]) => d.slice(0, 5).reduce((sum, x) => sum + x, 0) / 5],
    ['median', (d: number[]) => d[2]],
  ])('scores by the %s of the distances', (method, expected) => {
    knn
      .create({ method })
      .fit(table)
      .forEach((score, i) => expect(score).toBeCloseTo(expected(naiveDistances(table, i)), 10));
  });
});
