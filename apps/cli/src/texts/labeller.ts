import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { ConfigError } from '@convoscope/contracts';
import type { Embedder } from '@convoscope/embeddings';
import {
  createEmbeddedClassifier,
  createTextClassifier,
  labelTexts,
  selectOptions,
  trainEmbeddedClassifier,
  trainTextClassifier,
  type LabelledText,
  type Prediction,
  type SavedClassifier,
  type Vectors,
} from '@convoscope/text';
import type { CommandHost } from '../command-host.ts';
import { withEmbedder } from './open-models.ts';

/** Tells labels of texts, with embeddings or without. */
export interface Labeller {
  readonly labels: readonly string[];
  tell(texts: readonly string[]): Promise<Prediction[]>;
}

export interface TrainedClassifier {
  readonly saved: SavedClassifier;
  /** What cross-validation or leaving out chose, for the report. */
  readonly chosen: object;
  readonly tried?: readonly object[];
  readonly method: string;
  readonly embeddings?: string;
}

const toVectors = async (embedder: Embedder, texts: readonly string[]): Promise<Vectors> => ({
  nRows: texts.length,
  width: embedder.nDimensions,
  values: await embedder.embed(texts),
});

/** Paths as they are found from every folder. */
const toOrigin = (wanted: string): string =>
  wanted
    .split(',')
    .map((each) => (existsSync(each) ? resolve(each) : each))
    .join(',');

/** Where the model was found when it was learned from; on another machine, where one of its name is installed. */
const fromOrigin = (origin: string, name: string): string =>
  origin.split(',').every((each) => !isAbsolute(each) || existsSync(each))
    ? origin
    : name.replaceAll('+', ',');

/** Learns from labelled texts: on n-grams, and on embeddings where there is an embedder. */
export async function trainClassifier(
  examples: readonly LabelledText[],
  embedder: Embedder | undefined,
  { seed, origin }: { seed: number; origin: string },
): Promise<TrainedClassifier> {
  if (embedder === undefined) {
    const { options: chosen, tried } = selectOptions(examples, seed);
    const { state } = trainTextClassifier(examples, { ...chosen, seed });
    return { saved: { kind: 'n-grams', state }, chosen, tried, method: 'linear SVM' };
  }
  const { name, fingerprint, nDimensions } = embedder;
  const vectors = await toVectors(
    embedder,
    examples.map(({ text }) => text),
  );
  const labelVectors = await toVectors(
    embedder,
    labelTexts(examples).map(({ text }) => text),
  );
  const { state, method, chosen, usesLabelWords } = trainEmbeddedClassifier(
    { examples, vectors, labelVectors },
    { name, fingerprint, nDimensions, origin: toOrigin(origin) },
    seed,
  );
  return {
    saved: { kind: 'embeddings', state },
    chosen: { ...chosen, usesLabelWords },
    method,
    embeddings: name,
  };
}

/** Runs work with what tells the labels of a saved classifier; the embeddings that it needs are found by name, or where the caller says. */
export async function withLabeller<T>(
  saved: SavedClassifier,
  embeddings: string | undefined,
  host: CommandHost,
  work: (labeller: Labeller) => Promise<T>,
): Promise<T> {
  if (saved.kind === 'n-grams') {
    const classifier = createTextClassifier(saved.state);
    return work({
      labels: classifier.labels,
      tell: (texts) => Promise.resolve(texts.map((text) => classifier.predict(text))),
    });
  }
  const { name, fingerprint, nDimensions, origin } = saved.state.embeddings;
  const classifier = createEmbeddedClassifier(saved.state);
  return withEmbedder(embeddings ?? fromOrigin(origin, name), host, (embedder) => {
    if (embedder?.fingerprint !== fingerprint)
      throw new ConfigError([
        `the model was learned from the embeddings of ${name} (${fingerprint}): ${embedder === undefined ? 'none' : `${embedder.name} (${embedder.fingerprint})`} say nothing to it`,
      ]);
    return work({
      labels: classifier.labels,
      async tell(texts) {
        const vectors = await embedder.embed(texts);
        return texts.map((text, at) =>
          classifier.predict(text, vectors.subarray(at * nDimensions, (at + 1) * nDimensions)),
        );
      },
    });
  });
}
