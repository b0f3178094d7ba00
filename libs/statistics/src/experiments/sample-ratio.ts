import { regularizedGammaQ } from '../distributions/gamma.ts';
import { ParameterError } from '../errors.ts';

/**
 * Whether subjects were assigned in the shares that were meant: Pearson's chi-squared test. A p-value below 0.001 says that assignment or counting is
 * broken, and that no other figure of the experiment can be trusted. `shares` are scaled to sum to 1. Throws `ParameterError`.
 */
export function testSampleRatio(
  counts: readonly number[],
  shares: readonly number[],
): { statistic: number; pValue: number } {
  if (counts.length < 2 || counts.length !== shares.length)
    throw new ParameterError('counts', 'two at least, as many as shares', counts.length);
  const n = counts.reduce((sum, count) => sum + count, 0);
  const whole = shares.reduce((sum, share) => sum + share, 0);
  if (!(n > 0)) throw new ParameterError('counts', 'one subject at least', n);
  if (!shares.every((share) => share > 0)) throw new ParameterError('shares', 'above 0', Math.min(...shares));
  const statistic = counts.reduce((sum, count, i) => {
    const expected = (n * shares[i]) / whole;
    return sum + (count - expected) ** 2 / expected;
  }, 0);
  return { statistic, pValue: regularizedGammaQ((counts.length - 1) / 2, statistic / 2) };
}
