import type { Alert, Series } from './alert.ts';
import { grown, metric } from './metric.ts';

/** A service-level objective: the share of what may go wrong, and how the share that did is measured over a window. */
interface Objective {
  readonly slo: string;
  readonly alert: string;
  /** Share that has to be good. */
  readonly target: number;
  readonly promise: string;
  /** PromQL of the share that was bad over a window. */
  readonly errors: (window: string) => string;
  readonly bad: Series;
  readonly quiet: Series;
}

const FRESH_SECONDS = 60;
const REPORT_SECONDS = 900;
const lag = metric('bus_consumer_time_lag_seconds');
const requests = metric('http_request_duration_seconds', 'count');

/** Whether something is late, 0 or 1, recorded so that windows of days need no subquery. */
const lateRecorded = 'convoscope:late:bool';
const lateRecording = (slo: string, selector: string, seconds: number) => ({
  record: lateRecorded,
  expr: `max(${lag}${selector}) > bool ${seconds}`,
  labels: { slo },
});
const late = (slo: string) => (window: string) => `avg_over_time(${lateRecorded}{slo="${slo}"}[${window}])`;

export const objectives: readonly Objective[] = [
  {
    slo: 'freshness',
    alert: 'FreshnessBudgetBurns',
    target: 0.99,
    promise: 'the oldest unprocessed event is at most a minute old, 99 % of the time',
    errors: late('freshness'),
    bad: { [`${lag}{group="lake",topic="conversations.ingested.v1"}`]: '600x60 0x120' },
    quiet: { [`${lag}{group="lake",topic="conversations.ingested.v1"}`]: '50x180' },
  },
  {
    slo: 'success',
    alert: 'SuccessBudgetBurns',
    target: 0.999,
    promise: '99.9 % of events are processed without a dead letter',
    errors: (window) =>
      `sum(${grown(metric('bus_events_dead_lettered_total'), window)}) / sum(${grown(metric('bus_events_consumed_total'), window)})`,
    bad: {
      [`${metric('bus_events_consumed_total')}{group="lake",topic="t"}`]: '0+1000x180',
      [`${metric('bus_events_dead_lettered_total')}{group="lake",topic="t",reason="r"}`]: '0+100x60 6000x120',
    },
    quiet: {
      [`${metric('bus_events_consumed_total')}{group="lake",topic="t"}`]: '0+10000x180',
      [`${metric('bus_events_dead_lettered_total')}{group="lake",topic="t",reason="r"}`]: '0+1x180',
    },
  },
  {
    slo: 'api',
    alert: 'ApiBudgetBurns',
    target: 0.999,
    promise: '99.9 % of API requests are answered without an error of ours',
    errors: (window) =>
      `sum(${grown(`${requests}{status=~"5.."}`, window)}) / sum(${grown(requests, window)})`,
    bad: {
      [`${requests}{operation="a",status="200"}`]: '0+100x180',
      [`${requests}{operation="a",status="503"}`]: '0+10x60 600x120',
    },
    quiet: {
      [`${requests}{operation="a",status="200"}`]: '0+10000x180',
      [`${requests}{operation="a",status="503"}`]: '0+1x180',
    },
  },
  {
    slo: 'reports',
    alert: 'ReportsBudgetBurns',
    target: 0.99,
    promise: 'a report that was asked for is worked on within 15 minutes, 99 % of the time',
    errors: late('reports'),
    bad: { [`${lag}{group="reporting",topic="reports.requested.v1"}`]: '2000x60 0x120' },
    quiet: { [`${lag}{group="reporting",topic="reports.requested.v1"}`]: '600x180' },
  },
];

/**
 * Windows by which a budget of 30 days is watched: 2 % of it in an hour and 5 % in six wake somebody, 10 % in three days make a ticket. The
 * short window, a twelfth of the long one, ends the alert soon after the trouble. Source: Google, SRE Workbook, chapter 5, table 5-8.
 */
const BURNS = [
  { long: '1h', short: '5m', factor: 14.4, severity: 'page', suffix: 'Fast' },
  { long: '6h', short: '30m', factor: 6, severity: 'page', suffix: 'Steadily' },
  { long: '3d', short: '6h', factor: 1, severity: 'ticket', suffix: 'Slowly' },
] as const;

const recorded = (window: string): string => `convoscope:slo_errors:ratio_${window}`;

/** What is recorded once for all alerts and panels: whether something is late, and the shares of errors by objective and window. */
export const objectiveRecordings: readonly { record: string; expr: string; labels: { slo: string } }[] = [
  lateRecording('freshness', '{topic=~"conversations.*"}', FRESH_SECONDS),
  lateRecording('reports', '{topic="reports.requested.v1"}', REPORT_SECONDS),
  ...objectives.flatMap(({ slo, errors }) =>
    BURNS.flatMap(({ long, short }) => [long, short])
      .filter((window, i, all) => all.indexOf(window) === i)
      .map((window) => ({ record: recorded(window), expr: errors(window), labels: { slo } })),
  ),
];

const TIMES = {
  Fast: { interval: '1m', firesAt: '40m', resolvedAt: '80m' },
  Steadily: { interval: '4m', firesAt: '200m', resolvedAt: '320m' },
  Slowly: { interval: '1h', firesAt: '50h', resolvedAt: '80h' },
} as const;

export const objectiveAlerts: readonly Alert[] = objectives.flatMap(
  ({ slo, alert, target, promise, bad, quiet }) =>
    BURNS.map(({ long, short, factor, severity, suffix }): Alert => {
      const limit = Number(((1 - target) * factor).toPrecision(6));
      return {
        name: `${alert}${suffix}`,
        expr: `${recorded(long)}{slo="${slo}"} > ${limit} and ${recorded(short)}{slo="${slo}"} > ${limit}`,
        for: suffix === 'Slowly' ? '1h' : '2m',
        severity,
        owner: slo === 'freshness' || slo === 'success' ? 'platform' : 'analytics',
        layer: 'symptom',
        summary: `Promised: ${promise}. At this rate (${factor} times what is allowed) the month's allowance is used up early.`,
        test: { ...TIMES[suffix], bad, quiet },
      };
    }),
);
