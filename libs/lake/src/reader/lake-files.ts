import { PermanentError } from '@convoscope/contracts';
import type { ObjectStore } from '@convoscope/objects';
import { readNewest, readVersion } from '../delta/read-log.ts';
import { mayHold, type FileFilter } from '../delta/statistics.ts';
import type { TableFile } from '../delta/snapshot.ts';
import { manifestPrefix } from '../migrate/migrate-manifests.ts';
import type { Dataset } from '../tables/dataset.ts';
import { tableRoot } from '../tables/table-places.ts';

export interface LakeFilesOptions {
  objects: ObjectStore;
  scratchDir: string;
}

/** Throws where the lake is still in the layout before Delta tables: it would seem to be empty. */
async function checkIsMigrated(objects: ObjectStore, dataset: Dataset): Promise<void> {
  for await (const { key } of objects.list(manifestPrefix(dataset)))
    throw new PermanentError(
      `the lake is in the layout before Delta tables (${key}): start the lake service once, it brings it over`,
      { code: 'LAKE_NOT_MIGRATED' },
    );
}

/** The files of a dataset's table that may hold such rows, as it stands or as it stood at a version; none where there is no table. */
export async function lakeFiles(
  { objects, scratchDir }: LakeFilesOptions,
  dataset: Dataset,
  { filter = {}, version }: { filter?: FileFilter; version?: number } = {},
): Promise<TableFile[]> {
  const place = { objects, scratchDir, root: tableRoot(dataset) };
  const snapshot = version === undefined ? await readNewest(place) : await readVersion(place, version);
  if (snapshot === null) await checkIsMigrated(objects, dataset);
  return [...(snapshot?.files.values() ?? [])].filter((file) => mayHold(file, filter));
}
