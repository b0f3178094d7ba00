import type { mongo } from 'mongoose';
import { ledgerMarkQueries } from '../collections/ledger-marks.ts';
import { ledgerQueries } from '../collections/ledger.ts';
import type { LedgerDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { inTransaction, readAll } from '../mongo/transaction.ts';
import type { DayMark, LedgerRepository } from '../store.ts';
import { markDays } from './ledger-marks.ts';

type Place = Pick<LedgerDocument, 'source' | 'date' | 'stage'>;
const placeOf = ({ source, date, stage }: Place): string => JSON.stringify([source, date, stage]);

/** One transaction, so that a reader sees the count before or the count after, never a mixture. Needs a replica set. */
const replace = (
  access: CollectionAccess,
  tenant: string,
  filter: mongo.Document,
  entries: readonly LedgerDocument[],
): Promise<void> =>
  inTransaction(access, 'replace', async (transaction) => {
    const { session } = transaction;
    const newer = entries[0] === undefined ? [] : await readNewer(access, transaction, filter, entries[0]);
    const kept = new Set(newer.map(placeOf));
    await access.native.deleteMany(
      { ...filter, _id: { $nin: newer.map((one) => one['_id'] as mongo.ObjectId) } },
      { session },
    );
    const documents = entries
      .filter((entry) => !kept.has(placeOf(entry)))
      .map((entry) => ({ ...entry, tenant }));
    if (documents.length > 0) await access.native.insertMany(documents, { session, ordered: false });
  });

/** What was counted after this count began: a check of changed days beside a proof of everything. */
const readNewer = (
  access: CollectionAccess,
  transaction: Parameters<typeof readAll>[1],
  filter: mongo.Document,
  { countedAt }: Pick<LedgerDocument, 'countedAt'>,
): Promise<(Place & mongo.Document)[]> =>
  readAll(
    access,
    transaction,
    { index: 'by_stage', filter: { ...filter, countedAt: { $gt: countedAt } } },
    { _id: 1, source: 1, date: 1, stage: 1 },
  );

/** `ledger`, with the marks that say which days changed since they were compared. */
export const createLedgerRepository = (
  access: CollectionAccess,
  marks: CollectionAccess,
): LedgerRepository => ({
  replaceAll: async (tenant, entries) => replace(access, tenant, ledgerQueries.all(tenant).filter, entries),
  replaceDays: async (tenant, { dates, stages }, entries) =>
    replace(access, tenant, ledgerQueries.ofDays(tenant, dates, stages).filter, entries),
  findAll: async (tenant, filter) => access.find('findAll', ledgerQueries.all(tenant, filter)),
  findDiffering: async (tenant) => {
    const [missing, extra] = await Promise.all([
      access.find<LedgerDocument>('findDiffering', ledgerQueries.missing(tenant)),
      access.find<LedgerDocument>('findDiffering', ledgerQueries.extra(tenant)),
    ]);
    return [...missing, ...extra.filter(({ nMissing }) => nMissing === 0)];
  },
  markDays: async (tenant, dates, at) => markDays(marks, tenant, dates, at),
  findMarks: async (tenant) =>
    marks.find<DayMark>('findMarks', ledgerMarkQueries.ofTenant(tenant), {
      projection: { date: 1, token: 1, markedAt: 1 },
    }),
  removeMarks: async (tenant, seen) => {
    const writes = seen.map(({ date, token }) => ({ deleteOne: { filter: { tenant, date, token } } }));
    if (writes.length > 0)
      await marks.run('removeMarks', () => marks.native.bulkWrite(writes, { ordered: false }));
  },
});
