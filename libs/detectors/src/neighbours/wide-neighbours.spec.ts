import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { matrixFromRows, type Matrix } from '../convention/matrix.ts';
import { buildNeighbourIndex, findNeighbours } from './nearest-neighbours.ts';

function draw(nRows: number, nFeatures: number, scale: number, offset: number): Matrix {
  const random = createRandom(nRows);
  return matrixFromRows(
    Array.from({ length: nRows }, (_, i) =>
      Array.from({ length: nFeatures }, () => offset + scale * nextNormal(random) * (1 + (i % 3))),
    ),
  );
}

function naive(points: Matrix, table: Matrix, k: number, leaveSelfOut: boolean): number[][] {
  const p = points.nFeatures;
  return Array.from({ length: table.nRows }, (_, i) =>
    Array.from({ length: points.nRows }, (_, o) => {
      let sum = 0;
      for (let j = 0; j < p; j++) sum += (points.data[o * p + j] - table.data[i * p + j]) ** 2;
      return leaveSelfOut && i === o ? Infinity : Math.sqrt(sum);
    })
      .sort((a, b) => a - b)
      .slice(0, k),
  );
}

describe('neighbours in wide tables', () => {
  it.each([
    [1, 0],
    [1e-20, 0],
    [1e20, 0],
    [1e-3, 1000],
    [1e200, 0],
  ])('are the nearest, exactly, for values of scale %d around %d', (scale, offset) => {
    const table = draw(301, 19, scale, offset);
    table.data.copyWithin(10 * 19, 9 * 19, 10 * 19);
    const found = findNeighbours(buildNeighbourIndex(table), table, 4, true);
    const expected = naive(table, table, 4, true).flat();
    expect([...found.distances]).toEqual(expected);
  });

  it('are the same bits for ranges of rows and for single rows', () => {
    const table = draw(300, 40, 1, 0);
    const index = buildNeighbourIndex(table);
    const all = findNeighbours(index, table, 5, true);
    for (const [from, to] of [
      [0, 7],
      [7, 150],
      [150, 300],
    ] as const) {
      // prettier-ignore
      const part = findNeighbours(index, table, 5, true, { from, to });
      expect(part.distances).toEqual(all.distances.slice(from * 5, to * 5));
      expect(part.indices).toEqual(all.indices.slice(from * 5, to * 5));
    }
  });

  it('are found for rows that were not learnt, however far', () => {
    const points = draw(300, 20, 1, 0);
    const others = draw(12, 20, 1e25, 0);
    const found = findNeighbours(buildNeighbourIndex(points), others, 3, false);
    expect([...found.distances]).toEqual(naive(points, others, 3, false).flat());
  });
});
