import type { mongo } from 'mongoose';
import { expiredQuery } from '../collections/expiry.ts';
import type { CollectionSpec } from '../collections/collection-spec.ts';
import type { CollectionAccess } from './collection-access.ts';

export interface ExpireOptions {
  /** What is older than this goes. */
  before: Date;
  /** Most documents of this call. */
  limit: number;
  /** Called with them first, without what is large in them: what belongs to them goes before they do, so that nothing is left behind alone. */
  onExpire?: ((documents: readonly ExpiredDocument[]) => Promise<void>) | undefined;
}

export type ExpiredDocument = { readonly tenant: string } & Readonly<Record<string, unknown>>;

/** Fields that nobody needs in order to clean up. */
const LARGE = { content: 0, messages: 0, features: 0 } as const;

/**
 * Removes the oldest documents whose time is over, and returns how many it looked at: fewer than `limit` means that no more are left. One that changed
 * in between stays. Cost: what it removes.
 */
export async function expireDocuments(
  { expiry }: CollectionSpec,
  access: CollectionAccess,
  { before, limit, onExpire }: ExpireOptions,
): Promise<number> {
  if (expiry === undefined) throw new TypeError(`nothing of ${access.name} goes by age`);
  const { filter, sort } = expiredQuery(expiry, before);
  const found = await access.run('findExpired', () =>
    access.native
      .find<ExpiredDocument & { _id: mongo.ObjectId }>(filter, {
        limit,
        ...(sort && { sort }),
        projection: onExpire === undefined ? { _id: 1 } : LARGE,
      })
      .toArray(),
  );
  if (found.length === 0) return 0;
  await onExpire?.(found);
  const ids = found.map(({ _id }) => _id);
  await access.run('removeExpired', () => access.native.deleteMany({ ...filter, _id: { $in: ids } }));
  return found.length;
}
