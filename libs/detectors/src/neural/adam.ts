import { createGradients, type DenseNetwork, type Gradients } from './dense-network.ts';

// Kingma and Ba, ICLR 2015, the paper's defaults.
const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-8;

/** Adam's running moments for one network. */
export interface Adam {
  readonly first: Gradients;
  readonly second: Gradients;
  nSteps: number;
}

export const createAdam = (network: DenseNetwork): Adam => ({
  first: createGradients(network),
  second: createGradients(network),
  nSteps: 0,
});

export interface StepOptions {
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly batchSize: number;
}

/** Moves the network against the summed gradients of a batch, and clears them. */
export function stepAdam(
  network: DenseNetwork,
  adam: Adam,
  gradients: Gradients,
  options: StepOptions,
): void {
  adam.nSteps++;
  const rate = (options.learningRate * Math.sqrt(1 - BETA_2 ** adam.nSteps)) / (1 - BETA_1 ** adam.nSteps);
  const move = (
    values: Float64Array,
    gradient: Float64Array,
    first: Float64Array,
    second: Float64Array,
    decay: number,
  ) => {
    for (let i = 0; i < values.length; i++) {
      const g = gradient[i] / options.batchSize + decay * values[i];
      first[i] = BETA_1 * first[i] + (1 - BETA_1) * g;
      second[i] = BETA_2 * second[i] + (1 - BETA_2) * g * g;
      values[i] -= (rate * first[i]) / (Math.sqrt(second[i]) + EPSILON);
    }
    gradient.fill(0);
  };
  network.layers.forEach((layer, l) => {
    move(
      layer.weights,
      gradients.weights[l],
      adam.first.weights[l],
      adam.second.weights[l],
      options.weightDecay,
    );
    if (network.hasBias) move(layer.bias, gradients.bias[l], adam.first.bias[l], adam.second.bias[l], 0);
  });
}
