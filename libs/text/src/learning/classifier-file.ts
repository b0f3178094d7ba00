import type { EmbeddedState, EmbeddingIdentity } from '../embedded/embedded-state.ts';
import { packNumbers, unpackNumbers, type NumberFile } from './number-file.ts';
import type { TextClassifierState } from './text-classifier.ts';

/** A trained classifier of either kind. */
export type SavedClassifier =
  | { readonly kind: 'n-grams'; readonly state: TextClassifierState }
  | { readonly kind: 'embeddings'; readonly state: EmbeddedState };

type Common = Pick<TextClassifierState, 'labels' | 'weighting' | 'model' | 'sharpness'>;

function toFile({ labels, sharpness, weighting, model }: Common, more: NumberFile): Buffer {
  return packNumbers({
    header: { labels, sharpness, ...more.header },
    arrays: {
      buckets: weighting.buckets,
      idf: weighting.idf,
      biases: model.biases,
      weights: model.weights,
      ...more.arrays,
    },
  });
}

function packEmbedded(state: EmbeddedState): Buffer {
  const { embeddings, denseWeight, standardisation, kernel } = state;
  return toFile(state, {
    header: { kind: 'embeddings', embeddings, denseWeight, factor: standardisation.factor },
    arrays: {
      mean: standardisation.mean,
      ...(kernel && { support: kernel.support.values, coefficients: kernel.coefficients }),
    },
  });
}

/** A trained classifier as a file. */
export function packClassifier(saved: SavedClassifier): Buffer {
  if (saved.kind === 'embeddings') return packEmbedded(saved.state);
  const readsFeelings = saved.state.readsFeelings ?? false;
  return toFile(saved.state, { header: { kind: 'n-grams', readsFeelings }, arrays: {} });
}

interface Header {
  readonly kind: SavedClassifier['kind'];
  readonly labels: string[];
  readonly sharpness: number;
  readonly readsFeelings: boolean;
  readonly embeddings: EmbeddingIdentity;
  readonly denseWeight: number;
  readonly factor: number;
}

/** Reads what `packClassifier` made. Throws RangeError where it is something else, or cut off. */
export function unpackClassifier(file: Uint8Array): SavedClassifier {
  const { header, arrays } = unpackNumbers(file);
  const { kind, labels, sharpness, readsFeelings, embeddings, denseWeight, factor } =
    header as unknown as Header;
  const floats = (name: string): Float32Array =>
    (arrays[name] as Float32Array | undefined) ?? new Float32Array();
  const common: Common = {
    ...{ labels, sharpness },
    weighting: { buckets: arrays['buckets'] as Int32Array, idf: floats('idf') },
    model: { nClasses: labels.length, biases: floats('biases'), weights: floats('weights') },
  };
  if (kind === 'n-grams') return { kind, state: { ...common, readsFeelings } };
  const support = floats('support');
  const width = embeddings.nDimensions;
  const kernel = {
    support: { nRows: support.length / width, width, values: support },
    coefficients: floats('coefficients'),
  };
  return {
    kind,
    state: {
      ...common,
      ...{ embeddings, denseWeight, standardisation: { mean: floats('mean'), factor } },
      ...(support.length > 0 ? { kernel } : {}),
    },
  };
}
