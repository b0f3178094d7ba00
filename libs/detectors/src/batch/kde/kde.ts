import { defineBatchDetector } from '../../convention/batch-detector.ts';
import { rowOf, type Matrix } from '../../convention/matrix.ts';
import { number } from '../../convention/params.ts';
import { fitByRows, type RowWork } from '../../convention/row-work.ts';

const params = {
  bandwidth: number(
    1,
    1e-6,
    1e6,
    'Standard deviation of the Gaussian around each training row, in units of the features.',
  ),
} as const;

/** No row is left out. */
const NOBODY = -1;

/** -log mean kernel of all learnt rows but `leftOut`, by log-sum-exp, so that far rows keep their order. */
function surprise(learnt: Matrix, row: Float64Array, bandwidth: number, leftOut: number): number {
  const p = learnt.nFeatures;
  const nOthers = learnt.nRows - (leftOut === NOBODY ? 0 : 1);
  const scale = -0.5 / (bandwidth * bandwidth);
  let most = -Infinity;
  let sum = 0;
  for (let i = 0; i < learnt.nRows; i++) {
    if (i === leftOut) continue;
    let square = 0;
    for (let j = 0, from = i * p; j < p; j++) {
      const d = learnt.data[from + j] - row[j];
      square += d * d;
    }
    const exponent = square * scale;
    if (exponent <= most) sum += Math.exp(exponent - most);
    else {
      sum = sum * Math.exp(most - exponent) + 1;
      most = exponent;
    }
  }
  return -(most + Math.log(sum / nOthers)) + p * Math.log(bandwidth * Math.sqrt(2 * Math.PI));
}

const scoreRows = (learnt: Matrix, table: Matrix, { bandwidth }: { bandwidth: number }): Float64Array =>
  Float64Array.from({ length: table.nRows }, (_, i) => surprise(learnt, rowOf(table, i), bandwidth, NOBODY));

/** A row's own kernel is left out: among many features it is so much larger than all others that every row would look alike. */
const rowWork: RowWork<{ bandwidth: number }, Matrix, Matrix> = {
  prepare: (table) => ({ ...table, data: table.data.slice() }),
  width: () => 1,
  compute(learnt, table, { from, to }, { bandwidth }, out) {
    for (let i = from; i < to; i++)
      out[i - from] = surprise(learnt, rowOf(table, i), bandwidth, table.nRows > 1 ? i : NOBODY);
  },
  finish: (learnt, _table, scores) => ({ model: learnt, scores }),
};

/**
 * Kernel density: negative log of the mean Gaussian kernel around the training rows; a training row's own is left out of its score.
 * Scale features first.
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
