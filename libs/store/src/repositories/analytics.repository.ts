import { analyticsQueries, narrowedBy, splitByIndex } from '../collections/conversation-analytics.ts';
import type { AnalyticsDocument } from '../documents.ts';
import { checkPipeline } from '../mongo/aggregation-guard.ts';
import { findBoundedPage } from '../mongo/bounded-page.ts';
import { LONG_READ_MS, type CollectionAccess } from '../mongo/collection-access.ts';
import { guardedUpsert, insertAbsent } from '../mongo/guarded-upsert.ts';
import { findPage, streamInOrder } from '../mongo/page-cursor.ts';
import { scalar } from '../mongo/scalar.ts';
import { withinTimeLimit } from '../mongo/store-error.ts';
import { timeRange } from '../mongo/time-range.ts';
import type {
  AnalyticsRepository,
  AnalyticsSection,
  ConversationFilter,
  ConversationPageOptions,
  Page,
  TranslationsRepository,
  UpsertResult,
} from '../store.ts';
import {
  conversationIdOf,
  inRounds,
  toDeletionWrite,
  toSectionWrite,
  toWholeRow,
} from './analytics-sections.ts';
import { newestDeletions } from './deletion.ts';
import { markDays } from './ledger-marks.ts';
import { searchConversations } from './search-conversations.ts';

const STREAM_BATCH = 500;
/** What the ledger asks for. */
const REF_FIELDS: Record<string, 0 | 1> = {
  ...{ conversationId: 1, source: 1, revision: 1, sequence: 1, startedAt: 1 },
  'category.sequence': 1,
};
const MARKED_AT_ONCE = 5_000;
/** Fields of the collection that are not part of the document as others see it. */
const INTERNAL = { isLive: 0, deletion: 0, pastHours: 0 } as const;

/** Where is noted what is to be measured anew, and what is to be compared anew. */
export interface Marks {
  readonly marks: CollectionAccess;
  readonly ledgerMarks: CollectionAccess;
}

const hourOf = (startedAt: string): string => startedAt.slice(0, 13);

/**
 * Marks the hours that these conversations are in, or once were in: after they were written, so that who sees the mark sees the change. A crash
 * between the two repeats the event, which writes and marks again.
 */
async function markHours(
  access: CollectionAccess,
  { marks, ledgerMarks }: Marks,
  tenant: string,
  conversationIds: readonly string[],
): Promise<void> {
  const hours = new Set<string>();
  for (let start = 0; start < conversationIds.length; start += MARKED_AT_ONCE) {
    const { filter } = analyticsQueries.byIds(tenant, conversationIds.slice(start, start + MARKED_AT_ONCE));
    const rows = await access.run('findHours', () =>
      access.native
        .find<{ startedAt: string; pastHours?: string[] }>(filter, {
          projection: { _id: 0, startedAt: 1, pastHours: 1 },
        })
        .toArray(),
    );
    for (const { startedAt, pastHours = [] } of rows)
      for (const hour of [hourOf(startedAt), ...pastHours]) hours.add(hour);
  }
  if (hours.size === 0) return;
  const documents = [...hours].map((key) => ({ tenant, kind: 'hour', key }));
  await marks.run('mark', () => marks.native.insertMany(documents, { ordered: false }));
  await markDays(
    ledgerMarks,
    tenant,
    [...hours].map((hour) => hour.slice(0, 10)),
  );
}

/**
 * Conversations of which more than one section came together and nothing is known yet are written at once, in place of an insertion and three
 * changes. Returns the rounds of what is left, and how many sections were written.
 */
async function insertWhole(
  access: CollectionAccess,
  tenant: string,
  rounds: readonly AnalyticsSection[][],
  at: Date,
): Promise<{ rest: AnalyticsSection[][]; nInserted: number }> {
  const several = new Set((rounds[1] ?? []).map(conversationIdOf));
  if (several.size === 0) return { rest: [...rounds], nInserted: 0 };
  const groups = Map.groupBy(
    rounds.flat().filter((section) => several.has(conversationIdOf(section))),
    conversationIdOf,
  );
  const inserted = await access.run('insertWhole', () =>
    insertAbsent(
      access,
      tenant,
      [...groups].map(([id, ofId]) => ({ id, document: toWholeRow(tenant, ofId, at) })),
    ),
  );
  const nInserted = [...inserted].reduce((sum, id) => sum + (groups.get(id)?.length ?? 0), 0);
  const rest = rounds.map((round) => round.filter((section) => !inserted.has(conversationIdOf(section))));
  return { rest: rest.filter((round) => round.length > 0), nInserted };
}

/** Returns how many were written. */
async function writeSections(
  access: CollectionAccess,
  tenant: string,
  sections: readonly AnalyticsSection[],
  at: Date,
): Promise<number> {
  const { rest, nInserted } = await insertWhole(access, tenant, inRounds(sections), at);
  let written = nInserted;
  for (const round of rest) {
    const writes = round.map((section) => toSectionWrite(tenant, section, at));
    written += (await guardedUpsert(access, writes)).written;
  }
  return written;
}

async function upsertSections(
  access: CollectionAccess,
  marks: Marks,
  tenant: string,
  sections: readonly AnalyticsSection[],
  at: Date,
): Promise<UpsertResult> {
  scalar(tenant, 'tenant');
  const written = await writeSections(access, tenant, sections, at).finally(() =>
    // Also where some were refused: the others were written.
    markHours(access, marks, tenant, [...new Set(sections.map(conversationIdOf))]),
  );
  return { written, skippedAsOlder: sections.length - written };
}

/** What the index of the filter does not find is looked at, in bounds. */
async function findConversations(
  access: CollectionAccess,
  tenant: string,
  filter: ConversationFilter,
  { order = 'newest', ...page }: ConversationPageOptions,
): Promise<Page<AnalyticsDocument>> {
  const named = order === 'score' ? analyticsQueries.byScore : analyticsQueries.page;
  const { index } = named(tenant, filter);
  const { found, looked } = splitByIndex(index, filter);
  const query = { ...named(tenant, found), index };
  const rest = { ...narrowedBy(looked), ...timeRange('startedAt', looked) };
  if (Object.keys(rest).length === 0) return findPage(access, query, page, { projection: INTERNAL });
  return findBoundedPage(access, { query, looked: rest }, page, INTERNAL);
}

/** `conversation_analytics`. Rows whose conversation section has not arrived are not shown. */
export function createAnalyticsRepository(
  access: CollectionAccess,
  marks: Marks,
  findByTerms: TranslationsRepository['findByTerms'],
): AnalyticsRepository {
  return {
    upsertSections: async (tenant, sections, at) => upsertSections(access, marks, tenant, sections, at),
    markDeleted: async (tenant, deletions) => {
      scalar(tenant, 'tenant');
      const writes = newestDeletions(deletions).map((deletion) => toDeletionWrite(tenant, deletion));
      const { written } = await guardedUpsert(access, writes);
      const ids = deletions.map(({ conversationId }) => conversationId);
      await markHours(access, marks, tenant, [...new Set(ids)]);
      return written;
    },
    findById: async (tenant, conversationId) => {
      const query = analyticsQueries.byIds(tenant, [conversationId]);
      const [found] = await access.find<AnalyticsDocument>('findById', query, { projection: INTERNAL });
      return found ?? null;
    },
    findPage: async (tenant, filter, page) => findConversations(access, tenant, filter, page),
    search: async (...search) =>
      searchConversations({ analytics: access, findByTerms, hidden: INTERNAL }, ...search),
    mostAnomalous: async (tenant, date, limit) =>
      access.find('mostAnomalous', analyticsQueries.mostAnomalous(tenant, date), {
        limit,
        projection: INTERNAL,
      }),
    count: async (tenant, filter) =>
      access.run('count', () => access.native.countDocuments(analyticsQueries.page(tenant, filter).filter)),
    aggregate: async <R>(tenant: string, pipeline: readonly Record<string, unknown>[]) => {
      checkPipeline(pipeline);
      const own = [{ $match: analyticsQueries.page(tenant).filter }, { $unset: Object.keys(INTERNAL) }];
      const read = (): Promise<R[]> =>
        withinTimeLimit(LONG_READ_MS, (limit) =>
          access.native
            .aggregate<R & object>([...own, ...pipeline], { allowDiskUse: true, ...limit })
            .toArray(),
        );
      return access.run('aggregate', read, LONG_READ_MS);
    },
    refs: (tenant, days) =>
      streamInOrder(access, analyticsQueries.ofDays(tenant, days), {
        batchSize: STREAM_BATCH,
        projection: REF_FIELDS,
      }),
    stream: (tenant, filter) =>
      streamInOrder(access, analyticsQueries.live(tenant, filter), {
        batchSize: STREAM_BATCH,
        projection: INTERNAL,
      }),
  };
}
