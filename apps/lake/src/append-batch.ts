import type { EventBatch, ReceivedEvent } from '@convoscope/bus';
import { TransientError } from '@convoscope/contracts';
import type { ObjectStore } from '@convoscope/objects';
import { createHash } from 'node:crypto';
import { datasetOfTopic, LAKE_SCHEMA_VERSION, type Dataset } from './files/dataset.ts';
import { fileKey, type OffsetRange } from './files/file-key.ts';
import type { DraftFile, ParquetWriter } from './files/parquet-writer.ts';
import { planAppend, withAppended, type LakeFile } from './manifest/manifest.ts';
import type { ManifestStore } from './manifest/manifest-store.ts';

const ATTEMPTS = 8;

export interface AppendDependencies {
  objects: ObjectStore;
  manifests: ManifestStore;
  writer: Pick<ParquetWriter, 'write'>;
  now: () => number;
  /** A file found under its key that is older than this is put again, lest the sweep of orphans takes it away meanwhile. */
  refreshAfterMs: number;
}

export interface AppendResult {
  files: LakeFile[];
  /** Events that the lake had already. */
  nRepeated: number;
}

/**
 * Puts the file where it is absent. A file that is there already was left by a crash between put and manifest, or is being written by
 * another process at this moment: it holds the same rows, because its key names them.
 */
async function putOnce(
  deps: AppendDependencies,
  key: string,
  draft: DraftFile,
): Promise<Pick<LakeFile, 'bytes' | 'sha256'>> {
  const contentType = 'application/vnd.apache.parquet';
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const put = await deps.objects.put(key, draft.body, { ifAbsent: true, contentType });
    if (put.stored) return { bytes: draft.body.length, sha256: draft.sha256 };
    const found = await deps.objects.head(key);
    if (found === null) continue;
    if (deps.now() - found.lastModifiedAt.getTime() < deps.refreshAfterMs)
      return describeExisting(deps, key, draft);
    const again = await deps.objects.put(key, draft.body, { ifMatch: found.etag, contentType });
    if (again.stored) return { bytes: draft.body.length, sha256: draft.sha256 };
  }
  throw new TransientError(`${key} comes and goes`, { code: 'LAKE_FILE_CONTENDED' });
}

/** The bytes that lie there may come from another version of DuckDB: the manifest must describe those, not ours. */
async function describeExisting(
  deps: AppendDependencies,
  key: string,
  draft: DraftFile,
): Promise<Pick<LakeFile, 'bytes' | 'sha256'>> {
  const found = await deps.objects.get(key);
  if (found === null) throw new TransientError(`${key} vanished`, { code: 'LAKE_FILE_CONTENDED' });
  if (found.body.equals(draft.body)) return { bytes: draft.body.length, sha256: draft.sha256 };
  return { bytes: found.body.length, sha256: createHash('sha256').update(found.body).digest('hex') };
}

async function putFiles(
  deps: AppendDependencies,
  dataset: Dataset,
  range: OffsetRange,
  drafts: readonly DraftFile[],
): Promise<LakeFile[]> {
  return Promise.all(
    drafts.map(async (draft) => {
      const key = fileKey(dataset, range, draft.date);
      const written = await putOnce(deps, key, draft);
      return {
        ...{ key, date: draft.date, rows: draft.rows, ...written, epoch: range.epoch },
        ...{ minOffset: String(draft.minOffset), maxOffset: String(draft.maxOffset) },
        schemaVersion: LAKE_SCHEMA_VERSION,
      };
    }),
  );
}

/**
 * Brings a batch into the lake exactly once: leaves out what the manifest has, writes and puts the files, then adds them to the manifest by
 * compare-and-swap. A crash at any point leaves at most files that no manifest names; a writer that lost the race plans again with what
 * the winner wrote. Throws TransientError when the partition is taken away or the store is out of reach.
 */
export async function appendBatch(
  deps: AppendDependencies,
  batch: Pick<EventBatch, 'topic' | 'partition' | 'signal'> & { events: readonly ReceivedEvent[] },
): Promise<AppendResult> {
  const dataset = datasetOfTopic(batch.topic);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const stored = await deps.manifests.recall(dataset, batch.partition);
    const plan = planAppend(stored.manifest, batch.events);
    if (plan === null) return { files: [], nRepeated: batch.events.length };
    const drafts = await deps.writer.write(dataset, plan.events);
    if (batch.signal.aborted)
      throw new TransientError('the partition was taken away', { code: 'LAKE_ABORTED' });
    const files = await putFiles(deps, dataset, plan.range, drafts);
    if (await deps.manifests.replace(stored, withAppended(stored.manifest, plan, files))) {
      return { files, nRepeated: batch.events.length - plan.events.length };
    }
  }
  throw new TransientError('other writers kept changing the manifest', { code: 'LAKE_MANIFEST_CONTENDED' });
}
