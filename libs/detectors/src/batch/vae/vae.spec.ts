import { expect, it } from '@jest/globals';
import { createRandom } from '@convoscope/statistics';
import { describeDetector } from '../../conformance/describe-detector.ts';
import { createNetwork, forward, type DenseNetwork, type Gradients } from '../../neural/dense-network.ts';
import { addLossGradients, createPass } from './loss-gradients.ts';
import { vae } from './vae.ts';

describeDetector(vae, { minAuroc: 0.9, params: { nSteps: 300 } });

it('has the gradients that finite differences of its loss give, through the noise as well', () => {
  const beta = 0.3;
  const random = createRandom(3);
  const pass = createPass(createNetwork([4, 6, 4], true, random), createNetwork([2, 5, 4], true, random));
  pass.encoded[0].set([0.4, -0.7, 0.2, 3]);
  pass.noise.set([0.8, -0.5]);
  const huber = (error: number): number => (Math.abs(error) <= 1 ? error ** 2 / 2 : Math.abs(error) - 0.5);
  const loss = (): number => {
    const latent = [...forward(pass.encoder, pass.encoded)];
    pass.decoded[0].set([0, 1].map((z) => latent[z] + pass.noise[z] * Math.exp(latent[2 + z] / 2)));
    const reconstruction = forward(pass.decoder, pass.decoded).reduce(
      (sum, value, j) => sum + huber(value - pass.encoded[0][j]),
      0,
    );
    const divergence = [0, 1].reduce(
      (sum, z) => sum + huber(latent[z]) + 0.5 * (Math.exp(latent[2 + z]) - 1 - latent[2 + z]),
      0,
    );
    return reconstruction + beta * divergence;
  };
  const check = (network: DenseNetwork, gradients: Gradients): void =>
    network.layers.forEach((layer, l) =>
      layer.weights.forEach((kept, i) => {
        layer.weights[i] = kept + 1e-6;
        const above = loss();
        layer.weights[i] = kept - 1e-6;
        const below = loss();
        layer.weights[i] = kept;
        expect(gradients.weights[l][i]).toBeCloseTo((above - below) / 2e-6, 5);
      }),
    );
  addLossGradients(pass, beta);
  check(pass.encoder, pass.encoderGradients);
  check(pass.decoder, pass.decoderGradients);
});
