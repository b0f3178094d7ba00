import type { Vectors } from '../embedded/vectors.ts';
import { hashFeatures } from '../features/hash-features.ts';
import { type SparseRows, toSparseRows } from '../features/sparse-rows.ts';
import { createTfidfVectoriser, fitTfidf } from '../features/tfidf.ts';
import { createSeededRandom } from '../learning/seeded-random.ts';
import { isFunctionWord } from '../tokens/function-words.ts';
import { tokeniseBeginning } from '../tokens/tokenise.ts';

const WIDTH = 100;
const POWER_ITERATIONS = 3;
const FEWEST_DOCUMENTS = 2;

/** rows · dense, both row by row. */
function multiply(rows: SparseRows, dense: Float64Array, width: number): Float64Array {
  const result = new Float64Array(rows.nRows * width);
  for (let row = 0; row < rows.nRows; row++)
    for (let at = rows.starts[row]!; at < rows.starts[row + 1]!; at++) {
      const base = rows.columns[at]! * width;
      const value = rows.values[at]!;
      for (let k = 0; k < width; k++) result[row * width + k]! += value * dense[base + k]!;
    }
  return result;
}

/** Transposed rows · dense. */
function multiplyTransposed(rows: SparseRows, dense: Float64Array, width: number): Float64Array {
  const result = new Float64Array(rows.nColumns * width);
  for (let row = 0; row < rows.nRows; row++)
    for (let at = rows.starts[row]!; at < rows.starts[row + 1]!; at++) {
      const base = rows.columns[at]! * width;
      const value = rows.values[at]!;
      for (let k = 0; k < width; k++) result[base + k]! += value * dense[row * width + k]!;
    }
  return result;
}

/** Makes the columns orthogonal and of length 1, in place (modified Gram-Schmidt); what depends on others becomes zero. */
function orthonormalise(dense: Float64Array, width: number): void {
  const n = dense.length / width;
  for (let k = 0; k < width; k++) {
    for (let other = 0; other < k; other++) {
      let product = 0;
      for (let row = 0; row < n; row++) product += dense[row * width + k]! * dense[row * width + other]!;
      for (let row = 0; row < n; row++) dense[row * width + k]! -= product * dense[row * width + other]!;
    }
    let squares = 0;
    for (let row = 0; row < n; row++) squares += dense[row * width + k]! ** 2;
    const factor = squares < 1e-20 ? 0 : 1 / Math.sqrt(squares);
    for (let row = 0; row < n; row++) dense[row * width + k]! *= factor;
  }
}

/**
 * Vectors of texts without a model: TF-IDF of words and letters in their strongest 100 directions (latent semantic analysis, by randomised
 * subspace iteration: Halko, Martinsson & Tropp 2011). Texts that share no words with others are near zero. Deterministic for a seed.
 */
export function latentVectors(texts: readonly string[], seed = 1): Vectors {
  const hashed = texts.map((text) =>
    hashFeatures(
      tokeniseBeginning(text).filter(({ kind, norm }) => kind !== 'punctuation' && !isFunctionWord(norm)),
    ),
  );
  const vectoriser = createTfidfVectoriser(fitTfidf(hashed, FEWEST_DOCUMENTS));
  const rows = toSparseRows(hashed.map(vectoriser.toVector), vectoriser.nColumns);
  const width = Math.max(1, Math.min(WIDTH, texts.length - 1, rows.nColumns));
  const random = createSeededRandom(seed);
  let basis: Float64Array = Float64Array.from({ length: rows.nColumns * width }, () => random() - 0.5);
  for (let round = 0; round < POWER_ITERATIONS; round++) {
    const left = multiply(rows, basis, width);
    orthonormalise(left, width);
    basis = multiplyTransposed(rows, left, width);
    orthonormalise(basis, width);
  }
  return { nRows: rows.nRows, width, values: Float32Array.from(multiply(rows, basis, width)) };
}
