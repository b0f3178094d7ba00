import {
  chiSquaredCdf,
  chiSquaredQuantile,
  nextInteger,
  sampleWithoutReplacement,
  type Random,
} from '@convoscope/statistics';
import { selectRows, type Matrix } from '../../convention/matrix.ts';
import { ellipseDistances, ellipseOf, type Ellipse } from './ellipse.ts';

/** Steps that bring a random start close to its minimum, and the most that one is followed for (section 3.2). */
const [FIRST_STEPS, MOST_STEPS] = [2, 30];
/** Estimates kept at each level; starts in a table that is not divided, and in all parts of one that is (sections 3.2 and 3.3). */
const [N_KEPT, N_STARTS, N_STARTS_IN_PARTS] = [10, 30, 500];
/** Larger tables begin in parts of about so many rows, at most so many of them (section 3.3). */
const [UNDIVIDED_ROWS, PART_ROWS, MOST_PARTS] = [500, 300, 5];
const MERGED_ROWS = PART_ROWS * MOST_PARTS;
/** A start costs features^2 and more: beyond 63 features there are fewer of them, a tenth at least. */
const MOST_START_COST = 2e6;

/** A table, and how many of its rows make a half. */
interface Task {
  readonly table: Matrix;
  readonly h: number;
}

/**
 * Smallest determinant first. In a plane it is 0, and the more zero factors it has, the smaller it is: with ties (counts, categories, a
 * column that hardly changes) half of the rows often lie in one, and halves of as many directions are compared within theirs.
 */
const bySize = (a: Ellipse, b: Ellipse): number => a.rank - b.rank || a.logDeterminant - b.logDeterminant;
const isSettled = (before: Ellipse, now: Ellipse): boolean =>
  now.rank > before.rank || (now.rank === before.rank && before.logDeterminant - now.logDeterminant < 1e-10);

const taskOf = (whole: Task, rows: Int32Array): Task => ({
  table: selectRows(whole.table, rows),
  h: Math.ceil((whole.h / whole.table.nRows) * rows.length),
});

/** The `h` rows with the smallest distances: a selection by sorting. */
function closest(distances: Float64Array, h: number): Int32Array {
  const limit = Float64Array.from(distances).sort()[h - 1];
  const rows = new Int32Array(h);
  let n = 0;
  for (let i = 0; i < distances.length && n < h; i++) if (distances[i] < limit) rows[n++] = i;
  for (let i = 0; i < distances.length && n < h; i++) if (distances[i] === limit) rows[n++] = i;
  return rows;
}

/**
 * Concentration steps: each takes the `h` rows closest to the last ellipse; the determinant never grows. The first is always taken, as
 * the start may come from other rows.
 */
export function concentrate({ table, h }: Task, start: Ellipse, maxSteps: number): Ellipse {
  let ellipse = start;
  for (let step = 0; step < maxSteps; step++) {
    const next = ellipseOf(table, closest(ellipseDistances(ellipse, table), h));
    if (step > 0 && isSettled(ellipse, next)) break;
    ellipse = next;
  }
  return ellipse;
}

/** The `count` smallest of `starts` after `steps`. */
const keepBest = (task: Task, starts: readonly Ellipse[], steps: number, count: number): Ellipse[] =>
  starts
    .map((start) => concentrate(task, start, steps))
    .sort(bySize)
    .slice(0, count);

/** The best of `nStarts` random halves after two steps each. */
function searchStarts(task: Task, nStarts: number, random: Random): Ellipse[] {
  const starts = Array.from({ length: nStarts }, () =>
    ellipseOf(task.table, sampleWithoutReplacement(task.table.nRows, task.h, random)),
  );
  return keepBest(task, starts, FIRST_STEPS, N_KEPT);
}

/** Starts in up to five parts, goes on with the best of each in all of them together, and ends in the whole table. */
function searchInParts(task: Task, random: Random): Ellipse {
  const { nRows, nFeatures: p } = task.table;
  const order = sampleWithoutReplacement(nRows, MERGED_ROWS, random);
  const nParts = Math.floor(order.length / PART_ROWS);
  const share = Math.max(0.1, Math.min(1, MOST_START_COST / (N_STARTS_IN_PARTS * p ** 2)));
  const inParts = Array.from({ length: nParts }, (_, part) => {
    const rows = order.subarray(part * PART_ROWS, (part + 1) * PART_ROWS);
    return searchStarts(taskOf(task, rows), Math.ceil((share * N_STARTS_IN_PARTS) / nParts), random);
  }).flat();
  return finish(task, keepBest(taskOf(task, order), inParts, FIRST_STEPS, N_KEPT));
}

const finish = (task: Task, finalists: readonly Ellipse[]): Ellipse =>
  keepBest(task, finalists, MOST_STEPS, 1)[0];

/** The tightest half that is found. */
export const searchBest = (task: Task, random: Random): Ellipse =>
  task.table.nRows > UNDIVIDED_ROWS
    ? searchInParts(task, random)
    : finish(task, searchStarts(task, N_STARTS, random));

/** What the covariance of the `share` of normally distributed rows closest to the centre is too small by (Croux and Haesbroeck 1999, 4.2). */
const truncationFactor = (share: number, p: number): number =>
  share < 1 ? share / chiSquaredCdf(chiSquaredQuantile(share, p), p + 2) : 1;

const INSIDE = 0.975;

/** The ellipse of all rows that are not far out of the raw one: as robust, and more precise. */
function reweight({ table, h }: Task, raw: Ellipse): Ellipse {
  const p = table.nFeatures;
  const limit = chiSquaredQuantile(INSIDE, p) * truncationFactor(h / table.nRows, p);
  const distances = ellipseDistances(raw, table);
  const inside = Int32Array.from(distances.keys()).filter((i) => distances[i] < limit);
  return inside.length < 2 ? raw : ellipseOf(table, inside, truncationFactor(INSIDE, p));
}

/**
 * The minimum covariance determinant: centre and covariance of the `share` of rows that lie closest together (0: just over half), made
 * consistent at the normal distribution and reweighted (rows beyond the 97.5 % ellipse left out).
 * Source: Rousseeuw and Van Driessen, Technometrics 41 (1999); starts of half the rows and corrections as scikit-learn's MinCovDet.
 */
export function fitMcd(table: Matrix, share: number, random: Random): Ellipse {
  const { nRows, nFeatures: p } = table;
  const smallest = Math.min(nRows, Math.ceil((nRows + p + 1) / 2));
  const h = share > 0 ? Math.min(nRows, Math.max(smallest, Math.ceil(share * nRows))) : smallest;
  if (h < 2) return ellipseOf(table, Int32Array.of(nextInteger(random, nRows)));
  const task = { table, h };
  return reweight(task, searchBest(task, random));
}
