import { formatNumber, formatPercent, formatSeconds, formatSigned } from '../../format.ts';

const SHARES = new Set([
  ...['share', 'error-rate', 'refusal-rate', 'unusual-rate', 'poor-quality', 'dissatisfaction'],
]);

/** What a metric's value means: latency in seconds, shares in per cent, sentiment with its sign, counts as they are. */
export function writeMetric(metric: string, value: number): string {
  if (metric.includes('latency')) return formatSeconds(value);
  if (SHARES.has(metric)) return formatPercent(value, value < 0.1 ? 1 : 0);
  if (metric === 'sentiment') return formatSigned(value);
  const digits = value >= 10 || Number.isInteger(value) ? 0 : 1;
  return formatNumber(Number(value.toFixed(digits)));
}
