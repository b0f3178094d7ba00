import { PermanentError } from '@convoscope/contracts';
import { mongo } from 'mongoose';
import type { IndexKey, NamedQuery } from '../collections/collection-spec.ts';
import type { Page } from '../store.ts';
import type { CollectionAccess, FindOptions } from './collection-access.ts';

const MAX_LIMIT = 200;

type Position = Record<string, unknown>;

export const toCursor = (position: Position): string =>
  Buffer.from(mongo.BSON.EJSON.stringify(position, undefined, 0, { relaxed: true })).toString('base64url');

const invalid = (cause?: unknown): PermanentError =>
  new PermanentError('The cursor is not one of this list', { code: 'STORE_CURSOR_INVALID', cause });

const isScalar = (value: unknown): boolean =>
  value === null ||
  ['string', 'number', 'boolean'].includes(typeof value) ||
  value instanceof mongo.ObjectId ||
  Object.prototype.toString.call(value) === '[object Date]';

/** The position that a cursor of this order holds. Throws PermanentError `STORE_CURSOR_INVALID`. */
export function parseCursor(cursor: string, sort: IndexKey): Position {
  let position: Position;
  try {
    position = mongo.BSON.EJSON.parse(Buffer.from(String(cursor), 'base64url').toString('utf8')) as Position;
  } catch (error) {
    throw invalid(error);
  }
  const fields = Object.keys(sort);
  const fits =
    position !== null &&
    typeof position === 'object' &&
    Object.keys(position).join() === fields.join() &&
    fields.every((field) => isScalar(position[field]));
  if (!fits) throw invalid();
  return position;
}

/** What comes after the position in the order: (a > A) or (a = A and b > B) or … */
export function afterPosition(position: Position, sort: IndexKey): Record<string, unknown> {
  const fields = Object.entries(sort);
  return {
    $or: fields.map(([field, direction], i) => ({
      ...Object.fromEntries(fields.slice(0, i).map(([earlier]) => [earlier, position[earlier]])),
      [field]: { [direction === 1 ? '$gt' : '$lt']: position[field] },
    })),
  };
}

const valueAt = (document: Position, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Position | null | undefined)?.[name], document);

export const positionOf = (document: Position, sort: IndexKey): Position =>
  Object.fromEntries(Object.keys(sort).map((field) => [field, valueAt(document, field)]));

export const withPosition = (query: NamedQuery, position: Position | undefined): NamedQuery =>
  position === undefined || query.sort === undefined
    ? query
    : { ...query, filter: { $and: [query.filter, afterPosition(position, query.sort)] } };

export function checkLimit(limit: number): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT)
    throw new PermanentError(`limit must be 1-${MAX_LIMIT}`, { code: 'STORE_LIMIT_INVALID' });
}

/**
 * One page of a named query in its sort order, which must be total. The cursor holds the last position, so pages stay right while
 * documents come and go. Throws PermanentError `STORE_CURSOR_INVALID`, `STORE_LIMIT_INVALID` (limit 1-200).
 */
export async function findPage<T>(
  access: CollectionAccess,
  query: NamedQuery,
  page: { limit: number; cursor?: string },
  options: Pick<FindOptions, 'projection'> = {},
): Promise<Page<T>> {
  const sort = query.sort ?? {};
  checkLimit(page.limit);
  const position = page.cursor === undefined ? undefined : parseCursor(page.cursor, sort);
  const found = await access.find<Position>('findPage', withPosition(query, position), {
    limit: page.limit + 1,
    projection: { ...options.projection, ...('_id' in sort && { _id: 1 }) },
    mayBeStale: true,
  });
  const items = found.slice(0, page.limit);
  const last = items.at(-1);
  const nextCursor =
    found.length > page.limit && last !== undefined ? toCursor(positionOf(last, sort)) : null;
  for (const item of items) delete item['_id'];
  return { items: items as T[], nextCursor };
}

/** Every document of a named query in its sort order, read in separate bounded queries so that a slow reader holds nothing open. */
export async function* streamInOrder<T>(
  access: CollectionAccess,
  query: NamedQuery,
  options: { batchSize: number; projection?: Record<string, 0 | 1> },
): AsyncGenerator<T> {
  const sort = query.sort ?? {};
  let position: Position | undefined;
  for (;;) {
    const batch = await access.find<Position>('stream', withPosition(query, position), {
      limit: options.batchSize,
      ...(options.projection && { projection: options.projection }),
    });
    yield* batch as T[];
    const last = batch.at(-1);
    if (last === undefined || batch.length < options.batchSize) return;
    position = positionOf(last, sort);
  }
}
