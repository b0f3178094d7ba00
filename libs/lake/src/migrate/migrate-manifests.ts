import { TransientError } from '@convoscope/contracts';
import type { ObjectStore } from '@convoscope/objects';
import { appendTimeApp, offsetApp } from '../append/plan-append.ts';
import type { Action } from '../delta/actions.ts';
import { rewriteFiles } from '../rewrite/rewrite-files.ts';
import type { Dataset } from '../tables/dataset.ts';
import { tableRoot } from '../tables/table-places.ts';

/** What a partition had in the layout before Delta tables: the fields that are still needed. */
export interface OldManifest {
  partition: number;
  epoch: number;
  nextOffset: string;
  lastAppendedAtMs: number;
  files: { key: string; bytes: number; sha256: string }[];
}

export interface MigrateOptions {
  objects: ObjectStore;
  scratchDir: string;
  now: () => number;
}

/** Writers of before read JSON: met with this they stop, commit nothing and leave the events to their successors. */
const FENCE = 'The lake is a set of Delta tables now.\n';
const FENCE_ATTEMPTS = 20;
/** Files are rewritten in groups of about this size; days above a thirtieth of it get a file of their own. */
const GROUP_BYTES = 32 * 1024 * 1024;

export const oldPrefix = (dataset: Pick<Dataset, 'name'>): string => `${tableRoot(dataset)}v1/`;
export const manifestPrefix = (dataset: Pick<Dataset, 'name'>): string => `${oldPrefix(dataset)}_manifest/`;

/** The application whose version says whether the files of the layout before have been deleted: 0 not yet, 1 yes. */
export const MIGRATION_APP = 'convoscope/manifests-migrated';

/** Keeps writers of before from changing a manifest any more, and returns its last state. */
async function fence(objects: ObjectStore, key: string): Promise<OldManifest> {
  for (let attempt = 0; attempt < FENCE_ATTEMPTS; attempt++) {
    const found = await objects.get(key);
    if (found === null) break;
    const text = found.body.toString('utf8');
    if (text.startsWith(FENCE)) return JSON.parse(text.slice(FENCE.length)) as OldManifest;
    const put = await objects.put(key, `${FENCE}${text}`, { ifMatch: found.info.etag });
    if (put.stored) return JSON.parse(text) as OldManifest;
  }
  throw new TransientError(`${key} keeps being changed`, { code: 'LAKE_TABLE_CONTENDED' });
}

const offsetsOf = ({ topic }: Dataset, manifest: OldManifest): Action[] => {
  const { partition, epoch, nextOffset, lastAppendedAtMs } = manifest;
  const epochs = Array.from({ length: epoch }, (_, e) => ({
    txn: { appId: offsetApp(topic.name, partition, e), version: 0 },
  }));
  const last = { appId: offsetApp(topic.name, partition, epoch), version: Number(nextOffset) };
  const appendedAt = { appId: appendTimeApp(topic.name, partition, epoch), version: lastAppendedAtMs };
  return [...epochs, { txn: last }, { txn: appendedAt }];
};

function inGroups(files: OldManifest['files']): OldManifest['files'][] {
  const groups: OldManifest['files'][] = [];
  let sizeBytes = Infinity;
  for (const file of files) {
    if (sizeBytes + file.bytes > GROUP_BYTES) {
      groups.push([]);
      sizeBytes = 0;
    }
    groups.at(-1)?.push(file);
    sizeBytes += file.bytes;
  }
  return groups;
}

/**
 * Brings what a dataset has in the layout before Delta tables (files by day, a manifest a partition) into files of its table, and returns the actions of
 * the first commit: the files, and where each partition goes on. Empty where there is nothing. Until that commit stands it may be
 * repeated at any point, by several processes at once; what they leave is swept. Cost: every byte once.
 */
export async function migrateManifests(options: MigrateOptions, dataset: Dataset): Promise<Action[]> {
  const manifests: OldManifest[] = [];
  for await (const { key } of options.objects.list(manifestPrefix(dataset)))
    manifests.push(await fence(options.objects, key));
  if (manifests.length === 0) return [];
  // By day, because a day has files in several partitions.
  const old = manifests.flatMap(({ files }) => files).sort((a, b) => (a.key < b.key ? -1 : 1));
  const actions: Action[] = [];
  for (const group of inGroups(old)) {
    const inputs = group.map(({ key, sha256, bytes }) => ({ key, sha256, sizeBytes: bytes }));
    const dayFileBytes = GROUP_BYTES / 30;
    const made = await rewriteFiles(options, { dataset, inputs, dayFileBytes, isDayInPath: true });
    actions.push(...(made?.files ?? []).map((add) => ({ add: { ...add, dataChange: true } })));
  }
  const migrated = { txn: { appId: MIGRATION_APP, version: 0 } };
  return [...actions, ...manifests.flatMap((manifest) => offsetsOf(dataset, manifest)), migrated];
}
