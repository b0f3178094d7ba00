import type { LedgerStage } from '@convoscope/store';
import type { LedgerEntry, LedgerMismatch } from './reconcile.ts';
import type { ScratchDatabase } from './scratch-database.ts';

/** Ways in which a stage can differ, by what each says of a conversation. */
export const DIFFERENCES = ['missing', 'extra', 'altered', 'doubled', 'phantom'] as const;
export type Difference = (typeof DIFFERENCES)[number];

interface DayTotal {
  source: string;
  date: string;
  count: number;
  hash: string;
  nNotCompared: number;
}

/** Ids of the tables: the reference, the stage that is compared with it. */
export const REFERENCE = 'reference';
export const STAGE = 'stage';

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

type IsInBucket = (column: string) => string;

/** What is between the two sides of the days that differ; `is_first` marks one row a conversation, which can differ in two ways. */
const differences = (isInBucket: IsInBucket): string => `
  INSERT INTO difference
  WITH wanted AS (SELECT source, day, id, revision FROM ${REFERENCE} WHERE ${isInBucket('id')}),
    shown AS (SELECT source, day, id, revision FROM ${STAGE} SEMI JOIN differing USING (source, day) WHERE ${isInBucket('id')}),
    expected AS (SELECT source, day, id, count(*) AS n FROM wanted SEMI JOIN differing USING (source, day) GROUP BY ALL),
    held AS (SELECT source, day, id, count(*) AS n FROM shown GROUP BY ALL),
    found AS (
      SELECT source, day, id, 'missing' AS kind FROM expected ANTI JOIN held USING (source, day, id)
      UNION ALL
      SELECT source, day, id, CASE WHEN id IN (SELECT id FROM wanted) THEN 'extra' ELSE 'phantom' END
        FROM held ANTI JOIN expected USING (source, day, id)
      UNION ALL
      SELECT DISTINCT source, day, id, 'altered'
        FROM (FROM shown SEMI JOIN expected USING (source, day, id)) AS shared ANTI JOIN wanted USING (source, day, id, revision)
      UNION ALL
      SELECT source, day, id, 'doubled' FROM held LEFT JOIN expected USING (source, day, id) WHERE held.n > coalesce(expected.n, 1)
    )
  SELECT *, row_number() OVER (PARTITION BY source, day, id ORDER BY kind) = 1 FROM found`;

/** What the reference itself holds more than once: equal doubles at every stage would balance. */
const doubled = (isInBucket: IsInBucket): string => `
  INSERT INTO difference
  WITH part AS (SELECT source, day, id FROM ${REFERENCE} WHERE ${isInBucket('id')}),
    repeated AS (SELECT id, min(day) AS first_day FROM part GROUP BY id HAVING count(*) > 1)
  SELECT source, day, id, 'doubled', true FROM part JOIN repeated USING (id)
  GROUP BY source, day, id, first_day HAVING count(*) > 1 OR day <> first_day`;

const clearDifferences = (database: ScratchDatabase): Promise<void> =>
  database.run(
    'CREATE OR REPLACE TABLE difference (source VARCHAR, day VARCHAR, id VARCHAR, kind VARCHAR, is_first BOOLEAN)',
  );

export async function findDifferences(
  database: ScratchDatabase,
  days: readonly { source: string; date: string }[],
  stage: LedgerStage,
  maxListed: number,
): Promise<LedgerMismatch[]> {
  if (days.length === 0) return [];
  const differing = await database.createTable('differing', { source: 'VARCHAR', day: 'VARCHAR' });
  for (const { source, date } of days) differing.append([source, date]);
  differing.done();
  await clearDifferences(database);
  const [sizes] = await database.rows<{ larger: string }>(`
    SELECT CASE WHEN (SELECT count(*) FROM ${STAGE}) > (SELECT count(*) FROM ${REFERENCE}) THEN '${STAGE}' ELSE '${REFERENCE}' END AS larger`);
  await database.runInBuckets(sizes?.larger ?? REFERENCE, differences);
  return readDifferences(database, stage, maxListed);
}

export async function findDoubled(
  database: ScratchDatabase,
  stage: LedgerStage,
  maxListed: number,
): Promise<LedgerMismatch[]> {
  await clearDifferences(database);
  await database.runInBuckets(REFERENCE, doubled);
  return readDifferences(database, stage, maxListed);
}

interface DifferenceRow {
  source: string;
  date: string;
  kind: Difference;
  count: number;
  ids: string[];
}

/** The first ids of each kind and all counts; each list is sorted. */
async function readDifferences(
  database: ScratchDatabase,
  stage: LedgerStage,
  maxListed: number,
): Promise<LedgerMismatch[]> {
  const nListed = Math.max(1, Math.trunc(maxListed));
  const found = await database.rows<DifferenceRow>(`
    SELECT source, day AS date, kind, count(*)::INTEGER AS count, min(id, ${nListed}) AS ids
    FROM difference GROUP BY source, day, kind`);
  const places = await database.rows<{ source: string; date: string; nConversations: number }>(`
    SELECT source, day AS date, count(*) FILTER (is_first)::INTEGER AS "nConversations" FROM difference GROUP BY source, day`);
  const byPlace = Map.groupBy(found, placeOf);
  return places.map(({ source, date, nConversations }) => {
    const rows = byPlace.get(placeOf({ source, date })) ?? [];
    const of = (kind: Difference): DifferenceRow | undefined => rows.find((row) => row.kind === kind);
    const lists = DIFFERENCES.map((kind) => [kind, of(kind)?.ids ?? []] as const);
    const counts = DIFFERENCES.map((kind) => [kind, of(kind)?.count ?? 0] as const);
    return {
      ...{ source, date, stage, nConversations },
      ...(Object.fromEntries(lists) as Record<Difference, string[]>),
      counts: Object.fromEntries(counts) as Record<Difference, number>,
    };
  });
}
