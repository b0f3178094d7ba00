import {
  createRandom,
  nextNormal,
  nextUniform,
  sampleWithoutReplacement,
  type Random,
} from '@convoscope/statistics';
import { defineBatchDetector } from '../../convention/batch-detector.ts';
import type { Matrix } from '../../convention/matrix.ts';
import { integer, type Params } from '../../convention/params.ts';
import { fitByRows, learnThenScore } from '../../convention/row-work.ts';
import { averagePathLength } from '../iforest/isolation-tree.ts';

const params = {
  nTrees: integer(100, 1, 10_000, 'Number of trees.'),
  sampleSize: integer(256, 2, 1_000_000, 'Rows each tree is grown from.'),
  extension: integer(
    0,
    0,
    100_000,
    'Features a cut combines beyond the first; 0: the full extension, all of them, or 256 at random where there are more.',
  ),
} as const;

/** Each cut keeps a number a feature: of ten thousand features a forest would take gigabytes, and a plane through 256 of them is as slanted. */
const MAX_COMBINED = 256;

/** A cut by a hyperplane (rows with normal . x <= offset go left), or a leaf with its path length. */
type Node =
  | { readonly pathLength: number }
  | {
      readonly features: Int32Array;
      readonly normal: Float64Array;
      readonly offset: number;
      readonly left: Node;
      readonly right: Node;
    };

interface Model {
  readonly trees: Node[];
  readonly sampleSize: number;
}

interface Growing {
  readonly table: Matrix;
  readonly random: Random;
  readonly nCombined: number;
  readonly allFeatures: Int32Array;
  readonly maxDepth: number;
}

function grow(context: Growing, rows: Int32Array, depth: number): Node {
  const leaf = { pathLength: depth + averagePathLength(rows.length) };
  if (depth >= context.maxDepth || rows.length <= 1) return leaf;
  const { table, random } = context;
  const isFull = context.nCombined === table.nFeatures;
  const features = isFull
    ? context.allFeatures
    : sampleWithoutReplacement(table.nFeatures, context.nCombined, random).sort();
  const normal = Float64Array.from(features, () => nextNormal(random));
  const { low, high } = boxOf(table, rows, features);
  // The point the plane goes through is uniform in the box of the rows here.
  let offset = 0;
  let isVarying = false;
  for (let u = 0; u < features.length; u++) {
    isVarying ||= high[u] > low[u];
    offset += normal[u] * (low[u] + nextUniform(random) * (high[u] - low[u]));
  }
  if (!isVarying) return leaf;
  const isLeft = (row: number): boolean =>
    projection(features, normal, table.data, row * table.nFeatures) <= offset;
  return {
    features,
    normal,
    offset,
    left: grow(context, rows.filter(isLeft), depth + 1),
    right: grow(
      context,
      rows.filter((row) => !isLeft(row)),
      depth + 1,
    ),
  };
}

/** The range of each feature over the rows; row by row, as the table lies in memory. */
function boxOf({ data, nFeatures }: Matrix, rows: Int32Array, features: Int32Array) {
  const low = new Float64Array(features.length).fill(Infinity);
  const high = new Float64Array(features.length).fill(-Infinity);
  for (const row of rows)
    for (let u = 0, at = row * nFeatures; u < features.length; u++) {
      const value = data[at + features[u]];
      if (value < low[u]) low[u] = value;
      if (value > high[u]) high[u] = value;
    }
  return { low, high };
}

function projection(features: Int32Array, normal: Float64Array, data: Float64Array, at: number): number {
  let sum = 0;
  for (let u = 0; u < features.length; u++) sum += normal[u] * data[at + features[u]];
  return sum;
}

function pathLength(tree: Node, data: Float64Array, at: number): number {
  let node = tree;
  while (!('pathLength' in node))
    node = projection(node.features, node.normal, data, at) <= node.offset ? node.left : node.right;
  return node.pathLength;
}

function scoreRows({ trees, sampleSize }: Model, table: Matrix): Float64Array {
  const norm = (averagePathLength(sampleSize) || 1) * trees.length;
  return Float64Array.from({ length: table.nRows }, (_, i) => {
    let sum = 0;
    for (const tree of trees) sum += pathLength(tree, table.data, i * table.nFeatures);
    return 2 ** (-sum / norm);
  });
}

function growTrees(
  table: Matrix,
  { nTrees, sampleSize, extension, seed }: Params<typeof params> & { seed: number },
): Model {
  const random = createRandom(seed);
  const size = Math.min(sampleSize, table.nRows);
  const nCombined = Math.min(table.nFeatures, extension === 0 ? MAX_COMBINED : extension + 1);
  const allFeatures = Int32Array.from({ length: table.nFeatures }, (_, j) => j);
  const maxDepth = Math.ceil(Math.log2(Math.max(size, 2)));
  const context = { table, random, nCombined, allFeatures, maxDepth };
  const trees = Array.from({ length: nTrees }, () =>
    grow(context, sampleWithoutReplacement(table.nRows, size, random), 0),
  );
  return { trees, sampleSize: size };
}

const rowWork = learnThenScore(growTrees, scoreRows);

/**
 * Extended Isolation Forest: cuts by slanted planes, so scores have no bands along the axes. Scores in (0, 1).
 * Unlike `iforest` it wants scaled features, and each cut costs as many operations as it combines features.
 * Source: Hariri, Carrasco Kind and Brunner, IEEE TKDE 33 (2021).
 */
export const extendedIforest = defineBatchDetector<typeof params, Model>({
  name: 'extended-iforest',
  summary: 'rows that few random slanted cuts separate from the rest',
  params,
  rowWork,
  fit: fitByRows(rowWork),
  score: scoreRows,
});
