import { columnMeans, createSingleRowProducts } from '@convoscope/statistics';
import type { Matrix } from '../convention/matrix.ts';
import type { RowRange } from '../convention/row-work.ts';
import { createNearest, offer, type NearestHeap as Nearest } from './kd-tree.ts';

/** Rows that are compared with as many others at a time. */
const BLOCK_ROWS = 256;
/** Keeps what only rounding in double would rule out. */
const ROUNDED = 1 + 1e-12;
/** Rounding of single precision. */
const HALF_UNIT = 2 ** -24;

/** So that squares neither overflow nor vanish in single precision. */
function largestOffset({ data, nRows, nFeatures: p }: Matrix, centre: Float64Array): number {
  let largest = 0;
  for (let i = 0, at = 0; i < nRows; i++)
    for (let j = 0; j < p; j++, at++) largest = Math.max(largest, Math.abs(data[at] - centre[j]));
  return largest;
}

/** Rows around a common centre, scaled, in single precision, and their squared lengths. */
interface Loaded {
  readonly lengths: Float64Array;
  load(table: Matrix, from: number, to: number, into: Float32Array, stride: number): void;
}

function centred(centre: Float64Array, scale: number, nRows: number): Loaded {
  const lengths = new Float64Array(nRows);
  return {
    lengths,
    load({ data, nFeatures: p }, from, to, into, stride) {
      for (let i = from; i < to; i++) {
        let sum = 0;
        for (let j = 0, at = i * p, target = (i - from) * stride; j < p; j++, at++, target++) {
          const value = (data[at] - centre[j]) * scale;
          into[target] = value;
          sum += value * value;
        }
        lengths[i] = sum;
      }
    },
  };
}

/** A row in search of its neighbours: bounds of the nearest distances, and the rows that may be among them, with their least distances. */
interface Query {
  readonly bounds: Nearest;
  limit: number;
  readonly rows: number[];
  readonly least: number[];
}

/** Takes one row in: `least` and `most` bound its distance. */
function consider(query: Query, row: number, least: number, most: number): void {
  query.rows.push(row);
  query.least.push(least);
  if (most >= query.limit) return;
  offer(query.bounds, most, row);
  const { size, distances } = query.bounds;
  if (size === distances.length) query.limit = distances[size - 1];
}

/** Exact distances of the rows that are still possible. */
function settle(points: Matrix, query: Query, data: Float64Array, offset: number, nearest: Nearest): void {
  const p = points.nFeatures;
  const k = nearest.distances.length;
  nearest.size = 0;
  query.rows.forEach((row, c) => {
    if (query.least[c] > query.limit * ROUNDED) return;
    let sum = 0;
    for (let j = 0, at = row * p, from = offset; j < p; j++, at++, from++) {
      const d = points.data[at] - data[from];
      sum += d * d;
    }
    if (nearest.size < k || sum < nearest.distances[k - 1]) offer(nearest, sum, row);
  });
}

/** Compares a row, `length` long, with the points `start` up to `end`, whose products with it lie in `out` from `at` on. */
function scanBlock(
  query: Query,
  { start, end, skip }: { start: number; end: number; skip: number },
  { out, at, lengths, length, slack }: Approximation,
): void {
  // A squared distance, half of it: (own + other) / 2 - product; its least value has both lengths a little smaller.
  const share = (1 - slack) / 2;
  const halfOf = (limit: number): number => (limit * ROUNDED) / 2 - length * share;
  let most = halfOf(query.limit);
  for (let o = start, from = at; o < end; o++, from++) {
    const least = lengths[o] * share - out[from];
    // Written so that a NaN (lengths beyond single precision) passes.
    if (least > most || o === skip) continue;
    const both = length + lengths[o];
    const near = both - 2 * out[from];
    consider(query, o, near - slack * both, near + slack * both);
    most = halfOf(query.limit);
  }
}

interface Approximation {
  readonly out: Float32Array;
  readonly at: number;
  readonly lengths: Float64Array;
  readonly length: number;
  readonly slack: number;
}

/**
 * Calls `found` with the `k` nearest rows of `points` to each row of a range of `table`: exact, and the same bits for any range. Products of
 * whole blocks in single precision rule nearly all rows out, within a bound of their error; those left are compared in double.
 * For tables with many features, where a tree rules out nothing. Cost: O(rows x points x features), twenty times faster than a loop.
 */
export function searchWide(
  points: Matrix,
  table: Matrix,
  { k, leaveSelfOut, range }: { k: number; leaveSelfOut: boolean; range: RowRange },
  found: (row: number, nearest: Nearest) => void,
): void {
  const { nRows: n, nFeatures: p } = points;
  const nHeld = Math.min(BLOCK_ROWS, range.to - range.from);
  const products = createSingleRowProducts({ nLeft: nHeld, nRight: Math.min(BLOCK_ROWS, n), width: p });
  const centre = columnMeans(points.data, n, p);
  const scale = 1 / (largestOffset(points, centre) || 1);
  const [others, own] = [centred(centre, scale, n), centred(centre, scale, table.nRows)];
  const slack = (p / 4 + 16) * HALF_UNIT;
  const nearest = createNearest(k);
  for (let from = range.from; from < range.to; from += nHeld) {
    const to = Math.min(range.to, from + nHeld);
    own.load(table, from, to, products.left, products.stride);
    const queries = Array.from({ length: to - from }, (): Query => ({
      bounds: createNearest(k),
      limit: Infinity,
      rows: [],
      least: [],
    }));
    for (let start = 0; start < n; start += BLOCK_ROWS) {
      const end = Math.min(n, start + BLOCK_ROWS);
      others.load(points, start, end, products.right, products.stride);
      products.multiply(to - from, end - start);
      const width = end - start + ((end - start) % 2);
      queries.forEach((query, q) =>
        scanBlock(
          query,
          { start, end, skip: leaveSelfOut ? from + q : -1 },
          { out: products.out, at: q * width, lengths: others.lengths, length: own.lengths[from + q], slack },
        ),
      );
    }
    queries.forEach((query, q) => {
      settle(points, query, table.data, (from + q) * p, nearest);
      found(from + q, nearest);
    });
  }
}
