import type { Random } from '@convoscope/statistics';
import type { Matrix } from '../convention/matrix.ts';
import type { Params } from '../convention/params.ts';
import { createAdam, stepAdam } from './adam.ts';
import {
  backward,
  countWeights,
  createActivations,
  createGradients,
  forward,
  type DenseNetwork,
} from './dense-network.ts';
import { affordableSteps, forEachBatch, loadRow, type Scaling, type trainingParams } from './training.ts';

/**
 * Trains one network on standardised rows by Adam; `slopeOf` is the derivative of the loss by output number `j`, given that output and
 * the input. Cost: O(steps x batch x weights).
 */
export function trainNetwork(
  network: DenseNetwork,
  rows: { readonly table: Matrix; readonly scaling: Scaling },
  p: Params<typeof trainingParams>,
  random: Random,
  slopeOf: (output: number, j: number, input: Float64Array) => number,
): void {
  const { table, scaling } = rows;
  const activations = createActivations(network);
  const gradients = createGradients(network);
  const adam = createAdam(network);
  const slope = new Float64Array(activations[activations.length - 1].length);
  const nSteps = affordableSteps(p, countWeights(network));
  forEachBatch({ ...p, nRows: table.nRows, nSteps }, random, (batch, rateShare) => {
    for (const row of batch) {
      loadRow(scaling, table, row, activations[0]);
      const output = forward(network, activations);
      for (let j = 0; j < slope.length; j++) slope[j] = slopeOf(output[j], j, activations[0]);
      backward(network, activations, slope, gradients);
    }
    const learningRate = p.learningRate * rateShare;
    stepAdam(network, adam, gradients, { ...p, learningRate, batchSize: batch.length });
  });
}
