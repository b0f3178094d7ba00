import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '../random/random.ts';
import { choleskyDecompose, invertPositiveDefinite, solvePositiveDefinite } from './cholesky.ts';
import { columnMeans, covarianceMatrix } from './covariance.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

function randomSymmetric(n: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) matrix[i * n + j] = matrix[j * n + i] = nextNormal(random);
  return matrix;
}

describe('the symmetric eigenproblem', () => {
  it.each([1, 2, 3, 8, 40])(
    'gives pairs that satisfy A v = lambda v, orthogonal and descending, n = %d',
    (n) => {
      const matrix = randomSymmetric(n, n);
      const { values, vectors } = symmetricEigen(matrix, n);
      for (let e = 0; e < n; e++) {
        const v = vectors.subarray(e * n, (e + 1) * n);
        if (e > 0) expect(values[e]).toBeLessThanOrEqual(values[e - 1]);
        for (let i = 0; i < n; i++) {
          const product = v.reduce((sum, value, j) => sum + matrix[i * n + j] * value, 0);
          expect(product).toBeCloseTo(values[e] * v[i], 9);
        }
        for (let other = 0; other <= e; other++) {
          const dot = v.reduce((sum, value, j) => sum + value * vectors[other * n + j], 0);
          expect(dot).toBeCloseTo(other === e ? 1 : 0, 9);
        }
      }
    },
  );

  it('takes repeated and zero eigenvalues', () => {
    expect([...symmetricEigen(Float64Array.of(2, 0, 0, 0, 2, 0, 0, 0, 0), 3).values]).toEqual([2, 2, 0]);
  });
});

describe('Cholesky', () => {
  it('solves, and refuses what is not positive definite', () => {
    const matrix = Float64Array.of(4, 2, 2, 3);
    expect([...choleskyDecompose(matrix, 2)].map((value) => value ** 2)).toEqual(
      [4, 0, 1, 2].map((v) => expect.closeTo(v, 12)),
    );
    const x = solvePositiveDefinite(matrix, Float64Array.of(10, 9), 2);
    expect([x[0], x[1]]).toEqual([expect.closeTo(1.5, 12), expect.closeTo(2, 12)]);
    expect(() => choleskyDecompose(Float64Array.of(1, 2, 2, 1), 2)).toThrow('not positive definite');
  });
});

it('covariances are those of the definition', () => {
  const table = { data: Float64Array.of(1, 2, 3, 6, 5, 1), nRows: 3, nFeatures: 2 };
  const means = columnMeans(table.data, 3, 2);
  expect([...means]).toEqual([3, 3]);
  expect([...covarianceMatrix(table, means)]).toEqual(
    [8 / 3, -2 / 3, -2 / 3, 14 / 3].map((v) => expect.closeTo(v, 12)),
  );
  expect(covarianceMatrix(table, means, 1)[0]).toBe(4);
});

describe('the inverse', () => {
  it('times the matrix is one, with the log of the determinant', () => {
    const table = { data: randomSymmetric(6, 3), nRows: 6, nFeatures: 6 };
    const matrix = covarianceMatrix(table, new Float64Array(6));
    const { matrix: inverse, logDeterminant } = invertPositiveDefinite(matrix, 6, 1e-12)!;
    for (let i = 0; i < 6; i++)
      for (let j = 0; j < 6; j++) {
        let sum = 0;
        for (let k = 0; k < 6; k++) sum += matrix[i * 6 + k] * inverse[k * 6 + j];
        expect(sum).toBeCloseTo(i === j ? 1 : 0, 6);
      }
    const { values } = symmetricEigen(matrix, 6);
    expect(logDeterminant).toBeCloseTo(
      values.reduce((sum, value) => sum + Math.log(value), 0),
      6,
    );
  });

  it('is undefined for dependent, constant and nearly constant columns', () => {
    expect(invertPositiveDefinite(Float64Array.of(1, 1, 1, 1), 2, 1e-10)).toBeUndefined();
    expect(invertPositiveDefinite(Float64Array.of(1, 0, 0, 0), 2, 1e-10)).toBeUndefined();
    expect(invertPositiveDefinite(Float64Array.of(1, 0, 0, 1e-30), 2, 1e-10)).toBeUndefined();
  });
});
