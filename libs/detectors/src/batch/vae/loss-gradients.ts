import {
  backward,
  createActivations,
  createGradients,
  forward,
  type DenseNetwork,
  type Gradients,
} from '../../neural/dense-network.ts';
import { huberSlope } from '../../neural/huber.ts';

/** Log variances are kept within this, so that their exponential stays finite. */
export const clampLogVariance = (value: number): number => Math.max(-8, Math.min(8, value));

/** One row's way through both networks, and the gradients summed over a batch; the row is loaded into `encoded[0]`. */
export interface Pass {
  readonly encoder: DenseNetwork;
  readonly decoder: DenseNetwork;
  readonly encoded: Float64Array[];
  readonly decoded: Float64Array[];
  readonly encoderGradients: Gradients;
  readonly decoderGradients: Gradients;
  /** Standard normal numbers that the latent point is drawn by. */
  readonly noise: Float64Array;
  readonly latentSlope: Float64Array;
  readonly slope: Float64Array;
}

export function createPass(encoder: DenseNetwork, decoder: DenseNetwork): Pass {
  const size = decoder.layers[0].nIn;
  return {
    encoder,
    decoder,
    encoded: createActivations(encoder),
    decoded: createActivations(decoder),
    encoderGradients: createGradients(encoder),
    decoderGradients: createGradients(decoder),
    noise: new Float64Array(size),
    latentSlope: new Float64Array(2 * size),
    slope: new Float64Array(encoder.layers[0].nIn),
  };
}

/**
 * Adds the gradients of one row's loss: Huber's of the reconstruction, plus `beta` times the divergence of the latent distribution from
 * the standard normal, whose squared means are Huber's too. The noise is held fixed (reparametrisation).
 */
export function addLossGradients(pass: Pass, beta: number): void {
  const { encoder, decoder, encoded, decoded, noise, latentSlope, slope } = pass;
  const size = noise.length;
  const latent = forward(encoder, encoded);
  for (let z = 0; z < size; z++)
    decoded[0][z] = latent[z] + noise[z] * Math.exp(0.5 * clampLogVariance(latent[size + z]));
  const output = forward(decoder, decoded);
  for (let j = 0; j < slope.length; j++) slope[j] = huberSlope(output[j] - encoded[0][j]);
  const inward = backward(decoder, decoded, slope, pass.decoderGradients);
  for (let z = 0; z < size; z++) {
    const logVariance = clampLogVariance(latent[size + z]);
    const spread = Math.exp(0.5 * logVariance);
    latentSlope[z] = inward[z] + beta * huberSlope(latent[z]);
    latentSlope[size + z] = 0.5 * inward[z] * noise[z] * spread + 0.5 * beta * (spread * spread - 1);
    // Beyond the clamp the loss is flat: a push back keeps the value from drifting on.
    if (logVariance !== latent[size + z]) latentSlope[size + z] = beta * Math.sign(latent[size + z]);
  }
  backward(encoder, encoded, latentSlope, pass.encoderGradients);
}
