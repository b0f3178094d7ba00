import { countUsers, meanOf, mergeMeasures, sumBy } from '@convoscope/measures';
import type { MeasureDimension, MeasureFigures, Store } from '@convoscope/store';
import { meanEstimate, rounded, shareEstimate } from './estimates.ts';
import type { Measures, ReportUser } from '@convoscope/reports';
import type { DayRange } from './report-period.ts';

/** Dimensions that a report has slices of; what is not known of a conversation is in none of them. */
export const SLICED = ['topic', 'intent', 'sentiment', 'language', 'model'] as const;
export type Sliced = (typeof SLICED)[number];

/** Everything counted over some days. */
export interface MeasuredRange {
  totals: Measures & { nUsers: number };
  by: Record<Sliced | 'day' | 'hour', Map<string, Measures>>;
  issues: Map<string, number>;
  gaps: { nWithoutCategory: number; nWithoutLanguage: number; nWithoutScore: number; nUntranslated: number };
  users: ReportUser[];
}

const roundedOrNull = (value: number | null): number | null => (value === null ? null : rounded(value));

const toMeasures = (from: MeasureFigures): Measures => ({
  ...{ nConversations: from.nConversations, nMessages: from.nMessages },
  ...{ nUserMessages: from.nUserMessages, nAnomalous: from.nAnomalous },
  sentiment: meanEstimate(from.sentiment.n, from.sentiment.sum, from.sentiment.squares),
  quality: meanEstimate(from.quality.n, from.quality.sum, from.quality.squares),
  errorRate: shareEstimate(from.nCategorised, from.nWithErrors),
  meanLatencySeconds: roundedOrNull(meanOf(from.latencySeconds)),
  meanDurationSeconds: roundedOrNull(meanOf(from.durationSeconds)),
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
  { measures }: Pick<Store, 'measures'>,
  tenant: string,
  { from, to }: DayRange,
): Promise<MeasuredRange> {
  const range = { tenant, from, to, isLight: true } as const;
  const [days, hours, ...slices] = await Promise.all([
    measures.read({ ...range, granularity: 'day', isLight: false }),
    measures.read({ ...range, granularity: 'hour' }),
    ...SLICED.map((dimension: MeasureDimension) =>
      measures.read({ ...range, granularity: 'day', dimension }),
    ),
  ]);
  const all = mergeMeasures(days);
  const users = await mostActive(measures, tenant, { from, to }, all);
  const bySlice = SLICED.map((name, i) => [name, toSlices(sumBy(slices[i] ?? []))] as const);
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
  };
}

/**
 * Those with the most conversations, counted exactly. They are among those that the measures know of the most active of each hour: surely, while
 * an hour has no more than 300 users.
 */
async function mostActive(
  measures: Store['measures'],
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
