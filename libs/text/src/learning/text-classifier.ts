import { type HashedText, hashFeatures } from '../features/hash-features.ts';
import { createTfidfVectoriser, fitTfidf, type TfidfWeighting } from '../features/tfidf.ts';
import { selectRows, type SparseRows, type SparseVector, toSparseRows } from '../features/sparse-rows.ts';
import type { Token } from '../tokens/token.ts';
import { tokenise } from '../tokens/tokenise.ts';
import { fitSharpness, softmaxInto } from './calibration.ts';
import { indexOfLargest, type LinearModel, scoreClasses } from './linear-model.ts';
import { createSeededRandom, shuffle } from './seeded-random.ts';
import { trainLinearSvm } from './train-linear-svm.ts';
import { trainLogisticRegression } from './train-logistic-regression.ts';

export interface LabelledText {
  readonly text: string;
  readonly label: string;
  /** Signals found elsewhere, added as words. */
  readonly markers?: readonly string[];
}

export interface TextClassifierOptions {
  readonly algorithm?: 'linear-svm' | 'logistic-regression';
  /** Penalty of an error. Default 1 for the SVM, 10 for logistic regression. */
  readonly cost?: number;
  readonly maxEpochs?: number;
  /** Features in fewer texts are left out. Default 1. */
  readonly minDocuments?: number;
  /** Folds of the cross-validation that calibrates probabilities; 0 = keep sharpness 1. Default 3. */
  readonly calibrationFolds?: number;
  /** Tokens that the classifier shall not see, in learning as later; callers that hash themselves must leave them out too. */
  readonly ignores?: (token: Token) => boolean;
  readonly seed?: number;
}

/** Everything a trained classifier consists of. */
export interface TextClassifierState {
  readonly labels: readonly string[];
  readonly weighting: TfidfWeighting;
  readonly model: LinearModel;
  /** Factor that turns scores into calibrated probabilities (see `fitSharpness`). */
  readonly sharpness: number;
}

export interface Prediction {
  readonly label: string;
  /** Calibrated, in [0, 1]. */
  readonly probability: number;
}

export interface TextClassifier {
  readonly labels: readonly string[];
  readonly state: TextClassifierState;
  /** One probability a label, in the order of `labels`. The array is overwritten by the next call. */
  probabilities(text: HashedText): Float64Array;
  predict(text: string, markers?: readonly string[]): Prediction;
  /** Contribution of a feature bucket's weight to a label; 0 where unseen. */
  weightOf(bucket: number, labelIndex: number): number;
}

function train(
  rows: SparseRows,
  y: readonly number[],
  nClasses: number,
  options: TextClassifierOptions,
): LinearModel {
  const seed = options.seed ?? 1;
  if (options.algorithm === 'logistic-regression') {
    return trainLogisticRegression(rows, y, nClasses, {
      cost: options.cost ?? 10,
      epochs: options.maxEpochs ?? 20,
      seed,
    });
  }
  return trainLinearSvm(rows, y, nClasses, {
    cost: options.cost ?? 1,
    maxEpochs: options.maxEpochs ?? 30,
    seed,
  });
}

function rowVector(rows: SparseRows, row: number): SparseVector {
  const from = rows.starts[row]!;
  const to = rows.starts[row + 1]!;
  return {
    length: to - from,
    columns: rows.columns.subarray(from, to),
    values: rows.values.subarray(from, to),
  };
}

/** Scores of every row by a model that was trained without it. */
function calibrate(
  rows: SparseRows,
  y: readonly number[],
  nClasses: number,
  options: TextClassifierOptions,
): number {
  const folds = options.calibrationFolds ?? 3;
  if (folds < 2 || rows.nRows < folds * 2) return 1;
  const order = y.map((_, row) => row);
  shuffle(order, createSeededRandom(options.seed ?? 1));
  const scores: Float64Array[] = [];
  const truth: number[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const inside = order.filter((_, at) => at % folds !== fold);
    const model = train(
      selectRows(rows, inside),
      inside.map((row) => y[row]!),
      nClasses,
      options,
    );
    for (let at = fold; at < order.length; at += folds) {
      const found = new Float64Array(nClasses);
      scoreClasses(model, rowVector(rows, order[at]!), found);
      scores.push(found);
      truth.push(y[order[at]!]!);
    }
  }
  return fitSharpness(scores, truth);
}

/**
 * Learns a classifier from labelled texts: hashed word and character n-grams, TF-IDF, a linear model, and probabilities
 * calibrated by cross-validation. Deterministic for a seed. Cost: 2,000 short texts of 16 labels in under a second.
 * Throws RangeError when there is no text or only one label.
 */
export function trainTextClassifier(
  examples: readonly LabelledText[],
  options: TextClassifierOptions = {},
): TextClassifier {
  const labels = [...new Set(examples.map((example) => example.label))].sort();
  if (labels.length < 2) throw new RangeError('trainTextClassifier needs texts of at least two labels');
  const { ignores } = options;
  const read = (text: string): Token[] => {
    const tokens = tokenise(text);
    return ignores === undefined ? tokens : tokens.filter((token) => !ignores(token));
  };
  const texts = examples.map((example) => hashFeatures(read(example.text), example.markers));
  const weighting = fitTfidf(texts, options.minDocuments);
  const vectoriser = createTfidfVectoriser(weighting);
  const rows = toSparseRows(texts.map(vectoriser.toVector), vectoriser.nColumns);
  const indexOf = new Map(labels.map((label, index) => [label, index]));
  const y = examples.map((example) => indexOf.get(example.label)!);
  const model = train(rows, y, labels.length, options);
  return createTextClassifier({
    labels,
    weighting,
    model,
    sharpness: calibrate(rows, y, labels.length, options),
  });
}

/** A classifier from the state of a trained one. */
export function createTextClassifier(state: TextClassifierState): TextClassifier {
  const vectoriser = createTfidfVectoriser(state.weighting);
  const scores = new Float64Array(state.labels.length);
  const columnOf = new Map<number, number>();
  state.weighting.buckets.forEach((bucket, column) => columnOf.set(bucket, column));
  const probabilities = (text: HashedText): Float64Array => {
    scoreClasses(state.model, vectoriser.toVector(text), scores);
    softmaxInto(scores, state.sharpness);
    return scores;
  };
  return {
    labels: state.labels,
    state,
    probabilities,
    predict: (text, markers) => {
      const found = probabilities(hashFeatures(tokenise(text), markers));
      const best = indexOfLargest(found);
      return { label: state.labels[best]!, probability: found[best]! };
    },
    weightOf: (bucket, labelIndex) => {
      const column = columnOf.get(bucket);
      if (column === undefined) return 0;
      return state.model.weights[column * state.model.nClasses + labelIndex]! * state.weighting.idf[column]!;
    },
  };
}
