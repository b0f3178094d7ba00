import { argSort, ParameterError } from '@convoscope/statistics';

/** How many tests at once are made honest: the share of false findings, or the chance of any. */
export type Correction = 'benjamini-hochberg' | 'holm';

/**
 * P-values that may be compared with one level however many tests there were: of Benjamini and Hochberg (1995) the expected share of false
 * findings is then at most the level (tests independent or positively dependent); of Holm (1979) the chance of any false finding (no condition).
 * Never smaller than the p-value, never above 1, in the same order. NaN stays NaN and does not count as a test. Cost: one sort.
 */
export function adjustPValues(pValues: ArrayLike<number>, correction: Correction): Float64Array {
  for (let i = 0; i < pValues.length; i++)
    if (pValues[i] < 0 || pValues[i] > 1) throw new ParameterError('pValues', 'each in [0, 1]', pValues[i]);
  const adjusted = Float64Array.from(pValues);
  const order = argSort(pValues).filter((i) => !Number.isNaN(pValues[i]));
  const n = order.length;
  if (correction === 'holm') {
    let most = 0;
    order.forEach((i, rank) => (adjusted[i] = most = Math.max(most, Math.min(1, pValues[i] * (n - rank)))));
    return adjusted;
  }
  let least = 1;
  for (let rank = n - 1; rank >= 0; rank--)
    adjusted[order[rank]] = least = Math.min(least, (pValues[order[rank]] * n) / (rank + 1));
  return adjusted;
}
