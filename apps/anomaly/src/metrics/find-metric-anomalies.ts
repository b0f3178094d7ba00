import { MAD_TO_SIGMA, median, medianAbsoluteDeviation } from '@convoscope/statistics';
import type { MetricName, MetricPoint, MetricSeries } from './metric-series.ts';

export interface MetricFinding {
  metric: MetricName;
  group: MetricSeries['group'];
  date: string;
  observed: number;
  expected: number;
  /** Deviation in units of the expected spread; its sign says the direction. */
  deviation: number;
  /** In [0,1): 1 - 1/(1 + (deviation/threshold)^2), so that the threshold lies at 0.5. */
  score: number;
}

export interface MetricDetectionOptions {
  /** Days of history a day is compared with. */
  historyDays: number;
  /** Fewest days of history before anything is called unusual. */
  minHistoryDays: number;
  /** Deviation, in units of the spread, from which a day is called unusual. */
  threshold: number;
  /** Fewest observations behind a mean or a rate to judge it. */
  minWeight: number;
}

export const DEFAULT_METRIC_DETECTION: MetricDetectionOptions = {
  historyDays: 42,
  minHistoryDays: 10,
  threshold: 4,
  minWeight: 5,
};

/**
 * Days whose value is far from what the days around made one expect. The expectation is the median of the history,
 * of the same kind of day (working day or weekend) where there are three of them; the spread is the scaled median absolute
 * deviation, never below what chance alone gives (Poisson for counts, standard error for means and rates).
 * Days before only: a finding does not change when later days arrive. Cost: O(days * history log history).
 * Not for series shorter than `minHistoryDays`: they have no findings.
 */
export function findMetricAnomalies(
  series: MetricSeries,
  options: MetricDetectionOptions = DEFAULT_METRIC_DETECTION,
): MetricFinding[] {
  const findings: MetricFinding[] = [];
  series.points.forEach((point, index) => {
    const history = series.points
      .slice(Math.max(0, index - options.historyDays), index)
      .filter((past) => series.metric === 'volume' || past.weight >= options.minWeight);
    if (history.length < options.minHistoryDays) return;
    if (series.metric !== 'volume' && point.weight < options.minWeight) return;
    const { expected, spread } = expectation(series.metric, history, point);
    const deviation = (point.value - expected) / spread;
    if (Math.abs(deviation) < options.threshold || !isHarmful(series.metric, deviation)) return;
    findings.push({
      metric: series.metric,
      group: series.group,
      date: point.date,
      observed: point.value,
      expected,
      deviation,
      score: 1 - 1 / (1 + (deviation / options.threshold) ** 2),
    });
  });
  return findings;
}

/** A fall in errors or latency and a rise in sentiment are good news, not anomalies. */
const isHarmful = (metric: MetricName, deviation: number): boolean =>
  metric === 'volume' || (metric === 'sentiment' ? deviation < 0 : deviation > 0);

function expectation(
  metric: MetricName,
  history: readonly MetricPoint[],
  point: MetricPoint,
): { expected: number; spread: number } {
  const alike = history.filter((past) => isWeekend(past.date) === isWeekend(point.date));
  const compared = (alike.length >= 3 ? alike : history).map((past) => past.value);
  const expected = median(compared);
  const mad = medianAbsoluteDeviation(compared) * MAD_TO_SIGMA;
  return { expected, spread: Math.max(mad, chanceSpread(metric, expected, point.weight)) };
}

/** What the value would scatter by if nothing but chance were at work. */
function chanceSpread(metric: MetricName, expected: number, weight: number): number {
  const n = Math.max(1, weight);
  switch (metric) {
    case 'volume':
      return Math.sqrt(Math.max(1, expected));
    case 'sentiment':
      return 0.5 / Math.sqrt(n);
    case 'error-rate':
      return Math.sqrt(Math.max(expected * (1 - expected), 0.01) / n);
    case 'latency':
      return Math.max(0.25 * expected, 0.5) / Math.sqrt(n);
  }
}

const isWeekend = (date: string): boolean => [0, 6].includes(new Date(date).getUTCDay());
