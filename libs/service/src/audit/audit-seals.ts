import { merkleRoot, proveInclusion, type InclusionProof } from '@convoscope/access';
import { readJson, type ObjectStore } from '@convoscope/objects';
import type { AuditDocument, AuditLogRepository, AuditVerdict } from '@convoscope/store';

type Log = Pick<AuditLogRepository, 'findPage' | 'between'>;
type Objects = Pick<ObjectStore, 'get' | 'put' | 'list'>;

/** What is kept of the entries of a day, where nobody can change it. */
export interface AuditSeal {
  tenant: string;
  /** The last day that it holds entries of. */
  day: string;
  /** First and last entry. */
  from: number;
  to: number;
  /** Of the Merkle tree over the hashes of the entries, in order. */
  root: string;
  /** Root of the seal before; null for the first. */
  previousRoot: string | null;
  sealedAt: string;
}

export interface SealedProof extends InclusionProof {
  /** Key of the object that the root stands in. */
  sealKey: string;
  root: string;
  entry: AuditDocument;
}

const DAY_MS = 86_400_000;

const prefixOf = (tenant: string): string => `audit/${tenant}/`;
const keyOf = (tenant: string, day: string): string => `${prefixOf(tenant)}${day}.json`;

/** Days name the keys, so that the order of the keys is that of time. */
async function* sealsOf(objects: Objects, tenant: string): AsyncGenerator<AuditSeal & { key: string }> {
  for await (const { key } of objects.list(prefixOf(tenant))) {
    const seal = await readJson<AuditSeal>(objects, key);
    if (seal !== null) yield { ...seal.value, key };
  }
}

async function lastSealOf(objects: Objects, tenant: string): Promise<AuditSeal | null> {
  let lastKey: string | null = null;
  for await (const { key } of objects.list(prefixOf(tenant))) lastKey = key;
  return lastKey === null ? null : ((await readJson<AuditSeal>(objects, lastKey))?.value ?? null);
}

async function hashesOf(
  log: Log,
  tenant: string,
  { from, to }: Pick<AuditSeal, 'from' | 'to'>,
): Promise<string[]> {
  const hashes: string[] = [];
  for await (const { hash } of log.between(tenant, from, to)) hashes.push(hash);
  return hashes;
}

/**
 * Seals the entries of the days that are over, once: of several that try, one does. The object can be neither changed nor removed until `retainMs`
 * later, where the bucket has Object Lock. Null: there is nothing to seal. Cost: the entries since the last seal, and one listing.
 */
export async function sealAuditLog(
  { log, objects, now, retainMs }: { log: Log; objects: Objects; now: () => number; retainMs: number },
  tenant: string,
): Promise<AuditSeal | null> {
  const day = new Date(now() - DAY_MS).toISOString().slice(0, 10);
  const last = await lastSealOf(objects, tenant);
  if (last !== null && last.day >= day) return null;
  const from = (last?.to ?? 0) + 1;
  const { items } = await log.findPage(tenant, { to: day }, { limit: 1 });
  const to = items[0]?.sequence ?? 0;
  if (to < from) return null;
  const root = merkleRoot(await hashesOf(log, tenant, { from, to }));
  const sealedAt = new Date(now()).toISOString();
  const seal: AuditSeal = { tenant, day, from, to, root, previousRoot: last?.root ?? null, sealedAt };
  const { stored } = await objects.put(keyOf(tenant, day), JSON.stringify(seal), {
    ...{ contentType: 'application/json', ifAbsent: true },
    retainUntil: new Date(now() + retainMs),
  });
  return stored ? seal : null;
}

/** Whether the entries are still those that were sealed; else the first seal that they do not fit. Cost: every sealed entry. */
export async function verifySeals(
  { log, objects }: { log: Log; objects: Objects },
  tenant: string,
): Promise<{ nSeals: number; brokenSeal: AuditSeal | null }> {
  let nSeals = 0;
  let before: AuditSeal | null = null;
  for await (const seal of sealsOf(objects, tenant)) {
    nSeals += 1;
    const hashes = await hashesOf(log, tenant, seal);
    const isWhole = hashes.length === seal.to - seal.from + 1 && merkleRoot(hashes) === seal.root;
    const follows = seal.from === (before?.to ?? 0) + 1 && seal.previousRoot === (before?.root ?? null);
    if (!isWhole || !follows) return { nSeals, brokenSeal: seal };
    before = seal;
  }
  return { nSeals, brokenSeal: null };
}

/** Proves by a seal that an entry was in the log; null: there is no such entry, or it is not sealed yet. Cost: the entries of its seal. */
export async function proveEntry(
  { log, objects }: { log: Log; objects: Objects },
  tenant: string,
  sequence: number,
): Promise<SealedProof | null> {
  for await (const { key, from, to, root } of sealsOf(objects, tenant)) {
    if (sequence < from || sequence > to) continue;
    const entries: AuditDocument[] = [];
    for await (const entry of log.between(tenant, from, to)) entries.push(entry);
    const index = entries.findIndex((entry) => entry.sequence === sequence);
    const entry = entries[index];
    if (entry === undefined) return null;
    const hashes = entries.map(({ hash }) => hash);
    return { ...proveInclusion(hashes, index), sealKey: key, root, entry };
  }
  return null;
}

export interface WholeVerdict extends AuditVerdict {
  nSeals: number;
  /** The first seal that the entries do not fit any more. */
  brokenSeal: AuditSeal | null;
}

/** The chain with what is known of its head, and every seal. */
export async function verifyAuditLog(
  log: AuditLogRepository,
  objects: Objects,
  tenant: string,
): Promise<WholeVerdict> {
  return { ...(await log.verify(tenant)), ...(await verifySeals({ log, objects }, tenant)) };
}
