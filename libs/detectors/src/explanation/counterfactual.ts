import { DataError } from '@convoscope/statistics';
import { rowOf, type Matrix } from '../convention/matrix.ts';
import type { ExplainableDetector } from './attribution.ts';
import { nearestNormalSteps } from './nearest-normal.ts';
import { runToEnd } from './steps.ts';

/** The row as it could have been to be called ordinary. */
export interface Counterfactual {
  readonly row: Float64Array;
  /** Features that were changed, the one that lowered the score most first. */
  readonly changed: number[];
  readonly score: number;
}

/** Nearest ordinary rows tried as the source of new values, besides the most ordinary one. */
const N_SOURCES = 3;
/** Halvings of each change while the row stays ordinary: to 2^-8 of the way. */
const N_HALVINGS = 8;
/** Features offered in a round at most, so that a wide row stays affordable: those farthest from the source. */
const MAX_OFFERED = 64;

/** What is asked about, and how much work lies between two yields. */
export interface Search {
  readonly detector: Pick<ExplainableDetector, 'score' | 'threshold'>;
  readonly table: Matrix;
  readonly row: Float64Array;
  /** Rows scored between two yields. */
  readonly rowsPerStep: number;
}

/** Scores in calls of at most `rowsPerStep` rows; yields after each. */
function* scoreInPieces(
  { detector, rowsPerStep }: Search,
  rows: readonly Float64Array[],
): Generator<void, Float64Array, void> {
  const nFeatures = rows[0].length;
  const scores = new Float64Array(rows.length);
  for (let start = 0; start < rows.length; start += rowsPerStep) {
    const own = rows.slice(start, start + rowsPerStep);
    const data = new Float64Array(own.length * nFeatures);
    own.forEach((row, i) => data.set(row, i * nFeatures));
    scores.set(detector.score({ data, nRows: own.length, nFeatures }), start);
    yield;
  }
  return scores;
}

/** Takes over features of `target`, each time the one that lowers the score most, until the row is ordinary. Yields after each round. */
function* approach(search: Search, target: Float64Array): Generator<void, Counterfactual, void> {
  const { detector, row } = search;
  let current = row;
  const changed: number[] = [];
  let [score] = yield* scoreInPieces(search, [row]);
  while (score > detector.threshold) {
    const open = Array.from(row.keys())
      .filter((j) => current[j] !== target[j])
      .sort((a, b) => Math.abs(target[b] - row[b]) - Math.abs(target[a] - row[a]) || a - b)
      .slice(0, MAX_OFFERED);
    if (open.length === 0) break;
    const scores = yield* scoreInPieces(
      search,
      open.map((j) => current.with(j, target[j])),
    );
    const best = scores.indexOf(Math.min(...scores));
    current = current.with(open[best], target[open[best]]);
    changed.push(open[best]);
    score = scores[best];
  }
  return { row: current, changed, score };
}

/** Takes back what is not needed: whole features first, then as much of each change as the row allows. */
function* retreat(search: Search, found: Counterfactual): Generator<void, Counterfactual, void> {
  const { detector, row } = search;
  let { row: current, changed, score } = found;
  const tryRow = function* (candidate: Float64Array): Generator<void, boolean, void> {
    const [own] = yield* scoreInPieces(search, [candidate]);
    if (own > detector.threshold) return false;
    [current, score] = [candidate, own];
    return true;
  };
  for (const feature of [...changed].reverse()) {
    if (changed.length > 1 && (yield* tryRow(current.with(feature, row[feature]))))
      changed = changed.filter((other) => other !== feature);
  }
  for (const feature of [...changed].reverse()) {
    let [from, to] = [row[feature], current[feature]];
    for (let n = 0; n < N_HALVINGS; n++) {
      const middle = from + (to - from) / 2;
      if (yield* tryRow(current.with(feature, middle))) to = middle;
      else from = middle;
    }
  }
  return { row: current, changed, score };
}

const distanceOf = (a: Float64Array, b: Float64Array): number =>
  Math.sqrt(a.reduce((sum, value, j) => sum + (value - b[j]) ** 2, 0));

/** `findCounterfactual` in short pieces: at most `rowsPerStep` scores between two yields. */
export function* counterfactualSteps(search: Search): Generator<void, Counterfactual, void> {
  const { nearest, calmest } = yield* nearestNormalSteps(search, N_SOURCES);
  if (calmest === undefined) throw new DataError('a counterfactual needs a row that is not anomalous');
  let best: Counterfactual | undefined;
  for (const { index } of [...nearest, calmest]) {
    const reached = yield* approach(search, rowOf(search.table, index).slice());
    const found = yield* retreat(search, reached);
    const isBetter =
      best === undefined ||
      found.changed.length < best.changed.length ||
      (found.changed.length === best.changed.length &&
        distanceOf(found.row, search.row) < distanceOf(best.row, search.row));
    if (isBetter) best = found;
    if (found.changed.length === 0) break;
  }
  return best!;
}

/**
 * A small change of `row` that makes the detector call it ordinary: few features, moved as little as is enough. Values are taken over from
 * the three nearest ordinary rows of `table` or the most ordinary one, the feature that lowers the score most first; then what is not needed is taken back and each
 * change is halved while the row stays ordinary. Greedy: not always the smallest change there is. Says nothing about causes.
 * Throws `DataError` when every row of `table` is anomalous. Cost: one scoring of the table, some changed x features scores.
 */
export const findCounterfactual = (
  detector: Search['detector'],
  table: Matrix,
  row: Float64Array,
): Counterfactual => runToEnd(counterfactualSteps({ detector, table, row, rowsPerStep: MAX_OFFERED }));
