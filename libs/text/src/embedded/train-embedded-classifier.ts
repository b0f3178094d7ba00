import { hashFeatures } from '../features/hash-features.ts';
import { type SparseRows, selectRows, toSparseRows } from '../features/sparse-rows.ts';
import { createTfidfVectoriser, fitTfidf, type TfidfWeighting } from '../features/tfidf.ts';
import { calibrate, crossValidate, type Problem, trainModel } from '../learning/cross-validate.ts';
import { createSeededRandom, shuffle } from '../learning/seeded-random.ts';
import type { LabelledText } from '../learning/text-classifier.ts';
import { tokeniseBeginning } from '../tokens/tokenise.ts';
import type { EmbeddedState, EmbeddingIdentity } from './embedded-state.ts';
import { labelWords } from './label-words.ts';
import { type KernelChoice, type MixedProblem, trainKernel } from './train-kernel.ts';
import { fitStandardisation, standardise, type Standardisation, type Vectors } from './vectors.ts';

export interface EmbeddedExamples {
  readonly examples: readonly LabelledText[];
  /** One row an example, in the same order. */
  readonly vectors: Vectors;
  /** Vectors of what the labels say (`labelTexts`), in that order; they are further examples where they help. */
  readonly labelVectors: Vectors;
}

export interface EmbeddedTraining {
  readonly state: EmbeddedState;
  readonly method: 'kernel ridge' | 'linear SVM';
  readonly usesLabelWords: boolean;
  readonly chosen: KernelChoice | LinearChoice;
}

interface LinearChoice {
  readonly denseWeight: number;
  readonly cost: number;
}

/** Up to so many rows the kernel is the better one and takes seconds; its cost grows by the cube. */
const MOST_KERNEL_ROWS = 2500;
/** Labels with more rows of their own gain nothing from their name. */
const MOST_ROWS_FOR_LABEL_WORDS = 20;
const DEFAULT_LINEAR: LinearChoice = { denseWeight: 2, cost: 0.3 };
const LINEAR_CHOICES: readonly LinearChoice[] = [1, 2].flatMap((denseWeight) =>
  [0.03, 0.1, 0.3].map((cost) => ({ denseWeight, cost })),
);
/** With more labels the default is near the best, and trying is dear. */
const MOST_LABELS_TO_CHOOSE = 20;
const MOST_ROWS_TO_CHOOSE = 3000;
const FOLDS = 3;

/** The labels of examples that say something in words, ascending, with these words. */
export function labelTexts(examples: readonly LabelledText[]): LabelledText[] {
  const labels = [...new Set(examples.map(({ label }) => label))].sort();
  return labels.flatMap((label) => {
    const text = labelWords(label);
    return text === undefined ? [] : [{ text, label }];
  });
}

/** The columns of n-grams, then those of the vectors, as one set of rows. */
export function joinColumns(rows: SparseRows, { width, values }: Vectors, weight: number): SparseRows {
  const columns = Int32Array.from({ length: width }, (_, k) => rows.nColumns + k);
  const vectors = Array.from({ length: rows.nRows }, (_, row) => {
    const [from, to] = [rows.starts[row]!, rows.starts[row + 1]!];
    const all = { columns: new Int32Array(to - from + width), values: new Float32Array(to - from + width) };
    all.columns.set(rows.columns.subarray(from, to));
    all.columns.set(columns, to - from);
    all.values.set(rows.values.subarray(from, to));
    for (let k = 0; k < width; k++) all.values[to - from + k] = weight * values[row * width + k]!;
    return { length: to - from + width, ...all };
  });
  return toSparseRows(vectors, rows.nColumns + width);
}

interface Prepared extends MixedProblem {
  readonly labels: readonly string[];
  readonly weighting: TfidfWeighting;
  readonly standardisation: Standardisation;
}

function prepare(examples: readonly LabelledText[], vectors: Vectors): Prepared {
  const labels = [...new Set(examples.map(({ label }) => label))].sort();
  if (labels.length < 2) throw new RangeError('texts of at least two labels are needed');
  const texts = examples.map(({ text, markers }) => hashFeatures(tokeniseBeginning(text), markers));
  const weighting = fitTfidf(texts);
  const vectoriser = createTfidfVectoriser(weighting);
  const indexOf = new Map(labels.map((label, index) => [label, index]));
  const standardisation = fitStandardisation(vectors);
  return {
    ...{ labels, weighting, standardisation, nClasses: labels.length },
    rows: toSparseRows(texts.map(vectoriser.toVector), vectoriser.nColumns),
    vectors: standardise(vectors, standardisation),
    y: examples.map(({ label }) => indexOf.get(label)!),
  };
}

function chooseLinear(problem: Prepared, seed: number): LinearChoice {
  if (problem.nClasses > MOST_LABELS_TO_CHOOSE) return DEFAULT_LINEAR;
  const order = problem.y.map((_, row) => row);
  shuffle(order, createSeededRandom(seed));
  const some = order.slice(0, MOST_ROWS_TO_CHOOSE);
  const y = some.map((row) => problem.y[row]!);
  const tried = LINEAR_CHOICES.map((choice) => {
    const rows = selectRows(joinColumns(problem.rows, problem.vectors, choice.denseWeight), some);
    const { accuracy, macroF1 } = crossValidate({ rows, y, nClasses: problem.nClasses }, FOLDS, {
      cost: choice.cost,
      seed,
    });
    return { choice, score: accuracy + macroF1 };
  });
  return tried.reduce((best, each) => (each.score > best.score ? each : best)).choice;
}

function trainLinear(problem: Prepared, embeddings: EmbeddingIdentity, seed: number): EmbeddedTraining {
  const chosen = chooseLinear(problem, seed);
  const { labels, weighting, standardisation, y, nClasses } = problem;
  const joined: Problem = {
    rows: joinColumns(problem.rows, problem.vectors, chosen.denseWeight),
    y,
    nClasses,
  };
  const options = { cost: chosen.cost, seed };
  return {
    ...{ method: 'linear SVM', usesLabelWords: false, chosen },
    state: {
      ...{ labels, embeddings, weighting, standardisation, denseWeight: chosen.denseWeight },
      model: trainModel(joined, options),
      sharpness: calibrate(joined, options),
    },
  };
}

function trainNear(
  given: EmbeddedExamples,
  embeddings: EmbeddingIdentity,
  seed: number,
  usesLabelWords: boolean,
): EmbeddedTraining & { leftOutAccuracy: number } {
  const { examples, vectors, labelVectors } = given;
  const more = usesLabelWords ? labelTexts(examples) : [];
  const values = new Float32Array((examples.length + more.length) * vectors.width);
  values.set(vectors.values);
  if (usesLabelWords) values.set(labelVectors.values, vectors.values.length);
  const nRows = examples.length + more.length;
  const { labels, weighting, standardisation, ...problem } = prepare([...examples, ...more], {
    ...vectors,
    nRows,
    values,
  });
  const { model, kernel, sharpness, choice, leftOutAccuracy } = trainKernel(problem, examples.length, seed);
  return {
    ...{ method: 'kernel ridge', usesLabelWords, chosen: choice, leftOutAccuracy },
    state: {
      ...{ labels, embeddings, weighting, standardisation, denseWeight: 0 },
      model,
      kernel,
      sharpness,
    },
  };
}

/** What names of labels may cost on rows that are left out, and still be kept: they speak for rows unlike those that were seen. */
const LABEL_WORDS_MAY_COST = 0.01;

/**
 * Learns a classifier from labelled texts and their vectors: kernel ridge over both where rows are few, a linear SVM over both where they
 * are many; options chosen by rows that are left out. Deterministic for a seed. Throws RangeError where vectors do not go with the texts.
 */
export function trainEmbeddedClassifier(
  given: EmbeddedExamples,
  embeddings: EmbeddingIdentity,
  seed = 1,
): EmbeddedTraining {
  const { examples, vectors } = given;
  if (vectors.nRows !== examples.length)
    throw new RangeError(`${vectors.nRows} vectors for ${examples.length} texts`);
  if (examples.length > MOST_KERNEL_ROWS) return trainLinear(prepare(examples, vectors), embeddings, seed);
  const plain = trainNear(given, embeddings, seed, false);
  const nLabels = plain.state.labels.length;
  const named = labelTexts(examples).length;
  if (named < nLabels || examples.length > nLabels * MOST_ROWS_FOR_LABEL_WORDS) return plain;
  const withNames = trainNear(given, embeddings, seed, true);
  return withNames.leftOutAccuracy >= plain.leftOutAccuracy - LABEL_WORDS_MAY_COST ? withNames : plain;
}
