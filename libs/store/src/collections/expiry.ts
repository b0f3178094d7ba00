import type { Expiry, Filter, IndexSpec, NamedQuery } from './collection-spec.ts';

/** What a deletion leaves, so that what was made from an older revision cannot return. */
export const DELETIONS: Expiry = { field: 'deletedAt', where: { deletedAt: { $type: 'date' } } };

/** What was found and is not so any more. */
export const WITHDRAWN: Expiry = { field: 'detectedAt', where: { isWithdrawn: true } };

const NAME = 'to_expire';

export const expiryIndex = ({ field, where }: Expiry): IndexSpec => ({
  name: NAME,
  key: { [field]: 1 },
  ...(Object.keys(where).length > 0 && { partialFilterExpression: where }),
  serves: ['expired'],
});

/** Of all tenants, oldest first. */
export const expiredQuery = ({ field, where }: Expiry, before: Date): NamedQuery => ({
  index: NAME,
  filter: { ...where, [field]: { ...(where[field] as Filter | undefined), $lt: before } },
  sort: { [field]: 1 },
});
