import type { LedgerStage } from '@convoscope/store';
import type { LedgerEntry } from './reconciliation.ts';
import type { ScratchDatabase } from './scratch-database.ts';

/** Names of the tables: the reference, the stage that is compared with it. */
export const REFERENCE = 'reference';
export const STAGE = 'stage';

interface DayTotal {
  source: string;
  date: string;
  count: number;
  hash: string;
  nNotCompared: number;
}

/** The ledger's hash: the sum modulo 2^64, as 16 hex digits. */
const HASH = `lpad(lower(to_hex((sum(term) % 18446744073709551616)::UBIGINT)), 16, '0')`;

const totals = (database: ScratchDatabase, table: string, notCompared: string): Promise<DayTotal[]> =>
  database.rows(`
    SELECT source, day AS date, count(*)::INTEGER AS count, ${HASH} AS hash,
      count(*) FILTER (${notCompared})::INTEGER AS "nNotCompared"
    FROM ${table} GROUP BY source, day ORDER BY source, day`);

/** Counts and fingerprints of the reference by source and day. */
export const countReference = async (database: ScratchDatabase, stage: LedgerStage): Promise<LedgerEntry[]> =>
  (await totals(database, REFERENCE, 'false')).map((total) => ({ ...total, stage }));

/**
 * The same of a stage. Conversations that it may have let go of (stored last before `keptSinceMs`) and that are absent are taken from the
 * reference in its place: counted, not compared.
 */
export async function countStage(
  database: ScratchDatabase,
  stage: LedgerStage,
  keptSinceMs: number | null,
): Promise<LedgerEntry[]> {
  await database.run(`ALTER TABLE ${STAGE} ADD COLUMN let_go BOOLEAN DEFAULT false`);
  if (keptSinceMs !== null)
    await database.runInBuckets(
      REFERENCE,
      (isInBucket) => `
        INSERT INTO ${STAGE}
        SELECT source, day, id, revision, term, true FROM ${REFERENCE}
        WHERE ${isInBucket('id')} AND id IN (SELECT id FROM stored WHERE ${isInBucket('id')} AND stored_at < $since::BIGINT)
          AND id NOT IN (SELECT id FROM ${STAGE} WHERE ${isInBucket('id')})`,
      { since: keptSinceMs },
    );
  return (await totals(database, STAGE, 'let_go')).map((total) => ({ ...total, stage }));
}

const NOTHING = { count: 0, hash: '0000000000000000' };
const placeOf = ({ source, date }: Pick<DayTotal, 'source' | 'date'>): string =>
  JSON.stringify([source, date]);

/** Source and days in which a stage has another count or fingerprint than the reference. */
export function differingDays(
  reference: readonly LedgerEntry[],
  stage: readonly LedgerEntry[],
): { source: string; date: string }[] {
  const expected = new Map(reference.map((entry) => [placeOf(entry), entry]));
  const found = new Map(stage.map((entry) => [placeOf(entry), entry]));
  return [...new Set([...expected.keys(), ...found.keys()])]
    .filter((place) => {
      const [a, b] = [expected.get(place) ?? NOTHING, found.get(place) ?? NOTHING];
      return a.count !== b.count || a.hash !== b.hash;
    })
    .map((place) => JSON.parse(place) as [string, string])
    .map(([source, date]) => ({ source, date }));
}
