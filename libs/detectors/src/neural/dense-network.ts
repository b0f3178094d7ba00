import { nextNormal, type Random } from '@convoscope/statistics';

/** One fully connected layer: out = weights (out x in) . in + bias, then leaky ReLU unless it is the last. */
interface Layer {
  readonly nIn: number;
  readonly nOut: number;
  readonly weights: Float64Array;
  readonly bias: Float64Array;
}

/** A feed-forward network; plain data. */
export interface DenseNetwork {
  readonly layers: Layer[];
  /** Without biases a network cannot map everything to one point (needed by Deep SVDD). */
  readonly hasBias: boolean;
}

const LEAK = 0.1;

/** A network of the given widths with He's random weights. */
export function createNetwork(widths: readonly number[], hasBias: boolean, random: Random): DenseNetwork {
  const layers = widths.slice(1).map((nOut, l) => {
    const nIn = widths[l];
    const spread = Math.sqrt((l === widths.length - 2 ? 1 : 2) / nIn);
    return {
      nIn,
      nOut,
      weights: Float64Array.from({ length: nIn * nOut }, () => spread * nextNormal(random)),
      bias: new Float64Array(nOut),
    };
  });
  return { layers, hasBias };
}

export const countWeights = (network: DenseNetwork): number =>
  network.layers.reduce((sum, layer) => sum + layer.weights.length, 0);

/** Values of every layer for one input, the input first; reused from row to row. */
export const createActivations = (network: DenseNetwork): Float64Array[] => [
  new Float64Array(network.layers[0].nIn),
  ...network.layers.map((layer) => new Float64Array(layer.nOut)),
];

/** Fills `activations` from `activations[0]`; returns the output. */
export function forward(network: DenseNetwork, activations: Float64Array[]): Float64Array {
  network.layers.forEach(({ nIn, nOut, weights, bias }, l) => {
    const input = activations[l];
    const output = activations[l + 1];
    const isLast = l === network.layers.length - 1;
    for (let o = 0; o < nOut; o++) {
      let sum = bias[o];
      for (let i = 0, at = o * nIn; i < nIn; i++) sum += weights[at + i] * input[i];
      output[o] = isLast || sum > 0 ? sum : LEAK * sum;
    }
  });
  return activations[network.layers.length];
}

/** Sums of gradients, one array of weights and one of biases a layer. */
export interface Gradients {
  readonly weights: Float64Array[];
  readonly bias: Float64Array[];
}

export const createGradients = (network: DenseNetwork): Gradients => ({
  weights: network.layers.map((layer) => new Float64Array(layer.weights.length)),
  bias: network.layers.map((layer) => new Float64Array(layer.nOut)),
});

/** Adds the gradients for one input, given the loss's slope at the output; returns the slope at the input. */
export function backward(
  network: DenseNetwork,
  activations: Float64Array[],
  outputSlope: Float64Array,
  into: Gradients,
): Float64Array {
  let slope = outputSlope;
  for (let l = network.layers.length - 1; l >= 0; l--) {
    const { nIn, nOut, weights } = network.layers[l];
    const input = activations[l];
    const inputSlope = new Float64Array(nIn);
    for (let o = 0; o < nOut; o++) {
      const s = slope[o];
      into.bias[l][o] += s;
      for (let i = 0, at = o * nIn; i < nIn; i++, at++) {
        into.weights[l][at] += s * input[i];
        inputSlope[i] += s * weights[at];
      }
    }
    if (l > 0) for (let i = 0; i < nIn; i++) if (input[i] <= 0) inputSlope[i] *= LEAK;
    slope = inputSlope;
  }
  return slope;
}
