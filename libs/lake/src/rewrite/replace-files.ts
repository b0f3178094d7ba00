import type { ObjectStore } from '@convoscope/objects';
import type { Action, RemoveFile } from '../delta/actions.ts';
import type { DeltaTable } from '../delta/delta-table.ts';
import type { TableFile } from '../delta/snapshot.ts';
import type { RewriteResult } from './rewrite-files.ts';
import { deleteFiles, endIntent } from './rewrite-intent.ts';

export interface Replacement {
  operation: 'OPTIMIZE' | 'DELETE';
  inputs: readonly TableFile[];
  made: RewriteResult;
  /** Whether rows are gone: subscribers of the table's changes leave out commits that only move rows. */
  dataChange: boolean;
  now: number;
  /** Files that have waited longer than this are given up, lest the sweep takes them away in the same moment. */
  commitWithinMs: number;
}

const toRemove = (file: TableFile, deletionTimestamp: number, dataChange: boolean): RemoveFile => ({
  ...{ path: file.path, deletionTimestamp, dataChange, extendedFileMetadata: true },
  ...{ partitionValues: file.partitionValues, size: file.size },
});

/**
 * Commits the made files in place of their inputs, in one step. Where one of the inputs does not stand any more (another rewrite was faster), or it took
 * too long, the made files are deleted and it returns false.
 */
export async function replaceFiles(
  objects: ObjectStore,
  table: DeltaTable,
  { operation, inputs, made, dataChange, now, commitWithinMs }: Replacement,
): Promise<boolean> {
  const actions: Action[] = [
    ...inputs.map((file) => ({ remove: toRemove(file, now, dataChange) })),
    ...made.files.map((file) => ({ add: { ...file, dataChange } })),
  ];
  const isDone = await table.commit({
    ...{ operation, lane: 'rewrite' },
    plan({ files }) {
      const isLate = performance.now() - made.putSinceMs > commitWithinMs;
      return !isLate && inputs.every(({ path }) => files.has(path)) ? actions : null;
    },
  });
  const paths = made.files.map(({ path }) => path);
  if (!isDone) await deleteFiles(objects, table.root, paths);
  await endIntent(objects, made.intentKey);
  return isDone;
}
