import {
  createRandom,
  nextInteger,
  nextNormal,
  nextUniform,
  quantile,
  type Random,
} from '@convoscope/statistics';
import { defineBatchDetector } from '../../convention/batch-detector.ts';
import type { Matrix } from '../../convention/matrix.ts';
import { integer, number, type Params } from '../../convention/params.ts';

const params = {
  nu: number(0.5, 0.0001, 1, 'Upper bound on the share of training rows outside.'),
  gamma: number(0, 0, 1e6, 'Scale of the rbf kernel; 0: 1 / features.'),
  nComponents: integer(192, 8, 100_000, 'Random Fourier features; more come closer to the kernel.'),
  nSteps: integer(30_000, 100, 1e9, 'Steps of stochastic gradient descent at most; each looks at one row.'),
} as const;

interface Model {
  /** Directions and phases of the cosines. */
  readonly directions: Float64Array;
  readonly phases: Float64Array;
  readonly weights: Float64Array;
  readonly rho: number;
}

/** Random Fourier features of the rows, row-major: products of two rows' features estimate exp(-gamma d^2). */
function toFeatures(
  { directions, phases }: Pick<Model, 'directions' | 'phases'>,
  table: Matrix,
): Float64Array {
  const { data, nRows, nFeatures: p } = table;
  const size = phases.length;
  const scale = Math.sqrt(2 / size);
  const features = new Float64Array(nRows * size);
  for (let i = 0; i < nRows; i++)
    for (let c = 0; c < size; c++) {
      let angle = phases[c];
      for (let j = 0, from = c * p; j < p; j++) angle += directions[from + j] * data[i * p + j];
      features[i * size + c] = scale * Math.cos(angle);
    }
  return features;
}

const dotAt = (weights: Float64Array, features: Float64Array, at: number): number => {
  let sum = 0;
  for (let c = 0; c < weights.length; c++) sum += weights[c] * features[at + c];
  return sum;
};

/**
 * Averaged stochastic subgradient descent on nu/2 |w|^2 - nu rho + max(0, rho - w . z): starts at the mean of the features,
 * which is the density estimate, and averages the second half of the steps.
 */
function descend(features: Float64Array, nRows: number, p: Params<typeof params>, random: Random) {
  const size = p.nComponents;
  const weights = new Float64Array(size);
  for (let at = 0; at < features.length; at++) weights[at % size] += features[at] / nRows;
  let rho = quantile(
    Float64Array.from({ length: nRows }, (_, i) => dotAt(weights, features, i * size)),
    p.nu,
  );
  const average = new Float64Array(size);
  const nSteps = Math.min(p.nSteps, Math.max(10_000, 2 * nRows));
  const half = nSteps >> 1;
  // As if the start had been reached by one step a row, so that the first steps do not throw it away.
  const delay = Math.max(nRows, 1000);
  let scale = 1;
  for (let step = 0; step < nSteps; step++) {
    const rate = 1 / (p.nu * (step + delay));
    const at = nextInteger(random, nRows) * size;
    const isOutside = scale * dotAt(weights, features, at) < rho;
    // The shrinkage of all weights is kept as one factor.
    scale *= 1 - rate * p.nu;
    if (isOutside) for (let c = 0; c < size; c++) weights[c] += (rate / scale) * features[at + c];
    rho += rate * (p.nu - (isOutside ? 1 : 0));
    if (step >= half && step % 16 === 0) for (let c = 0; c < size; c++) average[c] += scale * weights[c];
  }
  const taken = Math.ceil((nSteps - half) / 16);
  return average.map((value) => value / taken);
}

/**
 * One-class SVM by random Fourier features and stochastic gradient descent: the rbf machine in linear time.
 * Scores are the boundary's value minus the row's; 0 is the boundary. Scale features first.
 * Cost: O((rows x features + steps) x components). Source: Rahimi and Recht, NIPS 2007; Shamir and Zhang, ICML 2013.
 */
export const ocsvmApproximate = defineBatchDetector<typeof params, Model>({
  name: 'ocsvm-approximate',
  summary: 'rows outside the boundary that holds most rows, in linear time',
  params,
  fit(table, p) {
    const random = createRandom(p.seed);
    const spread = Math.sqrt(2 * (p.gamma === 0 ? 1 / table.nFeatures : p.gamma));
    const directions = Float64Array.from(
      { length: p.nComponents * table.nFeatures },
      () => spread * nextNormal(random),
    );
    const phases = Float64Array.from({ length: p.nComponents }, () => 2 * Math.PI * nextUniform(random));
    const features = toFeatures({ directions, phases }, table);
    const weights = descend(features, table.nRows, p, random);
    const values = Float64Array.from({ length: table.nRows }, (_, i) =>
      dotAt(weights, features, i * p.nComponents),
    );
    const rho = quantile(values, p.nu);
    return { model: { directions, phases, weights, rho }, scores: values.map((value) => rho - value) };
  },
  score(model, table, p) {
    const features = toFeatures(model, table);
    return Float64Array.from(
      { length: table.nRows },
      (_, i) => model.rho - dotAt(model.weights, features, i * p.nComponents),
    );
  },
});
