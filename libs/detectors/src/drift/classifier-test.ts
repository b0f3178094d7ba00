import {
  areaUnderRoc,
  createRandom,
  DataError,
  mean,
  median,
  ParameterError,
  sampleWithoutReplacement,
  shuffleInPlace,
  standardDeviation,
  type Random,
} from '@convoscope/statistics';
import { columnOf, selectRows, type Matrix } from '../convention/matrix.ts';
import { classifyByLogistic } from './logistic-classifier.ts';
import { classifyByTrees } from './tree-classifier.ts';

/** Whether a classifier can tell two tables apart. */
export interface ClassifierDrift {
  /** Cross-fitted: the chance that a row of the current table looks more like the current one than a reference row does. 0.5: not at all. */
  readonly auroc: number;
  /** 2 auroc - 1, from 0 (none) to 1 (told apart always); slightly negative by chance. */
  readonly effectSize: number;
  /** By permuting which table a row is of; never below 1 / (permutations + 1). */
  readonly pValue: number;
  /**
   * By how much the area falls when one feature is shuffled among the rows judged: what the classifier goes by. Of more than 200 features
   * only the 200 that moved most are tried; the others have 0.
   */
  readonly importances: Float64Array;
}

export interface ClassifierTestOptions {
  readonly classifier?: 'trees' | 'logistic';
  readonly nFolds?: number;
  readonly nPermutations?: number;
  /** Rows drawn of each table at most. */
  readonly maxRows?: number;
  readonly seed?: number;
}

/** The test stops once so many permutations did as well: the p-value is large then anyway. Source: Besag and Clifford (1991). */
const ENOUGH_EXCEEDING = 10;
const MIN_ROWS = 10;

/** Both tables below one another, gaps filled by the median and marked in a column of their own, columns standardised; `origin[j]`: the feature that column j is of. */
function stack(reference: Matrix, current: Matrix): { table: Matrix; labels: Uint8Array; origin: number[] } {
  const nRows = reference.nRows + current.nRows;
  const columns: Float64Array[] = [];
  const origin: number[] = [];
  const add = (feature: number, column: Float64Array): void => {
    const [centre, spread] = [mean(column), standardDeviation(column)];
    if (!(spread > 0)) return;
    columns.push(column.map((value) => (value - centre) / spread));
    origin.push(feature);
  };
  for (let feature = 0; feature < reference.nFeatures; feature++) {
    const column = new Float64Array(nRows);
    column.set(columnOf(reference, feature));
    column.set(columnOf(current, feature), reference.nRows);
    const isMissing = column.map((value) => (Number.isNaN(value) ? 1 : 0));
    const known = column.filter((value) => !Number.isNaN(value));
    if (!known.every(Number.isFinite)) throw new DataError(`feature ${feature} holds an infinity`);
    add(feature, isMissing);
    if (known.length > 0) {
      const middle = median(known);
      add(
        feature,
        column.map((value) => (Number.isNaN(value) ? middle : value)),
      );
    }
  }
  const data = new Float64Array(nRows * columns.length);
  columns.forEach((column, j) => column.forEach((value, i) => (data[i * columns.length + j] = value)));
  const labels = Uint8Array.from({ length: nRows }, (_, i) => (i < reference.nRows ? 0 : 1));
  return { table: { data, nRows, nFeatures: columns.length }, labels, origin };
}

/** Deals rows into folds, each class evenly. */
function dealFolds(labels: Uint8Array, nFolds: number, random: Random): Int32Array[] {
  const order = Int32Array.from(labels, (_, i) => i);
  shuffleInPlace(order, random);
  const byClass = [...order.filter((row) => labels[row] === 0), ...order.filter((row) => labels[row] === 1)];
  return Array.from({ length: nFolds }, (_, fold) =>
    Int32Array.from(byClass.filter((_, at) => at % nFolds === fold)),
  );
}

interface Problem {
  readonly table: Matrix;
  readonly nFolds: number;
  readonly classify: typeof classifyByTrees;
}

/** Area under the curve within each fold, averaged: folds' scores are not comparable with one another. */
function crossFit({ table, nFolds, classify }: Problem, labels: Uint8Array, random: Random): number {
  const folds = dealFolds(labels, nFolds, random);
  const areas = folds.map((test, own) => {
    const train = Int32Array.from(folds.flatMap((fold, other) => (other === own ? [] : [...fold])));
    const scores = classify(table, labels, train, test, random);
    return areaUnderRoc(
      Uint8Array.from(test, (row) => labels[row]),
      scores,
    );
  });
  return mean(areas);
}

/** `table` with the columns of one feature shuffled among its rows, all by the same order. */
function shuffleColumns(table: Matrix, columns: readonly number[], random: Random): Matrix {
  const order = Int32Array.from({ length: table.nRows }, (_, i) => i);
  shuffleInPlace(order, random);
  const data = table.data.slice();
  for (const j of columns)
    for (let i = 0; i < table.nRows; i++)
      data[i * table.nFeatures + j] = table.data[order[i] * table.nFeatures + j];
  return { ...table, data };
}

/** Each importance costs a copy of the rows judged: of more features only those that moved most are shuffled. */
const MAX_SHUFFLED = 200;

/** The features whose columns differ most in mean or spread between the tables, at most `MAX_SHUFFLED`. Columns are standardised. */
function movedMost(
  { data, nRows, nFeatures }: Matrix,
  labels: Uint8Array,
  columnsOf: ReadonlyMap<number, number[]>,
): number[] {
  if (columnsOf.size <= MAX_SHUFFLED) return [...columnsOf.keys()];
  const [sums, squares] = [new Float64Array(nFeatures), new Float64Array(nFeatures)];
  const nCurrent = labels.reduce((sum, label) => sum + label, 0);
  for (let i = 0, at = 0; i < nRows; i++) {
    const weight = labels[i] === 1 ? 1 / nCurrent : -1 / (nRows - nCurrent);
    for (let j = 0; j < nFeatures; j++, at++) {
      sums[j] += weight * data[at];
      squares[j] += weight * data[at] ** 2;
    }
  }
  const moveOf = (columns: readonly number[]): number =>
    Math.max(...columns.map((j) => Math.max(Math.abs(sums[j]), Math.abs(squares[j]))));
  const moves = [...columnsOf].map(([feature, columns]) => ({ feature, move: moveOf(columns) }));
  return moves
    .sort((a, b) => b.move - a.move)
    .slice(0, MAX_SHUFFLED)
    .map(({ feature }) => feature);
}

/** Numbers of shuffled copies judged by one fit. */
const MAX_VALUES = 4_000_000;

function measureImportances(
  { table, nFolds, classify }: Problem,
  labels: Uint8Array,
  origin: readonly number[],
  nFeatures: number,
  random: Random,
): Float64Array {
  const [test, ...rest] = dealFolds(labels, nFolds, random);
  const train = Int32Array.from(rest.flatMap((fold) => [...fold]));
  const own = Uint8Array.from(test, (row) => labels[row]);
  const judged = selectRows(table, test);
  // One fit judges many copies, each with another feature shuffled, put below the rows it learns from.
  const judge = (copies: readonly Matrix[]): number[] => {
    const data = new Float64Array(table.data.length + copies.length * judged.data.length);
    data.set(table.data);
    copies.forEach((copy, c) => data.set(copy.data, table.data.length + c * judged.data.length));
    const stacked = { ...table, data, nRows: table.nRows + copies.length * judged.nRows };
    const rows = Int32Array.from({ length: copies.length * judged.nRows }, (_, i) => table.nRows + i);
    const scores = classify(stacked, labels, train, rows, createRandom(1));
    return copies.map((_, c) => areaUnderRoc(own, scores.subarray(c * own.length, (c + 1) * own.length)));
  };
  const importances = new Float64Array(nFeatures);
  const columnsOf = Map.groupBy(origin.keys(), (column) => origin[column]);
  const features = movedMost(table, labels, columnsOf);
  const perFit = Math.max(1, Math.floor(MAX_VALUES / judged.data.length));
  for (let start = 0; start < features.length; start += perFit) {
    const some = features.slice(start, start + perFit);
    const copies = some.map((feature) => shuffleColumns(judged, columnsOf.get(feature) ?? [], random));
    const [whole, ...shuffled] = judge([judged, ...copies]);
    some.forEach((feature, n) => (importances[feature] = whole - shuffled[n]));
  }
  return importances;
}

/**
 * Classifier two-sample test over all features together: trains a classifier to tell the tables apart, judges rows it has not learnt from,
 * and asks how often it does as well when the tables are shuffled. Gaps (NaN) are filled and their being gaps is a feature.
 * Fewer than 10 rows of either, or nothing that varies: area 0.5, p-value 1. Rows must be independent: neighbouring records of a stream are not,
 * and make small p-values. Throws `DataError` on different widths or an infinity. Cost: (permutations + 1) x folds fits of at most
 * 2 x `maxRows` rows; under no drift a tenth of them. Source: Lopez-Paz and Oquab, ICLR 2017.
 */
export function detectClassifierDrift(
  reference: Matrix,
  current: Matrix,
  options: ClassifierTestOptions = {},
): ClassifierDrift {
  const { classifier = 'trees', nFolds = 5, nPermutations = 100, maxRows = 500, seed = 0 } = options;
  if (!(nFolds >= 2 && nFolds <= MIN_ROWS)) throw new ParameterError('nFolds', `in [2, ${MIN_ROWS}]`, nFolds);
  if (reference.nFeatures !== current.nFeatures)
    throw new DataError(
      `the reference has ${reference.nFeatures} features, the current table ${current.nFeatures}`,
    );
  const random = createRandom(seed);
  const draw = (table: Matrix): Matrix =>
    selectRows(table, sampleWithoutReplacement(table.nRows, maxRows, random));
  const { table, labels, origin } = stack(draw(reference), draw(current));
  if (Math.min(reference.nRows, current.nRows) < MIN_ROWS || table.nFeatures === 0)
    return { auroc: 0.5, effectSize: 0, pValue: 1, importances: new Float64Array(reference.nFeatures) };
  const problem = { table, nFolds, classify: classifier === 'trees' ? classifyByTrees : classifyByLogistic };
  const auroc = crossFit(problem, labels, random);
  let [exceeding, round] = [0, 0];
  const permuted = Int32Array.from(labels);
  while (round < nPermutations && exceeding < ENOUGH_EXCEEDING) {
    shuffleInPlace(permuted, random);
    if (crossFit(problem, Uint8Array.from(permuted), random) >= auroc) exceeding++;
    round++;
  }
  const pValue = exceeding === ENOUGH_EXCEEDING ? exceeding / round : (exceeding + 1) / (nPermutations + 1);
  return {
    auroc,
    effectSize: 2 * auroc - 1,
    pValue,
    importances: measureImportances(problem, labels, origin, reference.nFeatures, random),
  };
}
