import { createRandom, sampleWithoutReplacement } from '@convoscope/statistics';
import { ForestBuilder, type Forest } from '../batch/iforest/isolation-tree.ts';
import type { Matrix } from '../convention/matrix.ts';

/** Trees that say which rows are alike: rows in the same leaf of many trees share what is learnt about either. */
export const N_TREES = 100;
const SAMPLE_SIZE = 256;
const DEPTH = 8;

/** Grows the trees of an isolation forest. Cost: 100 x 256 x 8, whatever the number of rows. */
export function growLeaves(table: Matrix, seed: number): Forest {
  const random = createRandom(seed);
  const size = Math.min(SAMPLE_SIZE, table.nRows);
  const builder = new ForestBuilder(table, DEPTH, random);
  for (let tree = 0; tree < N_TREES; tree++)
    builder.grow(sampleWithoutReplacement(table.nRows, size, random));
  return builder.finish(size);
}

/** The leaf of each tree that each row falls into: row i, tree t at i x trees + t. Cost: O(rows x trees x depth). */
export function findLeaves(forest: Forest, { data, nRows, nFeatures }: Matrix): Int32Array {
  const { feature, threshold, left, roots } = forest;
  const leaves = new Int32Array(nRows * roots.length);
  for (let i = 0; i < nRows; i++)
    for (let t = 0; t < roots.length; t++) {
      let node = roots[t];
      for (let f = feature[node]; f >= 0; f = feature[node])
        node = left[node] + (data[i * nFeatures + f] > threshold[node] ? 1 : 0);
      leaves[i * roots.length + t] = node;
    }
  return leaves;
}

/** Share of trees that put two rows into the same leaf, in [0, 1]. */
export function likeness(leaves: Int32Array, nTrees: number, a: number, b: number): number {
  let same = 0;
  for (let t = 0; t < nTrees; t++) if (leaves[a * nTrees + t] === leaves[b * nTrees + t]) same++;
  return same / nTrees;
}
