import { TransientError } from '@convoscope/contracts';
import { auditQueries } from '../collections/audit-log.ts';
import type { AuditDocument } from '../documents.ts';
import { findBoundedPage } from '../mongo/bounded-page.ts';
import type { CollectionAccess } from '../mongo/collection-access.ts';
import { findPage, streamInOrder } from '../mongo/page-cursor.ts';
import type { AuditEntry, AuditLogRepository, AuditVerdict, AuditHead } from '../store.ts';
import { chain, verifyChain } from './audit-chain.ts';

const DUPLICATE_KEY = 11_000;
const MAX_TRIES = 20;
const STREAM_BATCH = 500;

const newestOf = async (access: CollectionAccess, tenant: string): Promise<AuditDocument | undefined> =>
  (await access.find<AuditDocument>('newest', auditQueries.newest(tenant), { limit: 1 }))[0];

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

const newestFirst = (access: CollectionAccess, tenant: string): AsyncIterable<AuditDocument> =>
  streamInOrder<AuditDocument>(access, auditQueries.newest(tenant), { batchSize: STREAM_BATCH });

/** Reads the whole log once more: only when it is broken. */
async function hasHash(access: CollectionAccess, tenant: string, hash: string): Promise<boolean> {
  for await (const entry of newestFirst(access, tenant)) if (entry.hash === hash) return true;
  return false;
}

const verify = (access: CollectionAccess, tenant: string, head: AuditHead | null): Promise<AuditVerdict> =>
  verifyChain(newestFirst(access, tenant), head, (hash) => hasHash(access, tenant, hash));

/** `audit_log`. */
export const createAuditLogRepository = (access: CollectionAccess): AuditLogRepository => ({
  append: async (tenant, entries) => append(access, tenant, entries),
  findPage: async (tenant, filter, page) => {
    const { query, looked } = auditQueries.search(tenant, filter);
    return Object.keys(looked).length === 0
      ? findPage(access, query, page)
      : findBoundedPage(access, { query, looked }, page, {});
  },
  tenants: async () => access.run('tenants', () => access.native.distinct('tenant') as Promise<string[]>),
  newest: async (tenant) => (await newestOf(access, tenant)) ?? null,
  between: (tenant, from, to) =>
    streamInOrder<AuditDocument>(access, auditQueries.between(tenant, from, to), { batchSize: STREAM_BATCH }),
  verify: async (tenant, head = null) => verify(access, tenant, head),
});
