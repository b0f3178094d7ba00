import { columnMeans, shuffleInPlace, type Random } from '@convoscope/statistics';
import type { Matrix } from '../convention/matrix.ts';
import { integer, number } from '../convention/params.ts';

/** Parameters that every neural detector has. */
export const trainingParams = {
  hiddenSize: integer(32, 1, 4096, 'Width of the hidden layers.'),
  latentSize: integer(0, 0, 4096, 'Width of the narrowest layer; 0: a third of the features, at least 2.'),
  nSteps: integer(
    3000,
    1,
    10_000_000,
    'Steps of Adam; fewer where a table of thousands of features would take minutes.',
  ),
  batchSize: integer(32, 1, 65_536, 'Rows in each step.'),
  learningRate: number(0.003, 1e-7, 1, 'Step size of Adam at the start; it falls to zero along a cosine.'),
  weightDecay: number(1e-5, 0, 1, 'Pull of the weights towards zero.'),
} as const;

/** Weights touched in a whole training: some ten seconds. */
const MOST_WORK = 8e9;
const LEAST_STEPS = 100;

/** The steps asked for, fewer where a wide network makes each too costly. */
export const affordableSteps = (p: { nSteps: number; batchSize: number }, nWeights: number): number =>
  Math.min(p.nSteps, Math.max(LEAST_STEPS, Math.floor(MOST_WORK / (3 * p.batchSize * nWeights))));

export const latentSizeOf = (wanted: number, nFeatures: number): number =>
  wanted || Math.max(2, Math.ceil(nFeatures / 3));

/** Centre and spread of each feature, learnt from the training rows; constant features have spread 1. */
export interface Scaling {
  readonly mean: Float64Array;
  readonly scale: Float64Array;
}

export function fitScaling(table: Matrix): Scaling {
  const p = table.nFeatures;
  const mean = columnMeans(table.data, table.nRows, p);
  const square = new Float64Array(p);
  for (let at = 0; at < table.data.length; at++) square[at % p] += (table.data[at] - mean[at % p]) ** 2;
  const scale = square.map((sum, j) => {
    const spread = Math.sqrt(sum / table.nRows);
    return spread > 1e-12 * Math.max(1, Math.abs(mean[j])) ? spread : 1;
  });
  return { mean, scale };
}

/** Values beyond this many spreads are pulled in, so that a far row cannot overflow the network. */
const LARGEST_INPUT = 1e4;

/** Writes row `i`, standardised, into `input`. */
export function loadRow({ mean, scale }: Scaling, table: Matrix, i: number, input: Float64Array): void {
  for (let j = 0, at = i * table.nFeatures; j < input.length; j++, at++)
    input[j] = Math.max(-LARGEST_INPUT, Math.min(LARGEST_INPUT, (table.data[at] - mean[j]) / scale[j]));
}

/** Calls `step` with batches of row numbers, epoch after shuffled epoch, and the learning rate's share from 1 to 0. */
export function forEachBatch(
  options: { nRows: number; nSteps: number; batchSize: number },
  random: Random,
  step: (rows: Int32Array, rateShare: number) => void,
): void {
  const order = Int32Array.from({ length: options.nRows }, (_, i) => i);
  const size = Math.min(options.batchSize, options.nRows);
  let at = options.nRows;
  for (let n = 0; n < options.nSteps; n++) {
    if (at + size > options.nRows) {
      shuffleInPlace(order, random);
      at = 0;
    }
    step(order.subarray(at, at + size), 0.5 * (1 + Math.cos((Math.PI * n) / options.nSteps)));
    at += size;
  }
}
