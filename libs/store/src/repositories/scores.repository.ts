import { scoreQueries } from '../collections/conversation-scores.ts';
import type { ScoreDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import type { ScoresRepository } from '../store.ts';
import { createVersionedRepository } from './versioned.repository.ts';

/** Explanations are most of a score, and nobody who counts needs them. */
const COUNTED = { contributions: 0 } as const;

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
  dateRange: async (tenant) => dateRange(access, tenant),
  startedBetween: async (tenant, from, to) =>
    access.find('startedBetween', scoreQueries.startedBetween(tenant, from, to), { projection: COUNTED }),
  sampleOf: async (tenant, date, limit) =>
    access.find('sampleOf', scoreQueries.sampleOf(tenant, date), { limit, projection: COUNTED }),
  markPublished: async (tenant, conversationIds) =>
    access.run('markPublished', async () => {
      const { filter } = scoreQueries.byIds(tenant, conversationIds);
      await access.native.updateMany(filter, { $set: { isPublished: true } });
    }),
});
