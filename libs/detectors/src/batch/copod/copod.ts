import { defineBatchDetector } from '../../convention/batch-detector.ts';
import { fitTails, skewedSurprise, sumOverFeatures, tailSurprise, type Tails } from '../ecod/tails.ts';

function surpriseOf(tails: Tails, j: number, value: number): number {
  const { left, right } = tailSurprise(tails, j, value);
  return Math.max((left + right) / 2, skewedSurprise(tails.skewSigns[j], left, right));
}

/**
 * COPOD: empirical copula; per feature the larger of the mean surprise of both tails and the skewness-chosen one. No parameters.
 * As ECOD, gentler on the far side of a skewed feature. Cost: O(rows log rows x features).
 * Source: Li, Zhao et al., ICDM 2020, as PyOD computes it.
 */
export const copod = defineBatchDetector<Record<never, never>, Tails>({
  name: 'copod',
  summary: 'rows in the tail of the empirical copula',
  params: {},
  fit(table) {
    const model = fitTails(table);
    return { model, scores: sumOverFeatures(table, (j, value) => surpriseOf(model, j, value)) };
  },
  score: (model, table) => sumOverFeatures(table, (j, value) => surpriseOf(model, j, value)),
  explain: (model, row) => ({
    baseline: 0,
    contributions: row.map((value, j) => surpriseOf(model, j, value)),
    method: 'additive',
  }),
});
