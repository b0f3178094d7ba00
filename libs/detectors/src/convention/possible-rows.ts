import { quantileSorted } from '@convoscope/statistics';
import { rowOf, selectRows, type Matrix } from './matrix.ts';

/** Rows looked at, fewer of wide tables: an even sample of a longer table is as good. */
const [FEWEST_ROWS, MOST_ROWS, MOST_LOOKED_AT] = [100, 1000, 100_000];
/** Rows kept as references, and the most numbers that they may have together. */
const [MOST_KEPT, MOST_VALUES] = [50, 20_000];

const evenSample = ({ nRows, nFeatures }: Matrix): Int32Array => {
  const wanted = Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, MOST_LOOKED_AT / nFeatures));
  const step = Math.max(1, Math.floor(nRows / wanted));
  return Int32Array.from({ length: Math.ceil(nRows / step) }, (_, i) => i * step);
};

/** Columns with two values only: flags, and the features that categories become. */
export function flagColumns({ data, nRows, nFeatures: p }: Matrix): number[] {
  const isFlag = (j: number): boolean => {
    const first = data[j];
    let second = first;
    for (let at = j; at < nRows * p; at += p) {
      if (data[at] === first || data[at] === second) continue;
      if (second !== first) return false;
      second = data[at];
    }
    return second !== first;
  };
  return Array.from({ length: p }, (_, j) => j).filter(isFlag);
}

/**
 * Rows of `table`, in its order, that agree with `row` in as many flags as any does. A mixture of `row` and such a one has no category
 * that neither has: with others it often has two categories at once, or none, which is no possible row.
 */
export function rowsSharingFlags(table: Matrix, row: Float64Array, flags = flagColumns(table)): Int32Array {
  const shared = Int32Array.from({ length: table.nRows }, (_, i) => {
    const own = i * table.nFeatures;
    return flags.reduce((count, j) => count + Number(table.data[own + j] === row[j]), 0);
  });
  const most = shared.reduce((largest, count) => Math.max(largest, count), 0);
  return Int32Array.from(shared.keys()).filter((i) => shared[i] === most);
}

/** Real, ordinary rows that a row can be compared with. */
export interface TypicalRows {
  readonly rows: Matrix;
  readonly flags: number[];
}

/** Distance to the middle of every feature, each in units of its spread. */
function distancesToMiddle({ data, nRows, nFeatures: p }: Matrix): Float64Array {
  const distances = new Float64Array(nRows);
  for (let j = 0; j < p; j++) {
    const middle = quantileSorted(
      Float64Array.from({ length: nRows }, (_, i) => data[i * p + j]).sort(),
      0.5,
    );
    let spread = 0;
    for (let at = j; at < nRows * p; at += p) spread += Math.abs(data[at] - middle) / nRows;
    if (spread > 0)
      for (let i = 0; i < nRows; i++) distances[i] += Math.abs(data[i * p + j] - middle) / spread;
  }
  return distances;
}

/**
 * The training rows nearest to the middle of every feature among the half with the lowest scores, one for each combination of flags.
 * Cost: O(1000 x features) at most, memory 20,000 numbers.
 */
export function pickTypicalRows(table: Matrix, scores: Float64Array): TypicalRows {
  const sampled = evenSample(table);
  const sample = selectRows(table, sampled);
  const own = Float64Array.from(sampled, (i) => scores[i]);
  const limit = quantileSorted(Float64Array.from(own).sort(), 0.5);
  const distances = distancesToMiddle(sample);
  const flags = flagColumns(sample);
  const seen = new Set<string>();
  const kept = Array.from(own.keys())
    .filter((i) => own[i] <= limit)
    .sort((a, b) => distances[a] - distances[b] || a - b)
    .filter((i) => {
      const row = rowOf(sample, i);
      const key = flags.map((j) => row[j]).join();
      return !seen.has(key) && seen.add(key);
    })
    .slice(0, Math.max(1, Math.min(MOST_KEPT, Math.floor(MOST_VALUES / table.nFeatures))));
  return { rows: selectRows(sample, Int32Array.from(kept)), flags };
}

/** The typical row that is most like `row` in its flags. */
export const referenceFor = ({ rows, flags }: TypicalRows, row: Float64Array): Float64Array =>
  Float64Array.from(rowOf(rows, rowsSharingFlags(rows, row, flags)[0]));
