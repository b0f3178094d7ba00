import { defineBatchDetector } from '../../convention/batch-detector.ts';
import type { Matrix } from '../../convention/matrix.ts';
import { choice, type Params } from '../../convention/params.ts';
import { fitComponents, fitStandard, type Standard } from './components.ts';

const params = {
  rule: choice(
    'vectors',
    ['vectors', 'inverse-root'],
    "vectors: PyOD's score, distances to the components' unit vectors over their shares of the variance; inverse-root: squared components over the roots of their variances, half way between distance from the mean and Mahalanobis distance, and more sensitive to broken correlations.",
  ),
} as const;
type Rule = Params<typeof params>['rule'];

interface Model extends Standard {
  readonly vectors: Float64Array;
  /** Weight of each component. */
  readonly weights: Float64Array;
}

function weigh(variances: Float64Array, rule: Rule): Float64Array {
  if (rule === 'inverse-root') return variances.map((variance) => 1 / Math.sqrt(variance));
  const total = variances.reduce((sum, variance) => sum + variance, 0);
  return variances.map((variance) => total / variance);
}

/** Writes the standardised row into `z` and returns its squared length. */
function loadRow({ mean, scale }: Standard, data: Float64Array, at: number, z: Float64Array): number {
  let square = 0;
  for (let j = 0; j < z.length; j++) {
    const value = (data[at + j] - mean[j]) / scale[j];
    z[j] = value;
    square += value * value;
  }
  return square;
}

function scoreRows(model: Model, { data, nRows, nFeatures: p }: Matrix, rule: Rule): Float64Array {
  const { vectors, weights } = model;
  const isSquared = rule === 'inverse-root';
  const scores = new Float64Array(nRows);
  const z = new Float64Array(p);
  for (let i = 0; i < nRows; i++) {
    const square = loadRow(model, data, i * p, z);
    let score = 0;
    for (let c = 0, at = 0; c < weights.length; c++) {
      let projection = 0;
      for (let j = 0; j < p; j++, at++) projection += vectors[at] * z[j];
      const part = isSquared ? projection * projection : Math.sqrt(Math.max(0, square + 1 - 2 * projection));
      score += weights[c] * part;
    }
    scores[i] = score;
  }
  return scores;
}

/** Each component's part, split over the features: by z_j v_j for a squared projection, by (z_j - v_j)^2 for a distance. */
function contributionsOf(model: Model, row: Float64Array, rule: Rule): Float64Array {
  const p = row.length;
  const z = new Float64Array(p);
  loadRow(model, row, 0, z);
  const contributions = new Float64Array(p);
  model.weights.forEach((weight, c) => {
    const vector = model.vectors.subarray(c * p, (c + 1) * p);
    if (rule === 'inverse-root') {
      const projection = vector.reduce((sum, value, j) => sum + value * z[j], 0);
      for (let j = 0; j < p; j++) contributions[j] += weight * projection * vector[j] * z[j];
      return;
    }
    const squares = vector.map((value, j) => (z[j] - value) ** 2);
    const distance = Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
    if (distance > 0) for (let j = 0; j < p; j++) contributions[j] += (weight * squares[j]) / distance;
  });
  return contributions;
}

/**
 * Principal components of standardised features; minor ones weigh most. Nothing is fitted but the components: no ridge, no count.
 * Components without variance (collinear features, more features than rows) are left out, where PyOD divides by zero.
 * Blind to curved relations. Cost: fit O(rows x features x min(rows, features)) and the cube of the smaller, score O(rows x features^2).
 * Source: Shyu et al. (2003), in PyOD's form; inverse-root: the ZCA-cor quadratic form, Kessy, Lewin and Strimmer (2018).
 */
export const pca = defineBatchDetector<typeof params, Model>({
  name: 'pca',
  summary: 'rows far out along the principal components, or off them',
  params,
  fit(table, { rule }) {
    const standard = fitStandard(table);
    const { vectors, variances } = fitComponents(table, standard);
    const model: Model = { ...standard, vectors, weights: weigh(variances, rule) };
    return { model, scores: scoreRows(model, table, rule) };
  },
  score: (model, table, { rule }) => scoreRows(model, table, rule),
  explain: (model, row, { rule }) => ({
    baseline: 0,
    contributions: contributionsOf(model, row, rule),
    method: 'additive',
  }),
});
