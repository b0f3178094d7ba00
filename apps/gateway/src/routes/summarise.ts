import { countUsers, meanOf, mergeMeasures, readRange } from '@convoscope/measures';
import type { MeasureDimension, MeasureFigures, MeasureRow, Store } from '@convoscope/store';
import { summariseRows } from './summarise-rows.ts';
import type { Summary, SummaryFilter } from './summary.ts';

const MAX_LABELS = 50;

const byCount = (a: { label: string; count: number }, b: { label: string; count: number }): number =>
  b.count - a.count || (a.label < b.label ? -1 : 1);

const toCounts = (figures: ReadonlyMap<string, MeasureFigures>): Summary['topics'] =>
  [...figures]
    .map(([label, { nConversations }]) => ({ label, count: nConversations }))
    .filter(({ count }) => count > 0)
    .sort(byCount)
    .slice(0, MAX_LABELS);

const toModels = (figures: ReadonlyMap<string, MeasureFigures>): Summary['models'] =>
  [...figures]
    .map(([label, one]) => ({
      ...{ label, count: one.nConversations, nErrors: one.nErrors },
      ...{ meanSentiment: meanOf(one.sentiment), meanQuality: meanOf(one.quality) },
      meanLatencySeconds: meanOf(one.latencySeconds),
    }))
    .filter(({ count }) => count > 0)
    .sort(byCount);

const toDays = (rows: readonly MeasureRow[]): Summary['days'] =>
  rows
    .filter(({ nConversations }) => nConversations > 0)
    .map(({ at, nConversations, nAnomalous, nErrors, sentiment }) => ({
      ...{ date: at, nConversations, nAnomalous, nErrors, meanSentiment: meanOf(sentiment) },
    }));

/**
 * Totals, breakdowns and the daily series of some days, from measures: no conversation is read, and the cost is that of the days. With a
 * `model` or `topic` the breakdowns are of its conversations, which are read for it.
 */
export async function summarise(
  store: Pick<Store, 'measures' | 'analytics'>,
  tenant: string,
  filter: SummaryFilter,
): Promise<Summary> {
  const { model, topic, ...range } = filter;
  if (model !== undefined || topic !== undefined) return summariseRows(store.analytics, tenant, filter);
  const read = (dimension: MeasureDimension) =>
    readRange(store.measures, { tenant, ...range, dimension, isLight: true });
  const [days, totals, topics, intents, sentiments, languages, models, outcomes, signals] = await Promise.all(
    [
      store.measures.read({ tenant, ...range, granularity: 'day', isLight: true }),
      readRange(store.measures, { tenant, ...range }),
      ...(['topic', 'intent', 'sentiment', 'language', 'model', 'outcome', 'signal'] as const).map(read),
    ],
  );
  const all = mergeMeasures(totals.values());
  const covered = toDays(days);
  return {
    ...{ nConversations: all.nConversations, nMessages: all.nMessages, nAnomalous: all.nAnomalous },
    nUsers: countUsers([all.users]),
    ...{ meanSentiment: meanOf(all.sentiment), meanQuality: meanOf(all.quality) },
    ...{ from: covered[0]?.date ?? null, to: covered.at(-1)?.date ?? null, days: covered },
    ...{ topics: toCounts(topics ?? NONE), intents: toCounts(intents ?? NONE) },
    ...{ sentiments: toCounts(sentiments ?? NONE), languages: toCounts(languages ?? NONE) },
    ...{ outcomes: toCounts(outcomes ?? NONE), signals: toCounts(signals ?? NONE) },
    models: toModels(models ?? NONE),
  };
}

const NONE: ReadonlyMap<string, MeasureFigures> = new Map();
