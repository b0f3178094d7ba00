import { createRandom, type Random } from '@convoscope/statistics';
import { defineBatchDetector } from '../../convention/batch-detector.ts';
import type { Matrix } from '../../convention/matrix.ts';
import { integer, number, type Params } from '../../convention/params.ts';
import { fitKMeans } from '../kmeans/lloyd.ts';
import { createGaussian, refuseWide, squaredDistances, type Gaussian } from '../mahalanobis/gaussian.ts';

const params = {
  nComponents: integer(1, 1, 100, 'Number of ellipses; 1 is a single normal distribution.'),
  maxIterations: integer(100, 1, 10_000, 'Steps of expectation maximisation at most.'),
  tolerance: number(1e-3, 0, 1, 'Stops when the mean log likelihood gains less.'),
  ridge: number(1e-6, 1e-12, 1e6, 'Added to each variance, so that no component collapses.'),
} as const;

/** A covariance of this many features takes 8 MB and a second, each component and iteration. */
const MOST_FEATURES = 1000;

interface Component {
  readonly gaussian: Gaussian;
  readonly weight: number;
}

/** Log density of each row under each component, weighted; row after row. */
function logDensities(components: readonly Component[], table: Matrix): Float64Array {
  const k = components.length;
  const logs = new Float64Array(table.nRows * k);
  components.forEach(({ gaussian, weight }, c) => {
    const constant =
      Math.log(weight) - 0.5 * (gaussian.logDeterminant + table.nFeatures * Math.log(2 * Math.PI));
    squaredDistances(gaussian, table).forEach((d, i) => (logs[i * k + c] = constant - 0.5 * d));
  });
  return logs;
}

function logSum(logs: Float64Array, from: number, k: number): number {
  let most = -Infinity;
  for (let c = 0; c < k; c++) most = Math.max(most, logs[from + c]);
  let sum = 0;
  for (let c = 0; c < k; c++) sum += Math.exp(logs[from + c] - most);
  return most + Math.log(sum);
}

/** Maximisation: one component from the shares that rows give it. */
function toComponent(
  table: Matrix,
  shares: Float64Array,
  at: { c: number; k: number; ridge: number },
): Component {
  const { data, nRows, nFeatures: p } = table;
  const mean = new Float64Array(p);
  const covariance = new Float64Array(p * p);
  let total = 1e-300;
  for (let i = 0; i < nRows; i++) {
    const share = shares[i * at.k + at.c];
    total += share;
    for (let j = 0; j < p; j++) mean[j] += share * data[i * p + j];
  }
  for (let j = 0; j < p; j++) mean[j] /= total;
  for (let i = 0; i < nRows; i++) {
    const share = shares[i * at.k + at.c] / total;
    if (share < 1e-12) continue;
    for (let j = 0; j < p; j++) {
      const d = share * (data[i * p + j] - mean[j]);
      for (let l = 0; l <= j; l++) covariance[j * p + l] += d * (data[i * p + l] - mean[l]);
    }
  }
  for (let j = 0; j < p; j++) for (let l = 0; l < j; l++) covariance[l * p + j] = covariance[j * p + l];
  return { gaussian: createGaussian(mean, covariance, at.ridge), weight: Math.max(total / nRows, 1e-300) };
}

function fitMixture(table: Matrix, p: Params<typeof params>, random: Random): Component[] {
  const k = Math.min(p.nComponents, table.nRows);
  const shares = new Float64Array(table.nRows * k);
  if (k === 1) shares.fill(1);
  else fitKMeans(table, k, random).labels.forEach((label, i) => (shares[i * k + label] = 1));
  const maximize = () =>
    Array.from({ length: k }, (_, c) => toComponent(table, shares, { c, k, ridge: p.ridge }));
  let components = maximize();
  for (let step = 0, before = -Infinity; k > 1 && step < p.maxIterations; step++) {
    const logs = logDensities(components, table);
    let likelihood = 0;
    for (let i = 0; i < table.nRows; i++) {
      const sum = logSum(logs, i * k, k);
      likelihood += sum / table.nRows;
      for (let c = 0; c < k; c++) shares[i * k + c] = Math.exp(logs[i * k + c] - sum);
    }
    if (likelihood - before < p.tolerance) break;
    before = likelihood;
    components = maximize();
  }
  return components;
}

function scoreRows(components: readonly Component[], table: Matrix): Float64Array {
  const k = components.length;
  const logs = logDensities(components, table);
  return Float64Array.from({ length: table.nRows }, (_, i) => -logSum(logs, i * k, k));
}

/**
 * Gaussian mixture: negative log density of the row. Needs more rows per component than features squared.
 * Cost: O(iterations x rows x components x features^2). Source: Dempster, Laird and Rubin (1977); started from k-means.
 */
export const gmm = defineBatchDetector<typeof params, Component[]>({
  name: 'gmm',
  summary: 'rows where a mixture of normal distributions has little density',
  params,
  fit(table, p) {
    refuseWide('gmm', table.nFeatures, MOST_FEATURES);
    const model = fitMixture(table, p, createRandom(p.seed));
    return { model, scores: scoreRows(model, table) };
  },
  score: scoreRows,
});
