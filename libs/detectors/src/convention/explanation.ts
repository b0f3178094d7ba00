/** Why a score is what it is: `score = baseline + sum(contributions)`, up to rounding. */
export interface Explanation {
  readonly score: number;
  /** The score when nothing is known about the row: of a typical row, or the algorithm's own zero. */
  readonly baseline: number;
  /** One number a feature; positive pushes towards anomalous. */
  readonly contributions: Float64Array;
  /** How it was computed: the algorithm's own additive parts, TreeSHAP, or sampled Shapley values. */
  readonly method: 'additive' | 'tree-shap' | 'shapley-sampling';
}

/** Features ordered by how much they pushed towards anomalous, most first. */
export function topContributions(
  explanation: Explanation,
  count: number,
): { feature: number; contribution: number }[] {
  return Array.from(explanation.contributions, (contribution, feature) => ({ feature, contribution }))
    .sort((a, b) => b.contribution - a.contribution || a.feature - b.feature)
    .slice(0, count);
}
