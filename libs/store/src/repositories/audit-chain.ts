import { createHash } from 'node:crypto';
import type { AuditDocument } from '../documents.ts';
import type { AuditEntry, AuditHead, AuditVerdict } from '../store.ts';

/** SHA-256 over every field but the hash, in a fixed order: docs/access.md says how to compute it elsewhere. */
export function hashOf(entry: Omit<AuditDocument, 'hash'>): string {
  const { tenant, sequence, at, by, action, subject, because, before, after, previousHash } = entry;
  const fields = [
    ...[tenant, sequence, at.toISOString(), by, action, subject, because, before, after],
    previousHash,
  ];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

/** The entries behind the last one, each with the hash of the one before it. */
export function chain(
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

type Break = NonNullable<AuditVerdict['broken']>;

const broken = (what: Break['what'], sequence: number): { broken: Break } => ({ broken: { what, sequence } });

/** Whether what an entry says was written under its number, or under the one before: then something was put in below it. */
const isAsWritten = (entry: AuditDocument): boolean => hashOf(entry) === entry.hash;
const isMovedUp = (entry: AuditDocument): boolean =>
  hashOf({ ...entry, sequence: entry.sequence - 1 }) === entry.hash;

/** What is wrong with an entry, by the one after it; null: nothing. `isElsewhere`: an entry of that hash stands at another place. */
async function judge(
  entry: AuditDocument,
  { later, head, hasMoved }: { later: AuditDocument | undefined; head: AuditHead | null; hasMoved: boolean },
  isElsewhere: (hash: string) => Promise<boolean>,
): Promise<{ broken: Break } | null> {
  const { sequence } = entry;
  if (later !== undefined && later.sequence !== sequence + 1) return broken('missing', sequence + 1);
  const expected = later === undefined ? entry.hash : later.previousHash;
  const isRight = entry.hash === expected && (hasMoved ? isMovedUp(entry) : isAsWritten(entry));
  if (!isRight && hasMoved) return broken('inserted', sequence);
  if (!isRight) {
    const isSwapped = expected !== null && entry.hash !== expected && (await isElsewhere(expected));
    return broken(isSwapped ? 're-ordered' : 'altered', sequence);
  }
  return sequence === head?.sequence && entry.hash !== head.hash ? broken('altered', sequence) : null;
}

/** From the newest to the oldest: what does not follow from the one after it, or from what is known of the head, has been tampered with. */
export async function verifyChain(
  newestFirst: AsyncIterable<AuditDocument>,
  head: AuditHead | null,
  isElsewhere: (hash: string) => Promise<boolean>,
): Promise<AuditVerdict> {
  let nEntries = 0;
  let hasMoved = false;
  let later: AuditDocument | undefined;
  for await (const entry of newestFirst) {
    nEntries += 1;
    if (nEntries === 1 && head !== null && entry.sequence < head.sequence)
      return { nEntries: 0, ...broken('missing', entry.sequence + 1) };
    if (later === undefined) hasMoved = !isAsWritten(entry) && isMovedUp(entry);
    const found = await judge(entry, { later, head: hasMoved ? null : head, hasMoved }, isElsewhere);
    if (found !== null) return { nEntries, ...found };
    later = entry;
  }
  if (nEntries === 0 && head !== null) return { nEntries, ...broken('missing', 1) };
  const isWhole = later === undefined || (later.sequence === 1 && later.previousHash === null);
  return isWhole ? { nEntries, broken: null } : { nEntries, ...broken('missing', 1) };
}
