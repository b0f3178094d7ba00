import { argSort } from '../descriptive/ranks.ts';

/**
 * p-values corrected for how many were looked at, so that one false alarm in the family has the probability that is compared with (Holm 1979).
 * In the order given.
 */
export function adjustHolm(pValues: readonly number[]): number[] {
  const order = argSort(Float64Array.from(pValues));
  const adjusted = pValues.slice();
  let largest = 0;
  order.forEach((at, rank) => {
    largest = Math.max(largest, Math.min(1, pValues[at] * (pValues.length - rank)));
    adjusted[at] = largest;
  });
  return adjusted;
}

/** p-values corrected so that, of those below a level, that share is false on average (Benjamini and Hochberg 1995). In the order given. */
export function adjustBenjaminiHochberg(pValues: readonly number[]): number[] {
  const order = argSort(Float64Array.from(pValues));
  const adjusted = pValues.slice();
  let smallest = 1;
  for (let rank = order.length - 1; rank >= 0; rank--) {
    const at = order[rank];
    smallest = Math.min(smallest, (pValues[at] * pValues.length) / (rank + 1));
    adjusted[at] = smallest;
  }
  return adjusted;
}
