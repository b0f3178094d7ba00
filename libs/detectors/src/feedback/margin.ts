/** A labelled row as the learner sees it: where it stood before any label, what the members say, and its leaf in each tree. */
export interface LabelledRow {
  readonly base: number;
  readonly opinions: Float64Array;
  readonly leaves: Int32Array;
  readonly isAnomaly: boolean;
}

/** What labels have taught: added to the base score of every row. */
export interface Corrections {
  readonly byMember: Float64Array;
  readonly byLeaf: Float64Array;
}

export interface MarginOptions {
  /** The score that separates anomalies from the rest. */
  readonly boundary: number;
  /** How far beyond the boundary a labelled row should come to lie, in standard deviations of the base score. */
  readonly margin: number;
  /** Pull to no correction: larger trusts single labels less. */
  readonly caution: number;
}

/** Weight of agreement in leaves beside that of members' opinions: what is alike counts more than who said it. */
const LEAF_SCALE = 2;
const N_ROUNDS = 60;

/** Correction of a row's score. Cost: O(members + trees). */
export function correctionOf(
  { byMember, byLeaf }: Corrections,
  opinions: Float64Array,
  leaves: Int32Array,
  from = 0,
  nTrees = leaves.length,
): number {
  let [members, alike] = [0, 0];
  for (let m = 0; m < opinions.length; m++) members += byMember[m] * opinions[m];
  for (let t = 0; t < nTrees; t++) alike += byLeaf[leaves[from + t]];
  return members / Math.sqrt(opinions.length) + (LEAF_SCALE * alike) / Math.sqrt(nTrees);
}

/**
 * The smallest corrections that put labelled anomalies `margin` above the boundary and labelled ordinary rows `margin` below it, violations
 * paid for: hinge losses with a quadratic prior at no correction, by dual coordinate ascent. Cost: 60 x labels x (members + trees).
 * Source: active anomaly discovery, Das et al., ICDM 2016 and arXiv:1708.09441, with the boundary held fixed; solver: Hsieh et al., ICML 2008.
 */
export function learnCorrections(
  rows: readonly LabelledRow[],
  nMembers: number,
  nNodes: number,
  { boundary, margin, caution }: MarginOptions,
): Corrections {
  const corrections = { byMember: new Float64Array(nMembers), byLeaf: new Float64Array(nNodes) };
  const paid = new Float64Array(rows.length);
  const sizes = rows.map(
    ({ opinions }) => LEAF_SCALE ** 2 + opinions.reduce((sum, value) => sum + value * value, 0) / nMembers,
  );
  for (let round = 0; round < N_ROUNDS; round++)
    rows.forEach(({ base, opinions, leaves, isAnomaly }, n) => {
      const side = isAnomaly ? 1 : -1;
      const score = base + correctionOf(corrections, opinions, leaves);
      const wanted = paid[n] + (margin - side * (score - boundary)) / sizes[n];
      const next = Math.min(1 / caution, Math.max(0, wanted));
      const step = (next - paid[n]) * side;
      paid[n] = next;
      if (step === 0) return;
      for (let m = 0; m < nMembers; m++)
        corrections.byMember[m] += (step * opinions[m]) / Math.sqrt(nMembers);
      for (const leaf of leaves) corrections.byLeaf[leaf] += (step * LEAF_SCALE) / Math.sqrt(leaves.length);
    });
  return corrections;
}
