import { type HashedText, N_BUCKETS } from './hash-features.ts';
import type { SparseVector } from './sparse-rows.ts';

/**
 * A fitted TF-IDF weighting: `idf = ln((1 + n) / (1 + df)) + 1`, values `(1 + ln tf) · idf`, and the word and the
 * character block each scaled to length 1 (scikit-learn's `TfidfVectorizer`, sublinear, one per block).
 */
export interface TfidfWeighting {
  /** Bucket of each column, ascending. */
  readonly buckets: Int32Array;
  readonly idf: Float32Array;
}

/** Turns hashed texts into vectors over the columns of a fitted weighting; unseen features are left out. */
export interface TfidfVectoriser {
  readonly nColumns: number;
  toVector(text: HashedText): SparseVector;
}

/** Learns document frequencies. Features in fewer than `minDocuments` texts (default 1) get no column. */
export function fitTfidf(texts: readonly HashedText[], minDocuments = 1): TfidfWeighting {
  const frequency = new Int32Array(N_BUCKETS);
  for (const text of texts) for (const bucket of text.buckets) frequency[bucket]! += 1;
  const kept: number[] = [];
  for (let bucket = 0; bucket < N_BUCKETS; bucket++)
    if (frequency[bucket]! >= minDocuments) kept.push(bucket);
  const buckets = Int32Array.from(kept);
  const idf = Float32Array.from(
    buckets,
    (bucket) => Math.log((1 + texts.length) / (1 + frequency[bucket]!)) + 1,
  );
  return { buckets, idf };
}

function scaleToUnit(values: Float32Array, from: number, to: number): void {
  let squares = 0;
  for (let at = from; at < to; at++) squares += values[at]! * values[at]!;
  if (squares === 0) return;
  const factor = 1 / Math.sqrt(squares);
  for (let at = from; at < to; at++) values[at]! *= factor;
}

const SPREAD = 0x9e3779b1;

/**
 * From bucket to column, -1 where there is none: open addressing, at most half full, so that it is as small as the
 * vocabulary and stays in the processor's cache (a plain array over all buckets takes 3 MiB and twice the time).
 */
function createColumnLookup(buckets: Int32Array): (bucket: number) => number {
  const bits = Math.max(4, Math.ceil(Math.log2(buckets.length + 1)) + 1);
  const mask = (1 << bits) - 1;
  const shift = 32 - bits;
  const slots = new Int32Array(2 << bits).fill(-1);
  buckets.forEach((bucket, column) => {
    let slot = Math.imul(bucket, SPREAD) >>> shift;
    while (slots[2 * slot] !== -1) slot = (slot + 1) & mask;
    slots[2 * slot] = bucket;
    slots[2 * slot + 1] = column;
  });
  return (bucket) => {
    let slot = Math.imul(bucket, SPREAD) >>> shift;
    for (let key = slots[2 * slot]!; key !== -1; key = slots[2 * slot]!) {
      if (key === bucket) return slots[2 * slot + 1]!;
      slot = (slot + 1) & mask;
    }
    return -1;
  };
}

/** A vectoriser for a fitted weighting. */
export function createTfidfVectoriser(weighting: TfidfWeighting): TfidfVectoriser {
  const columnOf = createColumnLookup(weighting.buckets);
  const toVector = (text: HashedText): SparseVector => {
    const columns = new Int32Array(text.buckets.length);
    const values = new Float32Array(text.buckets.length);
    let length = 0;
    let nWords = 0;
    for (let at = 0; at < text.buckets.length; at++) {
      if (at === text.nWords) nWords = length;
      const column = columnOf(text.buckets[at]!);
      if (column < 0) continue;
      columns[length] = column;
      const count = text.counts[at]!;
      values[length++] = (count === 1 ? 1 : 1 + Math.log(count)) * weighting.idf[column]!;
    }
    if (text.nWords === text.buckets.length) nWords = length;
    scaleToUnit(values, 0, nWords);
    scaleToUnit(values, nWords, length);
    return { length, columns, values };
  };
  return { nColumns: weighting.buckets.length, toVector };
}
