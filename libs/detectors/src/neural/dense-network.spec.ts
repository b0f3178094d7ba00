import { describe, expect, it } from '@jest/globals';
import { createRandom } from '@convoscope/statistics';
import { createAdam, stepAdam } from './adam.ts';
import { backward, createActivations, createGradients, createNetwork, forward } from './dense-network.ts';

describe('the dense network', () => {
  it('has the gradients that finite differences give', () => {
    const network = createNetwork([3, 5, 4, 2], true, createRandom(1));
    const activations = createActivations(network);
    const input = [0.3, -1.2, 0.7];
    const loss = (): number => {
      activations[0].set(input);
      return forward(network, activations).reduce((sum, value, j) => sum + 0.5 * (value - j) ** 2, 0);
    };
    loss();
    const gradients = createGradients(network);
    backward(
      network,
      activations,
      forward(network, activations).map((value, j) => value - j),
      gradients,
    );
    network.layers.forEach((layer, l) => {
      [layer.weights, layer.bias].forEach((values, which) => {
        for (let i = 0; i < values.length; i++) {
          const kept = values[i];
          values[i] = kept + 1e-6;
          const above = loss();
          values[i] = kept - 1e-6;
          const below = loss();
          values[i] = kept;
          const gradient = which === 0 ? gradients.weights[l][i] : gradients.bias[l][i];
          expect(gradient).toBeCloseTo((above - below) / 2e-6, 6);
        }
      });
    });
  });

  it('learns a linear map', () => {
    const random = createRandom(2);
    const network = createNetwork([1, 8, 1], true, random);
    const activations = createActivations(network);
    const gradients = createGradients(network);
    const adam = createAdam(network);
    for (let n = 0; n < 2000; n++) {
      for (const x of [-1, -0.5, 0, 0.5, 1]) {
        activations[0][0] = x;
        const output = forward(network, activations);
        backward(network, activations, Float64Array.of(output[0] - (2 * x - 1)), gradients);
      }
      stepAdam(network, adam, gradients, { learningRate: 0.01, weightDecay: 0, batchSize: 5 });
    }
    activations[0][0] = 0.25;
    expect(forward(network, activations)[0]).toBeCloseTo(-0.5, 2);
  });
});
