import { defineBatchDetector } from '../../convention/batch-detector.ts';
import type { Matrix } from '../../convention/matrix.ts';
import { choice, type Params } from '../../convention/params.ts';
import { createRowProducts } from '@convoscope/statistics';
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

/** From so many features on blocks are worth their copies; whatever the rows, so that a row scores the same alone. */
const WIDE = 32;
/** Rows that are projected on as many components at a time. */
const BLOCK = 128;

/** The same as row by row, up to rounding: projections of blocks of rows on blocks of components. */
function scoreByBlocks(
  model: Model,
  { data, nRows, nFeatures: p }: Matrix,
  isSquared: boolean,
): Float64Array {
  const { vectors, weights } = model;
  const scores = new Float64Array(nRows);
  const products = createRowProducts({ nLeft: BLOCK, nRight: BLOCK, width: p });
  const { left, right, out, stride } = products;
  for (let from = 0; from < nRows; from += BLOCK) {
    const rows = Math.min(BLOCK, nRows - from);
    const squares = Float64Array.from({ length: rows }, (_, i) =>
      loadRow(model, data, (from + i) * p, left.subarray(i * stride, i * stride + p)),
    );
    for (let first = 0; first < weights.length; first += BLOCK) {
      const count = Math.min(BLOCK, weights.length - first);
      for (let c = 0; c < count; c++)
        right.set(vectors.subarray((first + c) * p, (first + c + 1) * p), c * stride);
      products.multiply(rows, count);
      const width = count + (count % 2);
      for (let i = 0; i < rows; i++)
        for (let c = 0, at = i * width; c < count; c++, at++) {
          const projection = out[at];
          const part = isSquared
            ? projection * projection
            : Math.sqrt(Math.max(0, squares[i] + 1 - 2 * projection));
          scores[from + i] += weights[first + c] * part;
        }
    }
  }
  return scores;
}

function scoreRows(model: Model, { data, nRows, nFeatures: p }: Matrix, rule: Rule): Float64Array {
  const { vectors, weights } = model;
  const isSquared = rule === 'inverse-root';
  const scores = new Float64Array(nRows);
  if (p >= WIDE) return scoreByBlocks(model, { data, nRows, nFeatures: p }, isSquared);
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
