import { signals, type MetricName, type Unit } from '@convoscope/telemetry';
import { metric } from './metric.ts';

/** A question that a dashboard answers by PromQL. */
export interface Query {
  readonly expr: string;
  /** Template of the series' name: `{{group}}`. */
  readonly legend: string;
}

export interface Panel {
  readonly title: string;
  /** Why somebody looks at it. */
  readonly why: string;
  readonly kind: 'timeseries' | 'stat' | 'bargauge';
  /** Unit of Grafana. */
  readonly unit: string;
  readonly queries: readonly Query[];
}

/** What Grafana calls our units; `rate` is for what is counted a second. */
const UNITS: Readonly<Record<Unit, { value: string; rate: string }>> = {
  bytes: { value: 'bytes', rate: 'Bps' },
  calls: { value: 'short', rate: 'reqps' },
  connections: { value: 'short', rate: 'ops' },
  conversations: { value: 'short', rate: 'cps' },
  deliveries: { value: 'short', rate: 'ops' },
  events: { value: 'short', rate: 'ops' },
  files: { value: 'short', rate: 'ops' },
  generations: { value: 'short', rate: 'ops' },
  keys: { value: 'short', rate: 'ops' },
  occurrences: { value: 'short', rate: 'ops' },
  partitions: { value: 'short', rate: 'ops' },
  reports: { value: 'short', rate: 'ops' },
  rows: { value: 'short', rate: 'ops' },
  'score in [0,1]': { value: 'percentunit', rate: 'ops' },
  seconds: { value: 's', rate: 'ops' },
  'share in [0,1]': { value: 'percentunit', rate: 'ops' },
  state: { value: 'none', rate: 'ops' },
  topics: { value: 'short', rate: 'ops' },
  'unix seconds': { value: 'dateTimeAsIso', rate: 'ops' },
  users: { value: 'short', rate: 'ops' },
};

const sumBy = (by: readonly string[], inner: string): string =>
  by.length === 0 ? `sum(${inner})` : `sum by (${by.join(', ')}) (${inner})`;
const legendOf = (by: readonly string[]): string =>
  by.length === 0 ? 'all' : by.map((label) => `{{${label}}}`).join(' ');
const WINDOW = '$__rate_interval';

/** How much of a counter comes a second. */
export const rate = (title: string, name: MetricName, by: readonly string[] = [], selector = ''): Panel => ({
  ...{ title, why: signals[name].why, kind: 'timeseries', unit: UNITS[signals[name].unit].rate },
  queries: [{ expr: sumBy(by, `rate(${metric(name)}${selector}[${WINDOW}])`), legend: legendOf(by) }],
});

/** How much a gauge shows, added up or by its greatest. */
export const level = (
  title: string,
  name: MetricName,
  by: readonly string[] = [],
  how: 'sum' | 'max' = 'max',
): Panel => ({
  ...{ title, why: signals[name].why, kind: 'timeseries', unit: UNITS[signals[name].unit].value },
  queries: [{ expr: sumBy(by, metric(name)).replace(/^sum/, how), legend: legendOf(by) }],
});

/** Half, 95 % and 99 % of a histogram. */
export const quantiles = (title: string, name: MetricName, selector = ''): Panel => ({
  ...{ title, why: signals[name].why, kind: 'timeseries', unit: UNITS[signals[name].unit].value },
  queries: [0.5, 0.95, 0.99].map((quantile) => ({
    expr: `histogram_quantile(${quantile}, sum by (le) (rate(${metric(name, 'bucket')}${selector}[${WINDOW}])))`,
    legend: `${quantile * 100} %`,
  })),
});

/** A quantile of a histogram by labels. */
export const quantileBy = (
  title: string,
  name: MetricName,
  by: readonly string[],
  quantile = 0.95,
): Panel => ({
  ...{ title, why: signals[name].why, kind: 'timeseries', unit: UNITS[signals[name].unit].value },
  queries: [
    {
      expr: `histogram_quantile(${quantile}, sum by (le, ${by.join(', ')}) (rate(${metric(name, 'bucket')}[${WINDOW}])))`,
      legend: legendOf(by),
    },
  ],
});

/** One number now. */
export const now = (title: string, why: string, unit: string, expr: string, legend = title): Panel => ({
  ...{ title, why, kind: 'stat', unit },
  queries: [{ expr, legend }],
});

/** What is most, by a label. */
export const most = (title: string, name: MetricName, by: readonly string[], count = 10): Panel => ({
  ...{ title, why: signals[name].why, kind: 'bargauge', unit: 'short' },
  queries: [
    { expr: `topk(${count}, ${sumBy(by, `increase(${metric(name)}[$__range])`)})`, legend: legendOf(by) },
  ],
});

/** Any question. */
export const ask = (title: string, why: string, unit: string, ...queries: Query[]): Panel => ({
  ...{ title, why, kind: 'timeseries', unit },
  queries,
});

/** A panel of something that exists only after it happened once: 0 until then. */
export const orZero = (panel: Panel): Panel => ({
  ...panel,
  queries: panel.queries.map((query) => ({ ...query, expr: `${query.expr} or vector(0)` })),
});
