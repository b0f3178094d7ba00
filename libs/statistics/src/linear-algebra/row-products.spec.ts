import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '../random/random.ts';
import { columnMeans, covarianceMatrix } from './covariance.ts';
import { createRowProducts, createSingleRowProducts } from './row-products.ts';

describe('products of rows', () => {
  it.each([
    [1, 1, 1],
    [5, 3, 7],
    [9, 11, 33],
  ])('%d rows by %d, %d wide, are those of the definition', (nLeft, nRight, width) => {
    for (const create of [createRowProducts, createSingleRowProducts]) {
      const products = create({ nLeft, nRight, width });
      const random = createRandom(1);
      for (const [side, nRows] of [
        [products.left, nLeft],
        [products.right, nRight],
      ] as const)
        // prettier-ignore
        for (let i = 0; i < nRows; i++)
          for (let j = 0; j < width; j++) side[i * products.stride + j] = nextNormal(random);
      products.multiply(nLeft, nRight);
      const across = nRight + (nRight % 2);
      for (let a = 0; a < nLeft; a++)
        for (let b = 0; b < nRight; b++) {
          let sum = 0;
          for (let j = 0; j < width; j++)
            sum += products.left[a * products.stride + j] * products.right[b * products.stride + j];
          expect(products.out[a * across + b]).toBeCloseTo(sum, 4);
        }
    }
  });

  it('give the covariance of a wide table', () => {
    const [nRows, nFeatures] = [50, 71];
    const random = createRandom(2);
    const data = Float64Array.from({ length: nRows * nFeatures }, () => 5 + nextNormal(random));
    const means = columnMeans(data, nRows, nFeatures);
    const covariance = covarianceMatrix({ data, nRows, nFeatures }, means, 1);
    for (const [j, k] of [
      [0, 0],
      [70, 3],
      [3, 70],
      [64, 63],
      [35, 35],
    ] as const) {
      // prettier-ignore
      let sum = 0;
      for (let i = 0; i < nRows; i++)
        sum += (data[i * nFeatures + j] - means[j]) * (data[i * nFeatures + k] - means[k]);
      expect(covariance[j * nFeatures + k]).toBeCloseTo(sum / (nRows - 1), 12);
    }
  });
});
