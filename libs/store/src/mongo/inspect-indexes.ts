import type { mongo } from 'mongoose';
import { allCollections } from '../collections/all-collections.ts';
import type { IndexFinding } from './index-finding.ts';

interface Usage {
  name: string;
  accesses: { ops: number | bigint; since: Date };
}

/** MongoDB counts anew after each of its starts: what it has not seen for a shorter time says nothing. */
const COUNTS_AFTER_MS = 7 * 86_400_000;

async function inspectCollection(
  db: mongo.Db,
  { name, indexes }: (typeof allCollections)[number],
  nowMs: number,
): Promise<IndexFinding[]> {
  const usages = (await db
    .collection(name)
    .aggregate([{ $indexStats: {} }])
    .toArray()) as unknown as Usage[];
  // A collection that is not there yet has not even the index of its ids: it comes with its indexes.
  if (usages.length === 0) return [];
  const present = new Set(usages.map((usage) => usage.name));
  const declared = new Map(indexes.map((index) => [index.name, index]));
  const missing = [...declared.keys()].filter((index) => !present.has(index));
  const foreign = [...present].filter((index) => index !== '_id_' && !declared.has(index));
  const unused = usages.filter((usage) => {
    const index = declared.get(usage.name);
    // Unique ones hold a promise, those that expire documents are used by MongoDB itself.
    const isForQueries =
      index !== undefined && index.unique !== true && index.expireAfterSeconds === undefined;
    const isLong = nowMs - usage.accesses.since.getTime() > COUNTS_AFTER_MS;
    return isForQueries && isLong && Number(usage.accesses.ops) === 0;
  });
  return [
    ...missing.map((index) => ({ collection: name, index, problem: 'missing' as const })),
    ...foreign.map((index) => ({ collection: name, index, problem: 'foreign' as const })),
    ...unused.map((usage) => ({
      ...{ collection: name, index: usage.name, problem: 'unused' as const },
      since: usage.accesses.since.toISOString(),
    })),
  ];
}

/** Compares the indexes that there are with those that are declared, and says which nobody uses. Cost: one small command a collection. */
export async function inspectIndexes(db: mongo.Db): Promise<IndexFinding[]> {
  const { localTime } = (await db.command({ hello: 1 })) as { localTime: Date };
  const findings: IndexFinding[] = [];
  for (const spec of allCollections)
    findings.push(...(await inspectCollection(db, spec, localTime.getTime())));
  return findings;
}
