import type { TfidfWeighting } from '../features/tfidf.ts';
import type { LinearModel } from '../learning/linear-model.ts';
import type { Standardisation, Vectors } from './vectors.ts';

/** Which vectors a classifier was learned from; others say nothing to it. */
export interface EmbeddingIdentity {
  readonly name: string;
  readonly fingerprint: string;
  readonly nDimensions: number;
  /** Where the model was found: a name, or a path of the machine that learned. */
  readonly origin: string;
}

/** What is added to linear scores: how near a text lies to each row that was learned from. */
export interface KernelPart {
  readonly support: Vectors;
  /** `coefficients[row * nClasses + k]`. */
  readonly coefficients: Float32Array;
}

/** Everything that a classifier on n-grams and embeddings consists of. */
export interface EmbeddedState {
  readonly labels: readonly string[];
  readonly embeddings: EmbeddingIdentity;
  readonly weighting: TfidfWeighting;
  readonly standardisation: Standardisation;
  /** Over the columns of n-grams, then, where there is no kernel, those of the vector. */
  readonly model: LinearModel;
  readonly denseWeight: number;
  readonly kernel?: KernelPart;
  readonly sharpness: number;
}

/** How near is near: exp(-GAMMA · squared distance) of standardised vectors, whose mean squared distance is 2. */
export const GAMMA = 1;
