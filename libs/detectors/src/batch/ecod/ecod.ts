import { defineBatchDetector } from '../../convention/batch-detector.ts';
import { fitTails, skewedSurprise, sumOverFeatures, tailSurprise, type Tails } from './tails.ts';

function surpriseOf(tails: Tails, j: number, value: number): number {
  const { left, right } = tailSurprise(tails, j, value);
  return Math.max(left, right, skewedSurprise(tails.skewSigns[j], left, right));
}

/**
 * ECOD: sum over features of the surprise of the more extreme tail, from empirical distributions. No parameters.
 * Unbounded above; invariant to any monotone change of a feature up to its skewness sign. Blind to unusual combinations of
 * usual values. Cost: O(rows log rows x features). Source: Li, Zhao et al., IEEE TKDE 2022, as PyOD computes it.
 */
export const ecod = defineBatchDetector<Record<never, never>, Tails>({
  name: 'ecod',
  summary: 'rows with values in the tails of single features',
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
