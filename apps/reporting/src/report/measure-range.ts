import { countUsers, meanOf, mergeMeasures, quantileOf, sumBy } from '@convoscope/measures';
import type { MeasureDimension, MeasureFigures } from '@convoscope/store';
import { meanEstimate, rounded, shareEstimate } from './estimates.ts';
import type { Measures, ModelVolume, ReportUser } from '@convoscope/reports';
import type { ReportSource } from './report-source.ts';
import type { DayRange } from './report-period.ts';

/** Dimensions that a report has slices of; what is not known of a conversation is in none of them. */
export const SLICED = ['topic', 'intent', 'sentiment', 'language', 'model', 'source'] as const;
export type Sliced = (typeof SLICED)[number];

/** Everything counted over some days. */
export interface MeasuredRange {
  totals: Measures & { nUsers: number };
  by: Record<Sliced | 'day' | 'hour', Map<string, Measures>>;
  issues: Map<string, number>;
  gaps: { nWithoutCategory: number; nWithoutLanguage: number; nWithoutScore: number; nUntranslated: number };
  users: ReportUser[];
  /** Conversations of each model, and of none. */
  volumes: ModelVolume[];
}

const roundedOrNull = (value: number | null): number | null => (value === null ? null : rounded(value));

/** Only where histograms were read, or there is nothing to make one of. */
function toQuantiles({ latencySeconds }: MeasureFigures): Pick<Measures, 'latencySeconds'> {
  if (latencySeconds.n === 0) return { latencySeconds: null };
  if (latencySeconds.histogram.length === 0) return {};
  const [p50, p95] = [0.5, 0.95].map((p) => rounded(quantileOf(latencySeconds, p) ?? 0));
  return { latencySeconds: { p50: p50 ?? 0, p95: p95 ?? 0 } };
}

const toMeasures = (from: MeasureFigures): Measures => ({
  ...{ nConversations: from.nConversations, nMessages: from.nMessages },
  ...{ nUserMessages: from.nUserMessages, nAnomalous: from.nAnomalous },
  sentiment: meanEstimate(from.sentiment.n, from.sentiment.sum, from.sentiment.squares),
  quality: meanEstimate(from.quality.n, from.quality.sum, from.quality.squares),
  errorRate: shareEstimate(from.nCategorised, from.nWithErrors),
  meanLatencySeconds: roundedOrNull(meanOf(from.latencySeconds)),
  meanDurationSeconds: roundedOrNull(meanOf(from.durationSeconds)),
  refusalRate: shareEstimate(from.nCategorised, from.nRefused),
  ...toQuantiles(from),
});

const toSlices = (figures: ReadonlyMap<string, MeasureFigures>): Map<string, Measures> =>
  new Map(
    [...figures]
      .filter(([, { nConversations }]) => nConversations > 0)
      .map(([label, one]) => [label, toMeasures(one)]),
  );

const MAX_USERS = 10;

/**
 * What was counted over the conversations of some days, as a whole and by every dimension. Cost: the measures of the days and of their hours, and
 * the hours in which the users that are shown were active; no conversation is read.
 */
export async function measureRange(
  { measures }: Pick<ReportSource, 'measures'>,
  tenant: string,
  { from, to }: DayRange,
): Promise<MeasuredRange> {
  const range = { tenant, from, to, isLight: true } as const;
  const [days, hours, ...slices] = await Promise.all([
    measures.read({ ...range, granularity: 'day', isLight: false }),
    measures.read({ ...range, granularity: 'hour' }),
    ...SLICED.map((dimension: MeasureDimension) =>
      measures.read({ ...range, granularity: 'day', dimension, isLight: dimension !== 'model' }),
    ),
  ]);
  const all = mergeMeasures(days);
  const users = await mostActive(measures, tenant, { from, to }, all);
  const figures = SLICED.map((name, i) => [name, sumBy(slices[i] ?? [])] as const);
  const bySlice = figures.map(([name, ofSlice]) => [name, toSlices(ofSlice)] as const);
  return {
    totals: { ...toMeasures(all), nUsers: countUsers([all.users]) },
    by: {
      ...(Object.fromEntries(bySlice) as Record<Sliced, Map<string, Measures>>),
      day: toSlices(sumBy(days, ({ at }) => at)),
      hour: toSlices(sumBy(hours, ({ at }) => at.slice(11, 13))),
    },
    issues: new Map(all.issues),
    gaps: {
      nWithoutCategory: all.nConversations - all.nCategorised,
      nWithoutLanguage: all.nConversations - all.nWithLanguage,
      nWithoutScore: all.nConversations - all.nScored,
      nUntranslated: all.nUntranslated,
    },
    users,
    volumes: toVolumes(all, new Map(figures).get('model') ?? new Map()),
  };
}

const toVolume = (model: string | null, from: MeasureFigures): ModelVolume => ({
  ...{ model, nConversations: from.nConversations, nMessages: from.nMessages },
  nCharacters: from.characters.sum,
});

/** What is left of all is of conversations that name no model. */
function toVolumes(all: MeasureFigures, models: ReadonlyMap<string, MeasureFigures>): ModelVolume[] {
  const volumes = [...models].map(([model, figures]) => toVolume(model, figures));
  const rest = volumes.reduce(
    (left, one) => ({
      model: null,
      nConversations: left.nConversations - one.nConversations,
      nMessages: left.nMessages - one.nMessages,
      nCharacters: left.nCharacters - one.nCharacters,
    }),
    toVolume(null, all),
  );
  return rest.nConversations > 0 ? [...volumes, rest] : volumes;
}

/**
 * Those with the most conversations, counted exactly. They are among those that the measures know of the most active of each hour: surely, while
 * an hour has no more than 300 users.
 */
async function mostActive(
  measures: ReportSource['measures'],
  tenant: string,
  range: DayRange,
  { topUsers = [] }: MeasureFigures,
): Promise<ReportUser[]> {
  const candidates = topUsers.slice(0, MAX_USERS * 2).map(([userId]) => userId);
  const users = await measures.sumOfUsers(tenant, range, candidates);
  return users.slice(0, MAX_USERS).map(({ userId, nConversations, sentiment, nAnomalous }) => ({
    ...{ userId, nConversations, sentiment: roundedOrNull(sentiment), nAnomalous },
  }));
}
