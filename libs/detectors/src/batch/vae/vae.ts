import { createRandom, nextNormal, type Random } from '@convoscope/statistics';
import { defineBatchDetector } from '../../convention/batch-detector.ts';
import type { Matrix } from '../../convention/matrix.ts';
import { number, type Params } from '../../convention/params.ts';
import { createAdam, stepAdam } from '../../neural/adam.ts';
import {
  countWeights,
  createActivations,
  createNetwork,
  forward,
  type DenseNetwork,
} from '../../neural/dense-network.ts';
import {
  affordableSteps,
  fitScaling,
  forEachBatch,
  latentSizeOf,
  loadRow,
  trainingParams,
  type Scaling,
} from '../../neural/training.ts';
import { addLossGradients, clampLogVariance, createPass } from './loss-gradients.ts';

const params = {
  ...trainingParams,
  beta: number(0.2, 0, 100, 'Weight of the divergence of the latent distribution from the standard normal.'),
} as const;

interface Model {
  /** Gives means and log variances of the latent distribution. */
  readonly encoder: DenseNetwork;
  readonly decoder: DenseNetwork;
  readonly scaling: Scaling;
}

function train(model: Model, table: Matrix, p: Params<typeof params>, random: Random): void {
  const { encoder, decoder, scaling } = model;
  const pass = createPass(encoder, decoder);
  const encoderAdam = createAdam(encoder);
  const decoderAdam = createAdam(decoder);
  const nSteps = affordableSteps(p, countWeights(encoder) + countWeights(decoder));
  forEachBatch({ ...p, nRows: table.nRows, nSteps }, random, (batch, rateShare) => {
    for (const row of batch) {
      loadRow(scaling, table, row, pass.encoded[0]);
      for (let z = 0; z < pass.noise.length; z++) pass.noise[z] = nextNormal(random);
      addLossGradients(pass, p.beta);
    }
    const options = { ...p, learningRate: p.learningRate * rateShare, batchSize: batch.length };
    stepAdam(encoder, encoderAdam, pass.encoderGradients, options);
    stepAdam(decoder, decoderAdam, pass.decoderGradients, options);
  });
}

/** Half the squared error plus beta times the divergence, at the mean of the latent distribution: no noise, so scores repeat. */
function scoreRows(
  { encoder, decoder, scaling }: Model,
  table: Matrix,
  p: Params<typeof params>,
): Float64Array {
  const encoded = createActivations(encoder);
  const decoded = createActivations(decoder);
  const size = decoder.layers[0].nIn;
  return Float64Array.from({ length: table.nRows }, (_, i) => {
    loadRow(scaling, table, i, encoded[0]);
    const latent = forward(encoder, encoded);
    decoded[0].set(latent.subarray(0, size));
    let score = 0;
    forward(decoder, decoded).forEach((value, j) => (score += 0.5 * (value - encoded[0][j]) ** 2));
    for (let z = 0; z < size; z++) {
      const logVariance = clampLogVariance(latent[size + z]);
      score += 0.5 * p.beta * (latent[z] ** 2 + Math.exp(logVariance) - 1 - logVariance);
    }
    return score;
  });
}

/**
 * Variational autoencoder: the (negative, weighted) evidence bound of a row, on features it standardises itself.
 * Smoother than `autoencoder`, and counts an unusual latent place as unusual. Cost: as `autoencoder`.
 * Source: Kingma and Welling, ICLR 2014; beta: Higgins et al., ICLR 2017.
 */
export const vae = defineBatchDetector<typeof params, Model>({
  name: 'vae',
  summary: 'rows that a variational autoencoder finds improbable',
  params,
  fit(table, p) {
    const random = createRandom(p.seed);
    const size = latentSizeOf(p.latentSize, table.nFeatures);
    const model: Model = {
      encoder: createNetwork([table.nFeatures, p.hiddenSize, 2 * size], true, random),
      decoder: createNetwork([size, p.hiddenSize, table.nFeatures], true, random),
      scaling: fitScaling(table),
    };
    train(model, table, p, random);
    return { model, scores: scoreRows(model, table, p) };
  },
  score: scoreRows,
});
