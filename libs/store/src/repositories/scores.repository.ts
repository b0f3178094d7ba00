import { scoreQueries } from '../collections/conversation-scores.ts';
import type { DailyMetrics, ScoreDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import type { ScoresRepository } from '../store.ts';
import { createVersionedRepository } from './versioned.repository.ts';

const LATENCY = '$metrics.meanLatencySeconds';

const SUM_BY_DAY_MODEL_TOPIC = [
  {
    $group: {
      _id: { date: '$date', model: '$model', topic: '$topic' },
      nConversations: { $sum: 1 },
      sumSentiment: { $sum: '$metrics.sentiment' },
      sumQuality: { $sum: '$metrics.quality' },
      nAssistantMessages: { $sum: '$metrics.nAssistantMessages' },
      nErrors: { $sum: '$metrics.nErrors' },
      sumLatencySeconds: { $sum: LATENCY },
      nWithLatency: { $sum: { $cond: [{ $isNumber: LATENCY }, 1, 0] } },
    },
  },
  { $sort: { '_id.date': 1, '_id.model': 1, '_id.topic': 1 } },
  { $replaceWith: { $mergeObjects: ['$_id', '$$ROOT'] } },
  { $project: { _id: 0 } },
];

async function dateRange(
  access: CollectionAccess,
  tenant: string,
): Promise<{ from: string; to: string } | null> {
  const options = { limit: 1, projection: { date: 1 } } as const;
  const [first] = await access.find<{ date: string }>(
    'dateRange',
    scoreQueries.daysAscending(tenant),
    options,
  );
  const [last] = await access.find<{ date: string }>(
    'dateRange',
    scoreQueries.daysDescending(tenant),
    options,
  );
  return first && last ? { from: first.date, to: last.date } : null;
}

/** `conversation_scores`. */
export const createScoresRepository = (access: CollectionAccess): ScoresRepository => ({
  ...createVersionedRepository<ScoreDocument>(access, scoreQueries),
  dailyMetrics: async (tenant, range) =>
    access.run('dailyMetrics', () =>
      access.native
        .aggregate<DailyMetrics>(
          [{ $match: scoreQueries.byDays(tenant, range).filter }, ...SUM_BY_DAY_MODEL_TOPIC],
          { allowDiskUse: true },
        )
        .toArray(),
    ),
  dateRange: async (tenant) => dateRange(access, tenant),
  mostAnomalous: async (tenant, filter, limit) =>
    access.find('mostAnomalous', scoreQueries.mostAnomalous(tenant, filter), { limit }),
});
