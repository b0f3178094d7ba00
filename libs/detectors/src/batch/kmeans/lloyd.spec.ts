import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { createMatrix, rowOf, type Matrix } from '../../convention/matrix.ts';
import { distancesToNearest, fitKMeans } from './lloyd.ts';
import { seedCentres } from './seed-centres.ts';

function blobs(seed: number, nRows: number, nFeatures: number): Matrix {
  const random = createRandom(seed);
  const data = Float64Array.from(
    { length: nRows * nFeatures },
    (_, at) => 3 * (Math.floor(at / nFeatures) % 4) + nextNormal(random),
  );
  return createMatrix(data, nRows, nFeatures);
}

const squared = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, j) => sum + (value - b[j]) ** 2, 0);

/** Lloyd's algorithm as in the book: all distances, then all means, until nothing changes. */
function naiveLloyd(table: Matrix, start: number[][]): { centres: number[][]; labels: number[] } {
  let centres = start;
  for (let labels: number[] = []; ;) {
    const next = Array.from({ length: table.nRows }, (_, i) => {
      const distances = centres.map((centre) => squared(rowOf(table, i), centre));
      return distances.indexOf(Math.min(...distances));
    });
    if (next.every((label, i) => label === labels[i])) return { centres, labels };
    labels = next;
    centres = centres.map((centre, c) => {
      const own = labels.flatMap((label, i) => (label === c ? [rowOf(table, i)] : []));
      return own.length === 0
        ? centre
        : centre.map((_, j) => own.reduce((sum, row) => sum + row[j], 0) / own.length);
    });
  }
}

describe('k-means with bounds', () => {
  it.each([
    [1, 60, 1, 3],
    [2, 120, 2, 4],
    [3, 150, 5, 7],
    [4, 40, 3, 1],
    [5, 9, 2, 9],
  ])('ends where comparing everything with everything ends (seed %d)', (seed, nRows, p, k) => {
    const table = blobs(seed, nRows, p);
    const start = seedCentres(table, k, createRandom(seed));
    const { centres, labels } = naiveLloyd(
      table,
      Array.from({ length: k }, (_, c) => [...rowOf(start, c)]),
    );
    const fitted = fitKMeans(table, k, createRandom(seed));
    expect([...fitted.labels]).toEqual(labels);
    centres.forEach((centre, c) =>
      centre.forEach((value, j) => expect(fitted.centres.data[c * p + j]).toBeCloseTo(value, 9)),
    );
    expect([...fitted.sizes]).toEqual(centres.map((_, c) => labels.filter((label) => label === c).length));
  });

  it('keeps the tightest of several starts', () => {
    const table = blobs(6, 80, 2);
    const inertia = (nStarts: number): number =>
      distancesToNearest(fitKMeans(table, 5, createRandom(3), nStarts).centres, table).reduce(
        (a, b) => a + b,
      );
    expect(inertia(8)).toBeLessThanOrEqual(inertia(1));
  });

  it('starts from different rows where there are as many as centres', () => {
    const table = blobs(7, 12, 2);
    const start = seedCentres(table, 12, createRandom(1));
    expect(new Set(Array.from({ length: 12 }, (_, c) => rowOf(start, c).join())).size).toBe(12);
  });
});
