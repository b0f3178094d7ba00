import { createRandom, nextNormal, type Random } from '@convoscope/statistics';
import { defineBatchDetector } from '../../convention/batch-detector.ts';
import type { Matrix } from '../../convention/matrix.ts';
import { number, type Params } from '../../convention/params.ts';
import { createAdam, stepAdam } from '../../neural/adam.ts';
import {
  backward,
  createActivations,
  createGradients,
  createNetwork,
  forward,
  type DenseNetwork,
} from '../../neural/dense-network.ts';
import {
  fitScaling,
  forEachBatch,
  latentSizeOf,
  loadRow,
  trainingParams,
  type Scaling,
} from '../../neural/training.ts';

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

/** Log variances are kept within this, so that their exponential stays finite. */
const clampLogVariance = (value: number): number => Math.max(-8, Math.min(8, value));

function createTrainer(model: Model, p: Params<typeof params>, random: Random) {
  const { encoder, decoder } = model;
  const encoded = createActivations(encoder);
  const decoded = createActivations(decoder);
  const encoderGradients = createGradients(encoder);
  const decoderGradients = createGradients(decoder);
  const encoderAdam = createAdam(encoder);
  const decoderAdam = createAdam(decoder);
  const size = decoder.layers[0].nIn;
  const noise = new Float64Array(size);
  const latentSlope = new Float64Array(2 * size);

  const learnRow = (table: Matrix, row: number): void => {
    loadRow(model.scaling, table, row, encoded[0]);
    const latent = forward(encoder, encoded);
    for (let z = 0; z < size; z++) {
      noise[z] = nextNormal(random);
      decoded[0][z] = latent[z] + noise[z] * Math.exp(0.5 * clampLogVariance(latent[size + z]));
    }
    const slope = forward(decoder, decoded).map((value, j) =>
      Math.max(-1, Math.min(1, value - encoded[0][j])),
    );
    const inward = backward(decoder, decoded, slope, decoderGradients);
    for (let z = 0; z < size; z++) {
      const logVariance = clampLogVariance(latent[size + z]);
      const spread = Math.exp(0.5 * logVariance);
      latentSlope[z] = inward[z] + p.beta * Math.max(-1, Math.min(1, latent[z]));
      latentSlope[size + z] = 0.5 * inward[z] * noise[z] * spread + 0.5 * p.beta * (spread * spread - 1);
      if (logVariance !== latent[size + z]) latentSlope[size + z] = p.beta * Math.sign(latent[size + z]);
    }
    backward(encoder, encoded, latentSlope, encoderGradients);
  };
  return (table: Matrix, rows: Int32Array, rateShare: number): void => {
    for (const row of rows) learnRow(table, row);
    const options = { ...p, learningRate: p.learningRate * rateShare, batchSize: rows.length };
    stepAdam(encoder, encoderAdam, encoderGradients, options);
    stepAdam(decoder, decoderAdam, decoderGradients, options);
  };
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
    const learn = createTrainer(model, p, random);
    forEachBatch({ nRows: table.nRows, nSteps: p.nSteps, batchSize: p.batchSize }, random, (rows, share) =>
      learn(table, rows, share),
    );
    return { model, scores: scoreRows(model, table, p) };
  },
  score: scoreRows,
});
