import { createHash } from 'node:crypto';
import { TransientError } from '@convoscope/contracts';
import { auditQueries } from '../collections/audit-log.ts';
import type { AuditDocument } from '../documents.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { findPage, streamInOrder } from '../mongo/page-cursor.ts';
import type { AuditEntry, AuditLogRepository } from '../store.ts';

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

async function append(access: CollectionAccess, tenant: string, entry: AuditEntry): Promise<AuditDocument> {
  for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
    const last = await newestOf(access, tenant);
    const chained = {
      ...entry,
      tenant,
      sequence: (last?.sequence ?? 0) + 1,
      previousHash: last?.hash ?? null,
    };
    const document = { ...chained, hash: hashOf(chained) };
    const isWritten = await access.run('append', async () => {
      try {
        await access.native.insertOne({ ...document });
        return true;
      } catch (error) {
        // Somebody else took the place: the next one is behind theirs.
        if ((error as { code?: number }).code === DUPLICATE_KEY) return false;
        throw error;
      }
    });
    if (isWritten) return document;
  }
  throw new TransientError('too many write to the audit log at once', { code: 'STORE_AUDIT_CONTENDED' });
}

/** From the newest to the oldest: what does not follow from the one before it has been tampered with. */
async function verify(
  access: CollectionAccess,
  tenant: string,
): Promise<{ nEntries: number; brokenAt: number | null }> {
  let nEntries = 0;
  let later: AuditDocument | undefined;
  for await (const entry of streamInOrder<AuditDocument>(access, auditQueries.newest(tenant), {
    batchSize: STREAM_BATCH,
  })) {
    nEntries += 1;
    const follows =
      later === undefined || (later.sequence === entry.sequence + 1 && later.previousHash === entry.hash);
    if (!follows) return { nEntries, brokenAt: entry.sequence + 1 };
    if (hashOf(entry) !== entry.hash) return { nEntries, brokenAt: entry.sequence };
    later = entry;
  }
  const isWhole = later === undefined || (later.sequence === 1 && later.previousHash === null);
  return { nEntries, brokenAt: isWhole ? null : 1 };
}

/** `audit_log`. */
export const createAuditLogRepository = (access: CollectionAccess): AuditLogRepository => ({
  append: async (tenant, entry) => append(access, tenant, entry),
  findPage: async (tenant, filter, page) => findPage(access, auditQueries.page(tenant, filter), page),
  verify: async (tenant) => verify(access, tenant),
});
