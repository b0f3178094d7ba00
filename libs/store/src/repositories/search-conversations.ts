import { queryWords } from '@convoscope/search';
import { analyticsQueries, narrowedBy } from '../collections/conversation-analytics.ts';
import type { AnalyticsDocument } from '../documents.ts';
import { MAX_LOOKED_AT } from '../mongo/bounded-page.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { checkLimit, parseCursor, toCursor } from '../mongo/page-cursor.ts';
import type { ConversationFilter, Page, TimePosition, TranslationsRepository } from '../store.ts';

const NEWEST = { startedAt: -1, conversationId: -1 } as const;
const MOST_LOOKED_AT_ONCE = 500;

export interface SearchOptions {
  analytics: CollectionAccess;
  findByTerms: TranslationsRepository['findByTerms'];
  hidden: Record<string, 0>;
}

type Search = [
  tenant: string,
  text: string,
  filter: ConversationFilter,
  page: { limit: number; cursor?: string },
];

/** Conversations whose words or id a text names, newest first. Looks at 2,000 at most, in steps that grow. */
export async function searchConversations(
  options: SearchOptions,
  ...[tenant, text, filter, page]: Search
): Promise<Page<AnalyticsDocument>> {
  checkLimit(page.limit);
  const words = queryWords(text);
  const { from, to } = filter;
  let after =
    page.cursor === undefined ? undefined : (parseCursor(page.cursor, NEWEST) as unknown as TimePosition);
  const items = page.cursor === undefined ? await readRows(options, tenant, filter, [text]) : [];
  if (words.length === 0) return { items, nextCursor: null };
  const [byId] = items;
  for (
    let looked = 0, step = page.limit;
    looked < MAX_LOOKED_AT;
    step = Math.min(2 * step, MOST_LOOKED_AT_ONCE)
  ) {
    const range = {
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(after && { after }),
    };
    const found = await options.findByTerms(tenant, words, { ...range, limit: step });
    looked += found.length;
    const ids = found.filter(({ hasAll }) => hasAll).map(({ conversationId }) => conversationId);
    const rows = await readRows(options, tenant, filter, ids);
    for (const row of rows) {
      if (row.conversationId === byId?.conversationId) continue;
      items.push(row);
      if (items.length === page.limit) return { items, nextCursor: cursorOf(row) };
    }
    const last = found.at(-1);
    if (last === undefined || found.length < step) return { items, nextCursor: null };
    after = last;
  }
  return { items, nextCursor: after === undefined ? null : cursorOf(after) };
}

const cursorOf = ({ startedAt, conversationId }: TimePosition): string =>
  toCursor({ startedAt, conversationId });

/** The live ones of some conversations that fit the filter, newest first. Cost: as many as are asked for. */
async function readRows(
  { analytics, hidden }: SearchOptions,
  tenant: string,
  { from, to, ...filter }: ConversationFilter,
  conversationIds: readonly string[],
): Promise<AnalyticsDocument[]> {
  if (conversationIds.length === 0) return [];
  const { filter: byIds, index } = analyticsQueries.byIds(tenant, conversationIds);
  const days = analyticsQueries.page(tenant, {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  });
  return analytics.find<AnalyticsDocument>(
    'search',
    { index, filter: { ...days.filter, ...byIds, ...narrowedBy(filter) }, sort: NEWEST },
    { projection: hidden },
  );
}
