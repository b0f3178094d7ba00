import type { LedgerStage } from '@convoscope/store';
import { REFERENCE, STAGE } from './count-stages.ts';
import { DIFFERENCES, type Difference, type LedgerMismatch } from './reconciliation.ts';
import type { ScratchDatabase } from './scratch-database.ts';

type IsInBucket = (column: string) => string;

/** What is between the two sides of the days that differ; `is_first` marks one row a conversation, which can differ in two ways. */
const differences =
  (stage: LedgerStage) =>
  (isInBucket: IsInBucket): string => `
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
  SELECT '${stage}', *, row_number() OVER (PARTITION BY source, day, id ORDER BY kind) = 1 FROM found`;

/** What the reference itself holds more than once: equal doubles at every stage would balance. */
const doubled =
  (stage: LedgerStage) =>
  (isInBucket: IsInBucket): string => `
  INSERT INTO difference
  WITH part AS (SELECT source, day, id FROM ${REFERENCE} WHERE ${isInBucket('id')}),
    repeated AS (SELECT id, min(day) AS first_day FROM part GROUP BY id HAVING count(*) > 1)
  SELECT '${stage}', source, day, id, 'doubled', true FROM part JOIN repeated USING (id)
  GROUP BY source, day, id, first_day HAVING count(*) > 1 OR day <> first_day`;

export const createDifferences = (database: ScratchDatabase): Promise<void> =>
  database.run(
    'CREATE OR REPLACE TABLE difference (stage VARCHAR, source VARCHAR, day VARCHAR, id VARCHAR, kind VARCHAR, is_first BOOLEAN)',
  );

/** Notes what differs between the stage that is loaded and the reference, on these days. */
export async function findDifferences(
  database: ScratchDatabase,
  days: readonly { source: string; date: string }[],
  stage: LedgerStage,
): Promise<void> {
  if (days.length === 0) return;
  const differing = await database.createTable('differing', { source: 'VARCHAR', day: 'VARCHAR' });
  for (const { source, date } of days) differing.append([source, date]);
  differing.done();
  const [sizes] = await database.rows<{ larger: string }>(`
    SELECT CASE WHEN (SELECT count(*) FROM ${STAGE}) > (SELECT count(*) FROM ${REFERENCE}) THEN '${STAGE}' ELSE '${REFERENCE}' END AS larger`);
  await database.runInBuckets(sizes?.larger ?? REFERENCE, differences(stage));
}

/** Notes what the reference holds more than once. */
export const findDoubled = (database: ScratchDatabase, stage: LedgerStage): Promise<void> =>
  database.runInBuckets(REFERENCE, doubled(stage));

/** Ids asked about at once. */
const ASKED_AT_ONCE = 1_000;

/** Takes out what changed while it was compared, as `moved` knows; returns of how many conversations. */
export async function leaveOutMoved(
  database: ScratchDatabase,
  moved: (ids: readonly string[]) => Promise<readonly string[]>,
): Promise<number> {
  const table = await database.createTable('moved', { id: 'VARCHAR' });
  let n = 0;
  for (let after = ''; ;) {
    const rows = await database.rows<{ id: string }>(
      `SELECT DISTINCT id FROM difference WHERE id > $after ORDER BY id LIMIT ${ASKED_AT_ONCE}`,
      { after },
    );
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.id;
    const found = await moved(rows.map(({ id }) => id));
    for (const id of found) table.append([id]);
    n += found.length;
  }
  table.done();
  if (n > 0) await database.run('DELETE FROM difference WHERE id IN (SELECT id FROM moved)');
  return n;
}

interface DifferenceRow {
  stage: LedgerStage;
  source: string;
  date: string;
  kind: Difference;
  count: number;
  ids: string[];
}
type Place = Pick<DifferenceRow, 'stage' | 'source' | 'date'>;
const placeOf = ({ stage, source, date }: Place): string => JSON.stringify([stage, source, date]);

/** The first ids of each kind and all counts; each list is sorted. */
export async function readDifferences(
  database: ScratchDatabase,
  maxListed: number,
): Promise<LedgerMismatch[]> {
  const nListed = Math.max(1, Math.trunc(maxListed));
  const found = await database.rows<DifferenceRow>(`
    SELECT stage, source, day AS date, kind, count(*)::INTEGER AS count, min(id, ${nListed}) AS ids
    FROM difference GROUP BY stage, source, day, kind`);
  const places = await database.rows<Place & { nConversations: number }>(`
    SELECT stage, source, day AS date, count(*) FILTER (is_first)::INTEGER AS "nConversations"
    FROM difference GROUP BY stage, source, day`);
  const byPlace = Map.groupBy(found, placeOf);
  return places.map((place) => {
    const rows = byPlace.get(placeOf(place)) ?? [];
    const of = (kind: Difference): DifferenceRow | undefined => rows.find((row) => row.kind === kind);
    const lists = DIFFERENCES.map((kind) => [kind, of(kind)?.ids ?? []] as const);
    const counts = DIFFERENCES.map((kind) => [kind, of(kind)?.count ?? 0] as const);
    return {
      ...place,
      ...(Object.fromEntries(lists) as Record<Difference, string[]>),
      counts: Object.fromEntries(counts) as Record<Difference, number>,
    };
  });
}
