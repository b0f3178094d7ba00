import { normalCdf } from '../distributions/normal.ts';
import { ParameterError } from '../errors.ts';

/** Values with how often each was seen. */
export type Counted = readonly (readonly [value: number, count: number])[];

export interface RankTest {
  /** Pairs in which `b` is larger, ties by half (U of `b`). */
  statistic: number;
  /** Chance that one of `b` is larger than one of `a`, ties by half: 0.5 where neither tends to be. */
  superiority: number;
  pValue: number;
}

/**
 * Mann-Whitney U test, two-sided, by the normal approximation with corrections for ties and continuity (as SciPy's `method='asymptotic'`): good
 * from about eight observations of each. All values equal: p-value 1. Takes values as they were counted, so that a histogram does. Throws
 * `ParameterError`. Cost: sorting the different values.
 */
export function testMannWhitney(a: Counted, b: Counted): RankTest {
  const [nA, nB] = [totalOf(a), totalOf(b)];
  const merged = new Map<number, [number, number]>();
  for (const [side, values] of [a, b].entries())
    for (const [value, count] of values) {
      const counts = merged.get(value) ?? [0, 0];
      counts[side] += count;
      merged.set(value, counts);
    }
  let below = 0;
  let statistic = 0;
  let ties = 0;
  for (const [, [ofA, ofB]] of [...merged].sort(([x], [y]) => x - y)) {
    statistic += ofB * (below + ofA / 2);
    below += ofA;
    const tied = ofA + ofB;
    ties += tied ** 3 - tied;
  }
  const n = nA + nB;
  const variance = ((nA * nB) / 12) * (n + 1 - ties / (n * (n - 1)));
  const distance = Math.abs(statistic - (nA * nB) / 2) - 0.5;
  const pValue = variance <= 0 ? 1 : Math.min(1, 2 * normalCdf(-distance / Math.sqrt(variance)));
  return { statistic, superiority: statistic / (nA * nB), pValue };
}

function totalOf(values: Counted): number {
  const total = values.reduce((sum, [, count]) => sum + count, 0);
  if (!(total >= 1)) throw new ParameterError('values', 'one observation of each at least', total);
  return total;
}
