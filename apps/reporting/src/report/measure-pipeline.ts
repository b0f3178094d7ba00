import type { AnalyticsRepository } from '@convoscope/store';
import { meanEstimate, rounded, shareEstimate } from './estimates.ts';
import type { Measures } from './report-content.ts';
import type { DayRange } from './report-period.ts';

/** Dimensions of the report and the expression that each is grouped by; null is left out of slices. */
export const dimensions = {
  day: '$date',
  hour: { $substrCP: ['$startedAt', 11, 2] },
  topic: '$category.topic',
  intent: '$category.intent',
  sentiment: '$category.sentiment',
  language: '$language.code',
  model: '$model',
} as const;

export type Dimension = keyof typeof dimensions;

/** Sums that can be added up; MongoDB's `$sum` and `$avg` leave out null and missing. */
interface Sums {
  _id: string | null;
  nConversations: number;
  nMessages: number;
  nUserMessages: number;
  nAnomalous: number;
  nCategorised: number;
  nWithErrors: number;
  sentimentSum: number;
  sentimentSquares: number;
  qualitySum: number;
  qualitySquares: number;
  meanLatencySeconds: number | null;
  meanDurationSeconds: number | null;
}

const countIf = (condition: unknown): object => ({ $sum: { $cond: [condition, 1, 0] } });
const squared = (field: string): object => ({ $sum: { $multiply: [field, field] } });

const sums = {
  nConversations: { $sum: 1 },
  nMessages: { $sum: '$nMessages' },
  nUserMessages: { $sum: '$nUserMessages' },
  nAnomalous: countIf({ $eq: ['$anomaly.isAnomalous', true] }),
  nCategorised: countIf({ $gt: ['$category', null] }),
  nWithErrors: countIf({ $gt: ['$category.nErrors', 0] }),
  sentimentSum: { $sum: '$category.sentimentScore' },
  sentimentSquares: squared('$category.sentimentScore'),
  qualitySum: { $sum: '$category.quality' },
  qualitySquares: squared('$category.quality'),
  meanLatencySeconds: { $avg: '$category.meanLatencySeconds' },
  meanDurationSeconds: { $avg: '$durationSeconds' },
};

const toMeasures = (from: Omit<Sums, '_id'>): Measures => ({
  nConversations: from.nConversations,
  nMessages: from.nMessages,
  nUserMessages: from.nUserMessages,
  nAnomalous: from.nAnomalous,
  sentiment: meanEstimate(from.nCategorised, from.sentimentSum, from.sentimentSquares),
  quality: meanEstimate(from.nCategorised, from.qualitySum, from.qualitySquares),
  errorRate: shareEstimate(from.nCategorised, from.nWithErrors),
  meanLatencySeconds: from.meanLatencySeconds === null ? null : rounded(from.meanLatencySeconds),
  meanDurationSeconds: from.meanDurationSeconds === null ? null : rounded(from.meanDurationSeconds),
});

/** Everything counted over some days, in one pass of the database. */
export interface MeasuredRange {
  totals: Measures & { nUsers: number };
  by: Record<Dimension, Map<string, Measures>>;
  issues: Map<string, number>;
  gaps: { nWithoutCategory: number; nWithoutLanguage: number; nWithoutScore: number; nUntranslated: number };
}

const gaps = {
  nWithoutCategory: countIf({ $not: [{ $gt: ['$category', null] }] }),
  nWithoutLanguage: countIf({ $not: [{ $gt: ['$language', null] }] }),
  nWithoutScore: countIf({ $not: [{ $gt: ['$anomaly', null] }] }),
  nUntranslated: countIf({ $eq: ['$language.translationStatus', 'untranslated'] }),
};

const EMPTY = {
  ...{ nConversations: 0, nMessages: 0, nUserMessages: 0, nAnomalous: 0, nCategorised: 0, nWithErrors: 0 },
  ...{ sentimentSum: 0, sentimentSquares: 0, qualitySum: 0, qualitySquares: 0 },
  ...{ meanLatencySeconds: null, meanDurationSeconds: null },
};
const NO_GAPS = { nWithoutCategory: 0, nWithoutLanguage: 0, nWithoutScore: 0, nUntranslated: 0 };

type Facets = Record<Dimension, Sums[]> & {
  totals: Sums[];
  users: { n: number }[];
  issues: { _id: string; n: number }[];
  gaps: (typeof NO_GAPS)[];
};

/** Measures the conversations of some days as a whole and by every dimension. */
export async function measureRange(
  analytics: Pick<AnalyticsRepository, 'aggregate'>,
  tenant: string,
  { from, to }: DayRange,
): Promise<MeasuredRange> {
  const bySlice = Object.entries(dimensions).map(([name, _id]) => [name, [{ $group: { _id, ...sums } }]]);
  const [found] = await analytics.aggregate<Facets>(tenant, [
    { $match: { date: { $gte: from, $lte: to } } },
    {
      $facet: {
        ...(Object.fromEntries(bySlice) as object),
        totals: [{ $group: { _id: null, ...sums } }],
        users: [{ $match: { userId: { $ne: null } } }, { $group: { _id: '$userId' } }, { $count: 'n' }],
        issues: [
          { $unwind: '$category.qualityIssues' },
          { $group: { _id: '$category.qualityIssues', n: { $sum: 1 } } },
        ],
        gaps: [{ $group: { _id: null, ...gaps } }],
      },
    },
  ]);
  const slices = (Object.keys(dimensions) as Dimension[]).map((name) => [
    name,
    toSlices(found?.[name] ?? []),
  ]);
  const { nWithoutCategory, nWithoutLanguage, nWithoutScore, nUntranslated } = found?.gaps[0] ?? NO_GAPS;
  return {
    totals: { ...toMeasures(found?.totals[0] ?? EMPTY), nUsers: found?.users[0]?.n ?? 0 },
    by: Object.fromEntries(slices) as MeasuredRange['by'],
    issues: new Map((found?.issues ?? []).map(({ _id, n }) => [_id, n])),
    gaps: { nWithoutCategory, nWithoutLanguage, nWithoutScore, nUntranslated },
  };
}

const toSlices = (groups: readonly Sums[]): Map<string, Measures> =>
  new Map(groups.flatMap(({ _id, ...rest }) => (_id === null ? [] : [[_id, toMeasures(rest)] as const])));
