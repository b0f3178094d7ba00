import { createRandom, sampleWithoutReplacement } from '@convoscope/statistics';
import { defineBatchDetector } from '../../convention/batch-detector.ts';
import type { Matrix } from '../../convention/matrix.ts';
import { integer } from '../../convention/params.ts';
import { fitByRows, learnThenScore } from '../../convention/row-work.ts';
import { averagePathLength, ForestBuilder, meanPathLength, type Forest } from './isolation-tree.ts';
import { explainPathLength } from './tree-shap.ts';

const params = {
  nTrees: integer(100, 1, 10_000, 'Number of trees; more make scores steadier, cost grows in proportion.'),
  sampleSize: integer(
    256,
    2,
    1_000_000,
    'Rows each tree is grown from; small samples keep clusters of anomalies apart.',
  ),
} as const;

function scoreRows(forest: Forest, table: Matrix): Float64Array {
  const norm = averagePathLength(forest.sampleSize) || 1;
  const scores = new Float64Array(table.nRows);
  for (let i = 0; i < table.nRows; i++)
    scores[i] = 2 ** (-meanPathLength(forest, table.data, i * table.nFeatures) / norm);
  return scores;
}

/**
 * Contributions to the score out of contributions to the path length: each is multiplied by the mean slope of
 * 2^(-h / c) between the expected and the actual path length, so that they sum to score - baseline.
 */
function explainScore(forest: Forest, row: Float64Array) {
  const norm = averagePathLength(forest.sampleSize) || 1;
  const { expected, values } = explainPathLength(forest, row);
  const difference = values.reduce((sum, value) => sum + value, 0);
  const baseline = 2 ** (-expected / norm);
  const reached = 2 ** (-(expected + difference) / norm);
  const slope =
    Math.abs(difference) > 1e-9 ? (reached - baseline) / difference : (-Math.LN2 / norm) * baseline;
  return { baseline, contributions: values.map((value) => value * slope), method: 'tree-shap' as const };
}

function growForest(
  table: Matrix,
  { nTrees, sampleSize, seed }: { nTrees: number; sampleSize: number; seed: number },
): Forest {
  const random = createRandom(seed);
  const size = Math.min(sampleSize, table.nRows);
  const builder = new ForestBuilder(table, Math.ceil(Math.log2(Math.max(size, 2))), random);
  for (let t = 0; t < nTrees; t++) builder.grow(sampleWithoutReplacement(table.nRows, size, random));
  return builder.finish(size);
}

const rowWork = learnThenScore(growForest, scoreRows);

/**
 * Isolation Forest: few random cuts isolate an anomaly. Scores in (0, 1); about 0.5 is ordinary.
 * Blind to anomalies inside the range of every feature (a hole in a ring). Invariant to shift and scale of features.
 * Cost: fit O(trees x sample log sample), score O(rows x trees x log sample); memory independent of the rows.
 * Source: Liu, Ting and Zhou, ICDM 2008.
 */
export const iforest = defineBatchDetector({
  name: 'iforest',
  summary: 'rows that few random cuts separate from the rest',
  params,
  rowWork,
  fit: fitByRows(rowWork),
  score: scoreRows,
  explain: explainScore,
});
