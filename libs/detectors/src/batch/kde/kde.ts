import { defineBatchDetector } from '../../convention/batch-detector.ts';
import type { Matrix } from '../../convention/matrix.ts';
import { number } from '../../convention/params.ts';
import { fitByRows, learnThenScore } from '../../convention/row-work.ts';

const params = {
  bandwidth: number(
    1,
    1e-6,
    1e6,
    'Standard deviation of the Gaussian around each training row, in units of the features.',
  ),
} as const;

/** -log mean kernel, by log-sum-exp, so that far rows keep their order. */
function surprise(learnt: Matrix, data: Float64Array, at: number, bandwidth: number): number {
  const p = learnt.nFeatures;
  const scale = -0.5 / (bandwidth * bandwidth);
  let most = -Infinity;
  let sum = 0;
  for (let i = 0; i < learnt.nRows; i++) {
    let square = 0;
    for (let j = 0, from = i * p; j < p; j++) {
      const d = learnt.data[from + j] - data[at + j];
      square += d * d;
    }
    const exponent = square * scale;
    if (exponent <= most) sum += Math.exp(exponent - most);
    else {
      sum = sum * Math.exp(most - exponent) + 1;
      most = exponent;
    }
  }
  return -(most + Math.log(sum / learnt.nRows)) + p * Math.log(bandwidth * Math.sqrt(2 * Math.PI));
}

const scoreRows = (learnt: Matrix, table: Matrix, { bandwidth }: { bandwidth: number }): Float64Array =>
  Float64Array.from({ length: table.nRows }, (_, i) =>
    surprise(learnt, table.data, i * table.nFeatures, bandwidth),
  );

const rowWork = learnThenScore(
  (table: Matrix): Matrix => ({ ...table, data: table.data.slice() }),
  scoreRows,
);

/**
 * Kernel density: negative log of the mean Gaussian kernel around the training rows. Scale features first.
 * Fails with many features, where one bandwidth fits nowhere. Cost: O(rows^2 x features), memory O(rows x features).
 * Source: Parzen (1962); Latecki, Lazarevic and Pokrajac (2007).
 */
export const kde = defineBatchDetector<typeof params, Matrix>({
  name: 'kde',
  summary: 'rows where a kernel density estimate is low',
  params,
  rowWork,
  fit: fitByRows(rowWork),
  score: scoreRows,
});
