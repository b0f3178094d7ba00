import type { MeasureDimension, MeasuresRepository } from '@convoscope/store';
import { METRICS, type MetricName } from '../routes/metrics.ts';

/** Which figure, of which conversations, by which windows. */
export interface MetricQuestion {
  metric: MetricName;
  dimension: MeasureDimension;
  /** Value of the dimension; `''` of `all`. */
  label: string;
  granularity: 'day' | 'hour';
  /** How many windows to look back at most. */
  windows: number;
  /** Last window; default: the newest that is surely over. */
  to?: string | undefined;
}

/** A figure by window, evenly spaced: NaN where there was nothing to measure. */
export interface MetricSeries {
  /** Names of the windows, such as `2026-03-12`. */
  at: string[];
  values: Float64Array;
}

const DAY_MS = 86_400_000;
const LENGTH_MS = { day: DAY_MS, hour: 3_600_000 };
const NAME_LENGTH = { day: 10, hour: 13 };
/** Months looked back for the newest data: the usual answer costs two documents. */
const LOOK_BACK_MONTHS = [1, 12, 1200];

type Measures = Pick<MeasuresRepository, 'read'>;

export const startOf = (at: string): number => Date.parse(at.length === 13 ? `${at}:00:00.000Z` : at);
const nameAt = (ms: number, granularity: 'day' | 'hour'): string =>
  new Date(ms).toISOString().slice(0, NAME_LENGTH[granularity]);

/** The name of the window so many after another. */
export const windowAfter = (at: string, steps: number, granularity: 'day' | 'hour'): string =>
  nameAt(startOf(at) + steps * LENGTH_MS[granularity], granularity);

const newestOf = (rows: Awaited<ReturnType<Measures['read']>>): string | undefined =>
  rows.findLast(({ nConversations }) => nConversations > 0)?.at;

/** The newest window with a conversation. */
async function findNewest(
  measures: Measures,
  { tenant, granularity, now }: { tenant: string; granularity: 'day' | 'hour'; now: number },
): Promise<string | undefined> {
  const today = new Date(now);
  for (const months of LOOK_BACK_MONTHS) {
    const first = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - months, 1));
    const from = first.toISOString().slice(0, 7);
    const month = newestOf(await measures.read({ tenant, granularity: 'month', isLight: true, from }));
    if (month === undefined) continue;
    const ofMonth = { from: `${month}-01`, to: `${month}-31` };
    const day = newestOf(await measures.read({ tenant, granularity: 'day', isLight: true, ...ofMonth }));
    if (granularity === 'day' || day === undefined) return day;
    return newestOf(await measures.read({ tenant, granularity, isLight: true, from: day, to: day }));
  }
  return undefined;
}

/**
 * Reads a figure by window out of measures. The newest window with a conversation is left out: it may not be over. Empty where there is no data. Cost: the
 * windows asked for.
 */
export async function readMetricSeries(
  measures: Measures,
  { tenant, now }: { tenant: string; now: number },
  { metric, dimension, label, granularity, windows, to }: MetricQuestion,
): Promise<MetricSeries> {
  const newest = await findNewest(measures, { tenant, granularity, now });
  if (newest === undefined) return { at: [], values: new Float64Array(0) };
  const whole = windowAfter(newest, -1, granularity);
  const last = to === undefined || to > whole ? whole : to;
  const first = windowAfter(last, 1 - windows, granularity);
  const { of, isHeavy, isCount } = METRICS[metric];
  const rows = await measures.read({
    ...{ tenant, granularity, dimension, isLight: isHeavy !== true, from: first, to: last },
  });
  const found = new Map(rows.flatMap((row) => (row.label === label ? [[row.at, of(row)] as const] : [])));
  const oldest = rows.find((row) => row.label === label && row.nConversations > 0)?.at;
  if (oldest === undefined) return { at: [], values: new Float64Array(0) };
  const at: string[] = [];
  for (let name = oldest; name <= last; name = windowAfter(name, 1, granularity)) at.push(name);
  // A window without a document had no conversation: that is a count of 0, and no mean at all.
  const ofNothing = isCount === true ? 0 : NaN;
  return {
    at,
    values: Float64Array.from(at, (name) => (found.has(name) ? (found.get(name) ?? NaN) : ofNothing)),
  };
}
