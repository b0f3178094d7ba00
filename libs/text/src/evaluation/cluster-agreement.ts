/** How far two groupings of the same rows agree. */
export interface ClusterAgreement {
  /** Normalised mutual information, arithmetic mean, in [0, 1]. */
  readonly nmi: number;
  /** Adjusted Rand index: 0 for chance, 1 for the same groups. */
  readonly ari: number;
}

const pairs = (n: number): number => (n * (n - 1)) / 2;

function countOf<T>(values: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

const entropyOf = (counts: Iterable<number>, n: number): number => {
  let sum = 0;
  for (const count of counts) sum -= (count / n) * Math.log(count / n);
  return sum;
};

/** Agreement of two groupings, as scikit-learn's `normalized_mutual_info_score` and `adjusted_rand_score` count it. */
export function agreementOf(
  left: readonly (string | number)[],
  right: readonly (string | number)[],
): ClusterAgreement {
  const n = left.length;
  if (right.length !== n) throw new RangeError(`${n} rows on one side, ${right.length} on the other`);
  const [a, b] = [countOf(left), countOf(right)];
  const both = countOf(left.map((value, row) => JSON.stringify([value, right[row]])));
  const [ha, hb, hab] = [a, b, both].map((counts) => entropyOf(counts.values(), n)) as [
    number,
    number,
    number,
  ];
  const nmi = ha + hb === 0 ? 1 : (2 * Math.max(0, ha + hb - hab)) / (ha + hb);
  const sumPairs = (counts: Map<unknown, number>): number =>
    [...counts.values()].reduce((sum, count) => sum + pairs(count), 0);
  const [pa, pb, pab] = [sumPairs(a), sumPairs(b), sumPairs(both)];
  const expected = n < 2 ? 0 : (pa * pb) / pairs(n);
  const most = (pa + pb) / 2;
  return { nmi, ari: most === expected ? 1 : (pab - expected) / (most - expected) };
}
