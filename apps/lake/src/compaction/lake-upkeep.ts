import type { ObjectStore } from '@convoscope/objects';
import { datasets, type Dataset } from '../files/dataset.ts';
import { datasetPrefix } from '../files/file-key.ts';
import type { LakeEvents } from '../lake.events.ts';
import { withReplaced, type LakeFile, type Manifest } from '../manifest/manifest.ts';
import { ManifestStore } from '../manifest/manifest-store.ts';
import { createLakeReader } from '../reader/lake-reader.ts';
import { collect } from '../reader/collect.ts';
import { planCompaction, type CompactionOptions } from './plan-compaction.ts';
import { rewriteFiles, type Erasure } from './rewrite-files.ts';

const ATTEMPTS = 10;

export interface LakeUpkeepOptions extends CompactionOptions {
  objects: ObjectStore;
  events: LakeEvents;
  scratchDir: string;
  graceMs: number;
  now: () => number;
}

/** Swaps files in the manifest; a writer that appends meanwhile makes it read again. Returns false where the inputs are gone. */
async function replaceInManifest(
  options: LakeUpkeepOptions,
  dataset: Dataset,
  partition: number,
  inputs: readonly LakeFile[],
  output: LakeFile | null,
): Promise<boolean> {
  const manifests = new ManifestStore(options.objects);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const read = await manifests.read(dataset, partition);
    const next = withReplaced(read.manifest, inputs, output, options.now());
    if (next === undefined) return false;
    if (await manifests.replace(read, next)) return true;
  }
  return false;
}

async function compact(
  options: LakeUpkeepOptions,
  dataset: Dataset,
  { partition, files }: Manifest,
): Promise<void> {
  for (const inputs of planCompaction(files, options)) {
    const { output } = await rewriteFiles(options, dataset, partition, inputs);
    if (await replaceInManifest(options, dataset, partition, inputs, output)) {
      options.events.filesCompacted(dataset.name, inputs.length, output?.bytes ?? 0);
    }
  }
}

/** Which files hold rows of erased conversations; the sequence of an erasure is above that of everything it covers. */
async function filesWithErased(
  options: LakeUpkeepOptions,
  dataset: Dataset,
): Promise<Map<string, Erasure[]>> {
  const reader = await createLakeReader(options);
  try {
    const view = dataset.name.replaceAll('-', '_');
    const sql = `SELECT r.filename AS path, r.tenant AS tenant, r.conversation_id AS "conversationId", max(d.sequence)::DOUBLE AS sequence
      FROM (SELECT DISTINCT filename, tenant, conversation_id, min(sequence) AS sequence FROM ${view} GROUP BY ALL) r
      JOIN conversations_deleted d ON d.reason = 'erased' AND d.tenant = r.tenant AND d.conversation_id = r.conversation_id
        AND d.sequence >= r.sequence GROUP BY ALL`;
    const found = await collect(reader.query(sql));
    const rows = found as unknown as (Erasure & { path: string })[];
    const byKey = Map.groupBy(rows, ({ path }) => path.slice(path.indexOf(datasetPrefix(dataset.name))));
    return new Map(
      [...byKey].map(([key, erasures]) => [key, erasures.map(({ path: _path, ...erasure }) => erasure)]),
    );
  } finally {
    await reader.close();
  }
}

async function erase(options: LakeUpkeepOptions, dataset: Dataset): Promise<void> {
  if (!dataset.topic.key.includes('conversation') || dataset.name === 'conversations-deleted') return;
  const affected = await filesWithErased(options, dataset);
  if (affected.size === 0) return;
  for (const { manifest } of await new ManifestStore(options.objects).readAll(dataset)) {
    for (const file of manifest.files) {
      const erasures = affected.get(file.key);
      if (erasures === undefined) continue;
      const { output, nErasedRows } = await rewriteFiles(
        options,
        dataset,
        manifest.partition,
        [file],
        erasures,
      );
      if (!(await replaceInManifest(options, dataset, manifest.partition, [file], output))) continue;
      // What was erased must be gone now, not after the readers' grace.
      await options.objects.delete(file.key);
      options.events.conversationsErased(dataset.name, nErasedRows);
    }
  }
}

/** Deletes replaced files whose grace is over, then forgets them. A crash between the two repeats a harmless delete. */
async function removeRetired(options: LakeUpkeepOptions, dataset: Dataset, partition: number): Promise<void> {
  const manifests = new ManifestStore(options.objects);
  const read = await manifests.read(dataset, partition);
  const isOver = ({ retiredAtMs }: { retiredAtMs: number }): boolean =>
    options.now() - retiredAtMs >= options.graceMs;
  const over = read.manifest.retired.filter(isOver);
  if (over.length === 0) return;
  for (const { key } of over) await options.objects.delete(key);
  const retired = read.manifest.retired.filter((file) => !isOver(file));
  if (await manifests.replace(read, { ...read.manifest, retired })) {
    options.events.filesRemoved('retired', over.length);
  }
}

/** Deletes files that no manifest names and that are too old to be of a write in flight. */
async function removeOrphans(options: LakeUpkeepOptions, dataset: Dataset): Promise<void> {
  const candidates: string[] = [];
  for await (const { key, lastModifiedAt } of options.objects.list(`${datasetPrefix(dataset.name)}date=`)) {
    if (options.now() - lastModifiedAt.getTime() >= options.graceMs) candidates.push(key);
  }
  // Read after listing: a file that has come into a manifest meanwhile is seen here.
  const manifests = await new ManifestStore(options.objects).readAll(dataset);
  const known = new Set(
    manifests.flatMap(({ manifest: { files, retired } }) => [...files, ...retired].map(({ key }) => key)),
  );
  const orphans = candidates.filter((key) => !known.has(key));
  for (const key of orphans) await options.objects.delete(key);
  if (orphans.length > 0) options.events.filesRemoved('orphan', orphans.length);
}

/** One round of upkeep: removes erased conversations, merges small files, removes what is no longer needed. Safe beside writers and other rounds. */
export function createLakeUpkeep(options: LakeUpkeepOptions): (signal?: AbortSignal) => Promise<void> {
  return async (signal) => {
    const isStopping = (): boolean => signal?.aborted === true;
    for (const dataset of datasets) {
      if (isStopping()) return;
      await erase(options, dataset);
      for (const { manifest } of await new ManifestStore(options.objects).readAll(dataset)) {
        if (isStopping()) return;
        await compact(options, dataset, manifest);
        await removeRetired(options, dataset, manifest.partition);
      }
      await removeOrphans(options, dataset);
    }
  };
}
