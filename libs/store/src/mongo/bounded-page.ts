import type { Filter, NamedQuery } from '../collections/collection-spec.ts';
import type { Page } from '../store.ts';
import { MAX_TIME_MS, type CollectionAccess } from './collection-access.ts';
import { checkLimit, parseCursor, positionOf, toCursor, withPosition } from './page-cursor.ts';

/** Documents that one page may look at. */
export const MAX_LOOKED_AT = 2_000;

type Found = Record<string, unknown>;

/**
 * One page of what an index finds and a further filter lets through, in the order of the index. Looks at 2,000 documents at most, however rare what
 * fits is: then the page is shorter than its limit, and its cursor leads on from the last one looked at.
 */
export async function findBoundedPage<T>(
  access: CollectionAccess,
  { query, looked }: { query: NamedQuery; looked: Filter },
  page: { limit: number; cursor?: string },
  hidden: Readonly<Record<string, 0>>,
): Promise<Page<T>> {
  checkLimit(page.limit);
  const sort = query.sort ?? {};
  const position = page.cursor === undefined ? undefined : parseCursor(page.cursor, sort);
  const { filter } = withPosition(query, position);
  const found = await access.run('findBoundedPage', () =>
    access.native
      .aggregate<Found>(
        [
          { $match: filter },
          { $sort: { ...sort } },
          { $limit: MAX_LOOKED_AT },
          { $match: looked },
          { $limit: page.limit + 1 },
          { $unset: ['_id', ...Object.keys(hidden)] },
        ],
        { hint: query.index, maxTimeMS: MAX_TIME_MS },
      )
      .toArray(),
  );
  const items = found.slice(0, page.limit);
  const last = found.length > page.limit ? items.at(-1) : await lastLookedAt(access, { ...query, filter });
  return {
    items: items as T[],
    nextCursor: last === undefined ? null : toCursor(positionOf(last, sort)),
  };
}

/** The last document that a page looked at, read from the index alone; undefined where the list ended before. */
async function lastLookedAt(access: CollectionAccess, query: NamedQuery): Promise<Found | undefined> {
  const projection = {
    _id: 0,
    ...Object.fromEntries(Object.keys(query.sort ?? {}).map((name) => [name, 1])),
  };
  const [last] = await access.run('findBoundedPage', () =>
    access.native
      .find<Found>(query.filter, { projection, hint: query.index, maxTimeMS: MAX_TIME_MS })
      .sort({ ...query.sort })
      .skip(MAX_LOOKED_AT - 1)
      .limit(1)
      .toArray(),
  );
  return last;
}
