import {
  createRandom,
  DataError,
  median,
  sampleWithoutReplacement,
  shuffleInPlace,
} from '@convoscope/statistics';
import { selectRows, validateMatrix, type Matrix } from '../convention/matrix.ts';

/** Joint drift over all features: the squared maximum mean discrepancy and its permutation p-value. */
export interface JointDrift {
  readonly statistic: number;
  readonly pValue: number;
}

/** Rows of each table that are compared: the kernel matrix has their square. */
const MAX_ROWS = 300;

const squaredDistances = (table: Matrix): Float64Array => {
  const { data, nRows: n, nFeatures: p } = table;
  const distances = new Float64Array(n * n);
  for (let a = 0; a < n; a++)
    for (let b = 0; b < a; b++) {
      let sum = 0;
      for (let j = 0; j < p; j++) sum += (data[a * p + j] - data[b * p + j]) ** 2;
      distances[a * n + b] = distances[b * n + a] = sum;
    }
  return distances;
};

/** Unbiased estimate: mean kernel within each group less twice the mean between them. `order`'s first `m` rows are the first group. */
function discrepancy(kernel: Float64Array, order: Int32Array, m: number): number {
  const n = order.length;
  let [first, second, between] = [0, 0, 0];
  for (let a = 0; a < n; a++)
    for (let b = 0; b < a; b++) {
      const value = kernel[order[a] * n + order[b]];
      if (a < m) first += value;
      else if (b >= m) second += value;
      else between += value;
    }
  const k = n - m;
  return (2 * first) / (m * (m - 1)) + (2 * second) / (k * (k - 1)) - (2 * between) / (m * k);
}

/**
 * Maximum mean discrepancy with a Gaussian kernel of the median distance, and a permutation test: sees changes of correlations that no
 * single feature shows. At most 300 rows of each table are drawn. Scale the features first. Throws `DataError` under 2 rows.
 * Cost: O(600^2 x (features + permutations)). Source: Gretton et al., JMLR 13 (2012).
 */
export function detectJointDrift(
  reference: Matrix,
  current: Matrix,
  options: { seed?: number; nPermutations?: number } = {},
): JointDrift {
  validateMatrix(reference);
  validateMatrix(current, reference.nFeatures);
  if (reference.nRows < 2 || current.nRows < 2)
    throw new DataError('joint drift needs at least two rows of each table');
  const random = createRandom(options.seed ?? 0);
  const draw = (table: Matrix): Matrix =>
    selectRows(table, sampleWithoutReplacement(table.nRows, MAX_ROWS, random));
  const [a, b] = [draw(reference), draw(current)];
  const data = new Float64Array(a.data.length + b.data.length);
  data.set(a.data);
  data.set(b.data, a.data.length);
  const n = a.nRows + b.nRows;
  const distances = squaredDistances({ data, nRows: n, nFeatures: a.nFeatures });
  const scale = median(
    distances.filter((distance) => distance > 0).length > 0 ? distances.filter((d) => d > 0) : [1],
  );
  const kernel = distances.map((distance) => Math.exp(-distance / scale));
  const order = Int32Array.from({ length: n }, (_, i) => i);
  const statistic = discrepancy(kernel, order, a.nRows);
  const nPermutations = options.nPermutations ?? 200;
  let atLeast = 1;
  for (let round = 0; round < nPermutations; round++) {
    shuffleInPlace(order, random);
    if (discrepancy(kernel, order, a.nRows) >= statistic - 1e-15) atLeast++;
  }
  return { statistic, pValue: atLeast / (nPermutations + 1) };
}
