import { defineBatchDetector } from '../../convention/batch-detector.ts';
import { fitTails, skewedSurprise, sumTails, tailPart, type TailRule, type Tails } from '../ecod/tails.ts';

const rule: TailRule = (left, right, skewSign) =>
  Math.max((left + right) / 2, skewedSurprise(skewSign, left, right));

/**
 * COPOD: empirical copula; per feature the larger of the mean surprise of both tails and the skewness-chosen one. No parameters.
 * As ECOD, gentler on the far side of a skewed feature. Cost: fit O(rows x features), score O(rows x features x log learnt rows).
 * Source: Li, Zhao et al., ICDM 2020, as PyOD computes it.
 */
export const copod = defineBatchDetector<Record<never, never>, Tails>({
  name: 'copod',
  summary: 'rows in the tail of the empirical copula',
  params: {},
  fit: (table) => fitTails(table, rule),
  score: (model, table) => sumTails(model, table, rule),
  explain: (model, row) => ({
    baseline: 0,
    contributions: row.map((value, j) => tailPart(model, j, value, rule)),
    method: 'additive',
  }),
});
