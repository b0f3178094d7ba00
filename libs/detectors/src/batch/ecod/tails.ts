import { countAtMost, countBelow, skewness } from '@convoscope/statistics';
import type { Matrix } from '../../convention/matrix.ts';
import { addToRows, createRadixWorkspace, sortWithRows, type RadixWorkspace } from './radix-sort.ts';

/** Empirical distribution of each feature: sorted columns after one another, and the sign of each skewness. */
export interface Tails {
  readonly sorted: Float64Array;
  readonly skewSigns: Float64Array;
  readonly nRows: number;
}

/** What the two tails of a value add to its score; `skewSign` is the side its feature leans to. */
export type TailRule = (left: number, right: number, skewSign: number) => number;

/** The surprise of every number of rows up to all: -log(count / nRows); none counts as half a row. */
function surpriseTable(nRows: number): Float64Array {
  const table = new Float64Array(nRows + 1);
  table[0] = -Math.log(0.5 / nRows);
  for (let count = 1; count <= nRows; count++) table[count] = -Math.log(count / nRows);
  return table;
}

function loadColumn({ data, nFeatures }: Matrix, j: number, column: Float64Array): void {
  for (let i = 0, at = j; i < column.length; i++, at += nFeatures) column[i] = data[at];
}

/** Whole columns against learnt ones: both in ascending order, so one walk along both replaces a search for each value. */
class ColumnWalk {
  readonly #tails: Tails;
  readonly #surprise: Float64Array;
  readonly #rule: TailRule;
  readonly scores: Float64Array;

  constructor(tails: Tails, nRows: number, rule: TailRule) {
    this.#tails = tails;
    this.#surprise = surpriseTable(tails.nRows);
    this.#rule = rule;
    this.scores = new Float64Array(nRows);
  }

  /** Adds the parts of feature `j` to the scores of the rows whose values lie in ascending order in the workspace, and replaces the values by the parts. */
  add(j: number, workspace: RadixWorkspace): void {
    const { sorted, nRows, skewSigns } = this.#tails;
    const surprise = this.#surprise;
    const { values } = workspace.front;
    const from = j * nRows;
    const to = from + nRows;
    let below = from;
    let above = from;
    let last = Number.NaN;
    let part = 0;
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (value !== last) {
        last = value;
        while (below < to && sorted[below] < value) below++;
        if (above < below) above = below;
        while (above < to && sorted[above] <= value) above++;
        part = this.#rule(surprise[above - from], surprise[to - below], skewSigns[j]);
      }
      values[i] = part;
    }
    addToRows(workspace, this.scores);
  }
}

/** Learns the tails and scores the learnt rows in one go. Cost: O(rows x features). */
export function fitTails(table: Matrix, rule: TailRule): { model: Tails; scores: Float64Array } {
  const { nRows, nFeatures } = table;
  const sorted = new Float64Array(nRows * nFeatures);
  const model: Tails = { sorted, skewSigns: new Float64Array(nFeatures), nRows };
  const column = new Float64Array(nRows);
  const workspace = createRadixWorkspace(nRows);
  const walk = new ColumnWalk(model, nRows, rule);
  for (let j = 0; j < nFeatures; j++) {
    loadColumn(table, j, column);
    model.skewSigns[j] = Math.sign(skewness(column));
    sorted.set(sortWithRows(column, workspace).values, j * nRows);
    walk.add(j, workspace);
  }
  return { model, scores: walk.scores };
}

/**
 * What feature `j` adds to the score of `value`, from the left tail share P(X <= x) and the right one P(X >= x), each as its -log.
 * A value beyond all learnt ones counts as half a row, so that it outranks them and stays finite. Cost: O(log rows).
 */
export function tailPart(
  { sorted, nRows, skewSigns }: Tails,
  j: number,
  value: number,
  rule: TailRule,
): number {
  const column = sorted.subarray(j * nRows, (j + 1) * nRows);
  const left = -Math.log((countAtMost(column, value) || 0.5) / nRows);
  const right = -Math.log((nRows - countBelow(column, value) || 0.5) / nRows);
  return rule(left, right, skewSigns[j]);
}

/** Rows from which sorting them and walking along is cheaper than a search for each. */
const WALK_ROWS = 512;

/** Sum over features of each row's parts. Cost: O(features x (rows + learnt rows)), for few rows O(features x rows x log learnt rows). */
export function sumTails(tails: Tails, table: Matrix, rule: TailRule): Float64Array {
  const { nRows, nFeatures } = table;
  if (nRows < Math.max(WALK_ROWS, tails.nRows / 16)) return searchTails(tails, table, rule);
  const column = new Float64Array(nRows);
  const workspace = createRadixWorkspace(nRows);
  const walk = new ColumnWalk(tails, nRows, rule);
  for (let j = 0; j < nFeatures; j++) {
    loadColumn(table, j, column);
    sortWithRows(column, workspace);
    walk.add(j, workspace);
  }
  return walk.scores;
}

function searchTails(tails: Tails, { data, nRows, nFeatures }: Matrix, rule: TailRule): Float64Array {
  const scores = new Float64Array(nRows);
  for (let j = 0; j < nFeatures; j++)
    for (let i = 0, at = j; i < nRows; i++, at += nFeatures) scores[i] += tailPart(tails, j, data[at], rule);
  return scores;
}

/** Surprise on the side the distribution leans away from: left for a left tail, right for a right one, both when even. */
export function skewedSurprise(skewSign: number, left: number, right: number): number {
  if (skewSign < 0) return left;
  return skewSign > 0 ? right : left + right;
}
