import { createHash } from 'node:crypto';
import { TransientError } from '@convoscope/contracts';
import { auditQueries } from '../collections/audit-log.ts';
import type { AuditDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { findPage, streamInOrder } from '../mongo/page-cursor.ts';
import type { AuditEntry, AuditHead, AuditLogRepository } from '../store.ts';

const DUPLICATE_KEY = 11_000;
const MAX_TRIES = 20;
const STREAM_BATCH = 500;

/** SHA-256 over every field but the hash, in a fixed order. */
function hashOf(entry: Omit<AuditDocument, 'hash'>): string {
  const { tenant, sequence, at, by, action, subject, because, before, after, previousHash } = entry;
  const fields = [
    tenant,
    sequence,
    at.toISOString(),
    by,
    action,
    subject,
    because,
    before,
    after,
    previousHash,
  ];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

const newestOf = async (access: CollectionAccess, tenant: string): Promise<AuditDocument | undefined> =>
  (await access.find<AuditDocument>('newest', auditQueries.newest(tenant), { limit: 1 }))[0];

/** The entries behind the last one, each with the hash of the one before it. */
function chain(
  tenant: string,
  entries: readonly AuditEntry[],
  last: AuditDocument | undefined,
): AuditDocument[] {
  const documents: AuditDocument[] = [];
  let before = last;
  for (const entry of entries) {
    const chained = {
      ...entry,
      tenant,
      sequence: (before?.sequence ?? 0) + 1,
      previousHash: before?.hash ?? null,
    };
    before = { ...chained, hash: hashOf(chained) };
    documents.push(before);
  }
  return documents;
}

/** In order: where somebody else took a place, nothing behind it is written. Returns how many were. */
async function insertInOrder(access: CollectionAccess, documents: readonly AuditDocument[]): Promise<number> {
  try {
    return (await access.native.insertMany(documents.map((document) => ({ ...document })))).insertedCount;
  } catch (error) {
    if ((error as { code?: number }).code !== DUPLICATE_KEY) throw error;
    return (error as { insertedCount?: number }).insertedCount ?? 0;
  }
}

/** All of them, one behind the other, in as few writes as others who write at the same time allow. */
async function append(
  access: CollectionAccess,
  tenant: string,
  entries: readonly AuditEntry[],
): Promise<AuditDocument[]> {
  const written: AuditDocument[] = [];
  for (let attempt = 0; written.length < entries.length; attempt++) {
    if (attempt >= MAX_TRIES)
      throw new TransientError('too many write to the audit log at once', { code: 'STORE_AUDIT_CONTENDED' });
    const last = await newestOf(access, tenant);
    const documents = chain(tenant, entries.slice(written.length), last);
    const nWritten = await access.run('append', () => insertInOrder(access, documents));
    if (nWritten > 0) attempt = 0;
    written.push(...documents.slice(0, nWritten));
  }
  return written;
}

/** Whether the chain reaches as far as it is known to have reached. */
const lacksHead = (newest: AuditDocument | undefined, head: AuditHead | null): boolean =>
  head !== null && (newest?.sequence ?? 0) < head.sequence;

/** From the newest to the oldest: what does not follow from the one before it, or from what is known of the head, has been tampered with. */
async function verify(
  access: CollectionAccess,
  tenant: string,
  head: AuditHead | null,
): Promise<{ nEntries: number; brokenAt: number | null }> {
  let nEntries = 0;
  let later: AuditDocument | undefined;
  const newest = await newestOf(access, tenant);
  if (lacksHead(newest, head)) return { nEntries, brokenAt: (newest?.sequence ?? 0) + 1 };
  for await (const entry of streamInOrder<AuditDocument>(access, auditQueries.newest(tenant), {
    batchSize: STREAM_BATCH,
  })) {
    nEntries += 1;
    const follows =
      later === undefined || (later.sequence === entry.sequence + 1 && later.previousHash === entry.hash);
    if (!follows) return { nEntries, brokenAt: entry.sequence + 1 };
    if (hashOf(entry) !== entry.hash) return { nEntries, brokenAt: entry.sequence };
    if (entry.sequence === head?.sequence && entry.hash !== head.hash)
      return { nEntries, brokenAt: entry.sequence };
    later = entry;
  }
  const isWhole = later === undefined || (later.sequence === 1 && later.previousHash === null);
  return { nEntries, brokenAt: isWhole ? null : 1 };
}

/** `audit_log`. */
export const createAuditLogRepository = (access: CollectionAccess): AuditLogRepository => ({
  append: async (tenant, entries) => append(access, tenant, entries),
  findPage: async (tenant, filter, page) => findPage(access, auditQueries.page(tenant, filter), page),
  verify: async (tenant, head = null) => verify(access, tenant, head),
});
