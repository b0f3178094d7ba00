import { columnMeans, covarianceMatrix, symmetricEigen } from '@convoscope/statistics';
import { defineBatchDetector } from '../../convention/batch-detector.ts';
import type { Matrix } from '../../convention/matrix.ts';
import { number } from '../../convention/params.ts';

const params = {
  ridge: number(
    2,
    1e-9,
    1e6,
    'Added to each eigenvalue before dividing; in units of the mean eigenvalue of standardised features. Smaller trusts minor components more.',
  ),
} as const;

interface Model {
  readonly mean: Float64Array;
  readonly scale: Float64Array;
  readonly vectors: Float64Array;
  /** Weight of each squared component. */
  readonly weights: Float64Array;
}

function standardize(table: Matrix, mean: Float64Array, scale: Float64Array): Matrix {
  const data = table.data.map(
    (value, at) => (value - mean[at % table.nFeatures]) / scale[at % table.nFeatures],
  );
  return { ...table, data };
}

function scoreRows(model: Model, table: Matrix): Float64Array {
  const p = table.nFeatures;
  const { data } = standardize(table, model.mean, model.scale);
  const scores = new Float64Array(table.nRows);
  for (let i = 0; i < table.nRows; i++)
    for (let c = 0; c < p; c++) {
      let projection = 0;
      for (let j = 0; j < p; j++) projection += model.vectors[c * p + j] * data[i * p + j];
      scores[i] += model.weights[c] * projection * projection;
    }
  return scores;
}

/** z_j (W z)_j with W the weighted sum of the components' outer products: the parts sum to the score. */
function contributionsOf(model: Model, row: Float64Array): Float64Array {
  const p = row.length;
  const z = row.map((value, j) => (value - model.mean[j]) / model.scale[j]);
  const weighted = new Float64Array(p);
  for (let c = 0; c < p; c++) {
    let projection = 0;
    for (let j = 0; j < p; j++) projection += model.vectors[c * p + j] * z[j];
    for (let j = 0; j < p; j++) weighted[j] += model.weights[c] * projection * model.vectors[c * p + j];
  }
  return z.map((value, j) => value * weighted[j]);
}

/**
 * Sum over principal components of (projection^2 / (eigenvalue + ridge)) on standardised features: a small ridge gives the
 * Mahalanobis distance, where minor components decide; a large one the distance from the mean, where major ones do.
 * Finds rows that break linear correlations; blind to curved ones. Cost: fit O(rows x features^2 + features^3).
 * Source: Shyu et al. (2003), major and minor components in one sum.
 */
export const pca = defineBatchDetector<typeof params, Model>({
  name: 'pca',
  summary: 'rows far out along the principal components, or off them',
  params,
  fit(table, { ridge }) {
    const p = table.nFeatures;
    const mean = columnMeans(table.data, table.nRows, p);
    const spread = covarianceMatrix(table, mean);
    const scale = Float64Array.from({ length: p }, (_, j) => Math.sqrt(spread[j * p + j]) || 1);
    const standard = standardize(table, mean, scale);
    const { values, vectors } = symmetricEigen(covarianceMatrix(standard, new Float64Array(p)), p);
    const weights = values.map((value) => 1 / (Math.max(value, 0) + ridge));
    const model: Model = { mean, scale, vectors, weights };
    return { model, scores: scoreRows(model, table) };
  },
  score: scoreRows,
  explain: (model, row) => ({ baseline: 0, contributions: contributionsOf(model, row), method: 'additive' }),
});
