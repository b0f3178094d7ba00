import { defineBatchDetector } from '../../convention/batch-detector.ts';
import { fitTails, skewedSurprise, sumTails, tailPart, type TailRule, type Tails } from './tails.ts';

const rule: TailRule = (left, right, skewSign) =>
  Math.max(left, right, skewedSurprise(skewSign, left, right));

/**
 * ECOD: sum over features of the surprise of the more extreme tail, from empirical distributions. No parameters.
 * Unbounded above; invariant to any monotone change of a feature up to its skewness sign. Blind to unusual combinations of
 * usual values. Cost: fit O(rows x features), score O(rows x features x log learnt rows). Source: Li, Zhao et al., IEEE TKDE 2022, as PyOD computes it.
 */
export const ecod = defineBatchDetector<Record<never, never>, Tails>({
  name: 'ecod',
  summary: 'rows with values in the tails of single features',
  params: {},
  fit: (table) => fitTails(table, rule),
  score: (model, table) => sumTails(model, table, rule),
  explain: (model, row) => ({
    baseline: 0,
    contributions: row.map((value, j) => tailPart(model, j, value, rule)),
    method: 'additive',
  }),
});
