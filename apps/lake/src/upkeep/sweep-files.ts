import {
  deleteFiles,
  LANDING_FOLDER,
  MIGRATION_APP,
  oldPrefix,
  sweepIntents,
  VACUUM_APP,
  type Dataset,
  type LakeTables,
} from '@convoscope/lake';
import type { LakeEvents } from '../lake.events.ts';

export interface SweepDependencies {
  tables: LakeTables;
  events: LakeEvents;
  graceMs: number;
}

/** Deletes removed files whose grace is over, then notes it in the log, which forgets them. A crash between the two repeats harmless deletes. */
async function deleteRemoved(
  { tables, events, graceMs }: SweepDependencies,
  dataset: Dataset,
  signal?: AbortSignal,
): Promise<void> {
  const table = tables.of(dataset);
  const { removed } = await table.known();
  const untilMs = tables.now() - graceMs;
  const over = new Set(
    [...removed.values()]
      .filter(({ deletionTimestamp }) => (deletionTimestamp ?? 0) <= untilMs)
      .map(({ path }) => path),
  );
  if (over.size === 0) return;
  if (!(await deleteFiles(tables.objects, table.root, [...over], signal))) return;
  const isNoted = await table.commit({
    ...{ operation: 'VACUUM END', lane: 'rewrite' },
    plan: (snapshot) => {
      const missed = [...snapshot.removed.values()].some(
        ({ path, deletionTimestamp }) => (deletionTimestamp ?? 0) <= untilMs && !over.has(path),
      );
      return missed ? null : [{ txn: { appId: VACUUM_APP, version: untilMs } }];
    },
  });
  if (isNoted) events.filesRemoved('replaced', over.size);
}

/** Deletes landing files that no commit names and that are too old to be of a write in flight. */
async function deleteOrphans(
  { tables, events, graceMs }: SweepDependencies,
  dataset: Dataset,
): Promise<void> {
  const table = tables.of(dataset);
  const beforeMs = tables.now() - graceMs;
  const candidates: string[] = [];
  for await (const { key, lastModifiedAt } of tables.objects.list(`${table.root}${LANDING_FOLDER}`))
    if (lastModifiedAt.getTime() < beforeMs) candidates.push(key.slice(table.root.length));
  // As it stands after listing: a file that has been committed meanwhile is seen here.
  const snapshot = await table.refresh();
  const orphans = candidates.filter((path) => !snapshot.files.has(path) && !snapshot.removed.has(path));
  await deleteFiles(tables.objects, table.root, orphans);
  const nLeft = await sweepIntents(tables.objects, table.root, snapshot, beforeMs);
  if (orphans.length + nLeft > 0) events.filesRemoved('orphan', orphans.length + nLeft);
}

/** Deletes what lies there in the layout before Delta tables, once readers of it are done. */
async function deleteMigrated(
  { tables, events, graceMs }: SweepDependencies,
  dataset: Dataset,
): Promise<void> {
  const table = tables.of(dataset);
  const { transactions, metaData } = await table.known();
  if (transactions.get(MIGRATION_APP) !== 0) return;
  if (tables.now() - (metaData?.createdTime ?? 0) < graceMs) return;
  let nDeleted = 0;
  for await (const { key } of tables.objects.list(oldPrefix(dataset))) {
    await tables.objects.delete(key);
    nDeleted += 1;
  }
  await table.commit({
    ...{ operation: 'VACUUM END', lane: 'migration' },
    plan: () => [{ txn: { appId: MIGRATION_APP, version: 1 } }],
  });
  events.filesRemoved('migrated', nDeleted);
}

/** Removes what nobody needs any more. Looks at what was removed or is in flight, never at all files. */
export async function sweepFiles(
  deps: SweepDependencies,
  dataset: Dataset,
  signal?: AbortSignal,
): Promise<void> {
  await deleteRemoved(deps, dataset, signal);
  if (signal?.aborted) return;
  await deleteOrphans(deps, dataset);
  await deleteMigrated(deps, dataset);
}
