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

/** A vectoriser for a fitted weighting. Memory: 3 MiB for the bucket lookup. */
export function createTfidfVectoriser(weighting: TfidfWeighting): TfidfVectoriser {
  const columnOf = new Int32Array(N_BUCKETS).fill(-1);
  weighting.buckets.forEach((bucket, column) => {
    columnOf[bucket] = column;
  });
  const toVector = (text: HashedText): SparseVector => {
    const columns = new Int32Array(text.buckets.length);
    const values = new Float32Array(text.buckets.length);
    let length = 0;
    let nWords = 0;
    for (let at = 0; at < text.buckets.length; at++) {
      if (at === text.nWords) nWords = length;
      const column = columnOf[text.buckets[at]!]!;
      if (column < 0) continue;
      columns[length] = column;
      values[length++] = (1 + Math.log(text.counts[at]!)) * weighting.idf[column]!;
    }
    if (text.nWords === text.buckets.length) nWords = length;
    scaleToUnit(values, 0, nWords);
    scaleToUnit(values, nWords, length);
    return { length, columns, values };
  };
  return { nColumns: weighting.buckets.length, toVector };
}
