import { selectRows, type SparseRows, type SparseVector } from '../features/sparse-rows.ts';
import { fitSharpness } from './calibration.ts';
import { indexOfLargest, type LinearModel, scoreClasses } from './linear-model.ts';
import { createSeededRandom, shuffle } from './seeded-random.ts';
import { trainLinearSvm } from './train-linear-svm.ts';
import { trainLogisticRegression } from './train-logistic-regression.ts';

/** Rows with their class numbers. */
export interface Problem {
  readonly rows: SparseRows;
  readonly y: readonly number[];
  readonly nClasses: number;
}

export interface TrainingOptions {
  readonly algorithm?: 'linear-svm' | 'logistic-regression';
  /** Penalty of an error. Default 1 for the SVM, 10 for logistic regression. */
  readonly cost?: number;
  readonly maxEpochs?: number;
  /** Folds of the cross-validation that calibrates probabilities; 0 = keep sharpness 1. Default 3. */
  readonly calibrationFolds?: number;
  readonly seed?: number;
}

/** A linear model of all rows. */
export function trainModel({ rows, y, nClasses }: Problem, options: TrainingOptions): LinearModel {
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

export interface HeldOutScores {
  readonly scores: readonly Float64Array[];
  readonly truth: readonly number[];
}

/** Scores of rows by models that were trained without them; `folds` models, of which the first `nRuns` are made. */
export function scoreHeldOut(
  problem: Problem,
  folds: number,
  options: TrainingOptions,
  nRuns = folds,
): HeldOutScores {
  const { rows, y, nClasses } = problem;
  const order = y.map((_, row) => row);
  shuffle(order, createSeededRandom(options.seed ?? 1));
  const scores: Float64Array[] = [];
  const truth: number[] = [];
  for (let fold = 0; fold < nRuns; fold++) {
    const inside = order.filter((_, at) => at % folds !== fold);
    const part = { rows: selectRows(rows, inside), y: inside.map((row) => y[row]!), nClasses };
    const model = trainModel(part, options);
    for (let at = fold; at < order.length; at += folds) {
      const found = new Float64Array(nClasses);
      scoreClasses(model, rowVector(rows, order[at]!), found);
      scores.push(found);
      truth.push(y[order[at]!]!);
    }
  }
  return { scores, truth };
}

/** From so many rows times labels on, one fold tells the sharpness as well as all do, and costs a third. */
const LARGE = 100_000;

/** The factor that turns scores into probabilities, from rows that a model did not see. */
export function calibrate(problem: Problem, options: TrainingOptions): number {
  const folds = options.calibrationFolds ?? 3;
  const { nRows } = problem.rows;
  if (folds < 2 || nRows < folds * 2) return 1;
  const { scores, truth } = scoreHeldOut(
    problem,
    folds,
    options,
    nRows * problem.nClasses > LARGE ? 1 : folds,
  );
  return fitSharpness(scores, truth);
}

/** Share of held-out rows that get their label, and the mean over labels of their F1. */
export function crossValidate(
  problem: Problem,
  folds: number,
  options: TrainingOptions,
): { accuracy: number; macroF1: number } {
  const { scores, truth } = scoreHeldOut(problem, folds, options);
  const hits = new Float64Array(problem.nClasses);
  const both = new Float64Array(problem.nClasses);
  let nRight = 0;
  scores.forEach((found, at) => {
    const best = indexOfLargest(found);
    both[best]! += 1;
    both[truth[at]!]! += 1;
    if (best !== truth[at]) return;
    hits[best]! += 1;
    nRight++;
  });
  const present = [...both.keys()].filter((label) => both[label]! > 0);
  const macroF1 = present.reduce((sum, label) => sum + (2 * hits[label]!) / both[label]!, 0) / present.length;
  return { accuracy: nRight / scores.length, macroF1 };
}
