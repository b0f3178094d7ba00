import { describe, expect, it } from '@jest/globals';
import { createRandom } from '@convoscope/statistics';
import { describeDetector, syntheticTable } from '../../conformance/describe-detector.ts';
import {
  backward,
  createActivations,
  createGradients,
  createNetwork,
  forward,
} from '../../neural/dense-network.ts';
import { huberSlope } from '../../neural/huber.ts';
import { deepSvdd } from './deep-svdd.ts';

describeDetector(deepSvdd, { minAuroc: 0.9, params: { nSteps: 300 } });

describe('deep-svdd', () => {
  it('has the gradients that finite differences of the distance to the centre give', () => {
    const network = createNetwork([3, 6, 2], false, createRandom(5));
    const activations = createActivations(network);
    activations[0].set([0.5, -1.5, 1]);
    const centre = [0.2, -0.1];
    const huber = (error: number): number => (Math.abs(error) <= 1 ? error ** 2 / 2 : Math.abs(error) - 0.5);
    const loss = (): number =>
      forward(network, activations).reduce((sum, value, z) => sum + huber(value - centre[z]), 0);
    const gradients = createGradients(network);
    const slope = forward(network, activations).map((value, z) => huberSlope(value - centre[z]));
    backward(network, activations, slope, gradients);
    network.layers.forEach(({ weights }, l) =>
      weights.forEach((kept, i) => {
        weights[i] = kept + 1e-6;
        const above = loss();
        weights[i] = kept - 1e-6;
        const below = loss();
        weights[i] = kept;
        expect(gradients.weights[l][i]).toBeCloseTo((above - below) / 2e-6, 6);
      }),
    );
  });

  it('pulls ordinary rows closer to the centre by training', () => {
    const { table } = syntheticTable(4, 300, 4, 0);
    const mean = (nSteps: number): number =>
      deepSvdd
        .create({ nSteps })
        .fit(table)
        .reduce((sum, score) => sum + score / 300, 0);
    expect(mean(300)).toBeLessThan(0.5 * mean(1));
  });
});
