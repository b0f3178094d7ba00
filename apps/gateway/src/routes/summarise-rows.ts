import type { AnalyticsRepository } from '@convoscope/store';
import type { Summary, SummaryFilter } from './summary.ts';

const countBy = (path: string): Record<string, unknown>[] => [
  { $match: { [path]: { $ne: null } } },
  { $group: { _id: `$${path}`, count: { $sum: 1 } } },
  { $sort: { count: -1, _id: 1 } },
  { $limit: 50 },
  { $project: { _id: 0, label: '$_id', count: 1 } },
];

const isAnomalous = { $cond: ['$anomaly.isAnomalous', 1, 0] };

const TOTALS = [
  {
    $group: {
      _id: null,
      nConversations: { $sum: 1 },
      nMessages: { $sum: '$nMessages' },
      users: { $addToSet: '$userId' },
      nAnomalous: { $sum: isAnomalous },
      meanSentiment: { $avg: '$category.sentimentScore' },
      meanQuality: { $avg: '$category.quality' },
      from: { $min: '$date' },
      to: { $max: '$date' },
    },
  },
  { $set: { nUsers: { $size: { $setDifference: ['$users', [null]] } } } },
  { $unset: ['users', '_id'] },
];

const DAYS = [
  {
    $group: {
      _id: '$date',
      nConversations: { $sum: 1 },
      nAnomalous: { $sum: isAnomalous },
      nErrors: { $sum: { $ifNull: ['$category.nErrors', 0] } },
      meanSentiment: { $avg: '$category.sentimentScore' },
    },
  },
  { $sort: { _id: 1 } },
  { $project: { _id: 0, date: '$_id', nConversations: 1, nAnomalous: 1, nErrors: 1, meanSentiment: 1 } },
];

const MODELS = [
  { $match: { model: { $ne: null } } },
  {
    $group: {
      _id: '$model',
      count: { $sum: 1 },
      meanSentiment: { $avg: '$category.sentimentScore' },
      meanQuality: { $avg: '$category.quality' },
      meanLatencySeconds: { $avg: '$category.meanLatencySeconds' },
      nErrors: { $sum: { $ifNull: ['$category.nErrors', 0] } },
    },
  },
  { $sort: { count: -1, _id: 1 } },
  { $set: { label: '$_id' } },
  { $unset: '_id' },
];

const NOTHING = {
  nConversations: 0,
  nMessages: 0,
  nUsers: 0,
  nAnomalous: 0,
  meanSentiment: null,
  meanQuality: null,
  from: null,
  to: null,
};

/**
 * Counts and means over the live conversations of a model or topic, in one pass over them. Cost: the conversations of the days, or of the topic.
 */
export async function summariseRows(
  analytics: Pick<AnalyticsRepository, 'aggregate'>,
  tenant: string,
  filter: SummaryFilter,
): Promise<Summary> {
  const { from, to, model, topic } = filter;
  const match = {
    // A day is the beginning of the time it started, which an index is in order of.
    ...((from ?? to) !== undefined && {
      startedAt: { ...(from && { $gte: from }), ...(to && { $lt: `${to}\uffff` }) },
    }),
    ...(model !== undefined && { model }),
    ...(topic !== undefined && { 'category.topic': topic }),
  };
  const [facets] = await analytics.aggregate<Record<string, unknown[]>>(tenant, [
    { $match: match },
    {
      $facet: {
        totals: TOTALS,
        days: DAYS,
        models: MODELS,
        topics: countBy('category.topic'),
        intents: countBy('category.intent'),
        sentiments: countBy('category.sentiment'),
        outcomes: countBy('category.outcome'),
        signals: [{ $unwind: '$category.signals' }, ...countBy('category.signals')],
        languages: countBy('language.code'),
      },
    },
  ]);
  const { totals, ...lists } = facets ?? {};
  return { ...NOTHING, ...(totals?.[0] as object | undefined), ...lists } as Summary;
}
