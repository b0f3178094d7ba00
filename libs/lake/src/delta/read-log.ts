import { PermanentError, TransientError } from '@convoscope/contracts';
import type { ObjectStore } from '@convoscope/objects';
import { parseLines, type Action } from './actions.ts';
import { readCheckpoint, type LastCheckpoint } from './checkpoint.ts';
import { checkpointKeys, commitKey, lastCheckpointKey, logPrefix, parseLogKey } from './log-keys.ts';
import { Snapshot } from './snapshot.ts';

export interface LogPlace {
  objects: ObjectStore;
  /** The table's prefix, with its slash at the end. */
  root: string;
  /** For checkpoints while they are read or written. */
  scratchDir: string;
}

/** Commits are asked for so many at a time when there may be several. */
const AT_ONCE = 8;

/** The actions of one commit; null where there is none of that version. */
export async function readCommit(
  { objects, root }: Pick<LogPlace, 'objects' | 'root'>,
  version: number,
): Promise<Action[] | null> {
  const found = await objects.get(commitKey(root, version));
  return found === null ? null : parseLines(found.body.toString('utf8'));
}

/**
 * Takes in the commits after the snapshot's version, up to `until`. Costs one request for each and one more, whatever came before: versions have no
 * gaps, so the first that is absent is the end. `isFresh`: only few are expected, they are asked for one by one.
 */
export async function follow(
  place: LogPlace,
  snapshot: Snapshot,
  { until = Infinity, isFresh = false }: { until?: number; isFresh?: boolean } = {},
): Promise<void> {
  let atOnce = isFresh ? 1 : AT_ONCE;
  while (snapshot.version < until) {
    const first = snapshot.version + 1;
    const versions = Array.from({ length: Math.min(atOnce, until - snapshot.version) }, (_, i) => first + i);
    const commits = await Promise.all(versions.map((version) => readCommit(place, version)));
    for (const [i, actions] of commits.entries()) {
      if (actions === null) return;
      // Somebody else may have brought the same snapshot further meanwhile.
      if (snapshot.version === first + i - 1) snapshot.apply(first + i, actions);
    }
    atOnce = Math.min(AT_ONCE, 2 * atOnce);
  }
}

async function readLastCheckpoint({ objects, root }: LogPlace): Promise<LastCheckpoint | null> {
  const found = await objects.get(lastCheckpointKey(root));
  return found === null ? null : (JSON.parse(found.body.toString('utf8')) as LastCheckpoint);
}

/** The newest complete checkpoint that is not above `until`, by listing the log. */
async function findCheckpoint({ objects, root }: LogPlace, until: number): Promise<LastCheckpoint | null> {
  let newest: LastCheckpoint | null = null;
  const parts = new Map<string, number>();
  for await (const { key } of objects.list(logPrefix(root))) {
    const file = parseLogKey(key);
    if (file?.kind !== 'checkpoint' || file.version > until) continue;
    const id = `${file.version}/${file.parts}`;
    parts.set(id, (parts.get(id) ?? 0) + 1);
    if (parts.get(id) === (file.parts ?? 1)) newest = { version: file.version, size: 0, parts: file.parts };
  }
  return newest;
}

async function load(place: LogPlace, checkpoint: LastCheckpoint | null): Promise<Snapshot> {
  const snapshot = new Snapshot();
  if (checkpoint === null) return snapshot;
  const keys = checkpointKeys(place.root, checkpoint.version, checkpoint.parts);
  snapshot.apply(checkpoint.version, await readCheckpoint(place.objects, keys, place.scratchDir));
  return snapshot;
}

/** The checkpoint that `_last_checkpoint` names may have been cleaned away between the two reads: then there is a newer one. */
async function loadNewest(place: LogPlace): Promise<Snapshot> {
  const isNotFound = (error: unknown): boolean => (error as { code?: string }).code === 'OBJECTS_NOT_FOUND';
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      return await load(place, await readLastCheckpoint(place));
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }
  return load(place, await findCheckpoint(place, Infinity));
}

/**
 * The table as it stands; null where there is none. Costs the newest checkpoint and the commits after it, not the history. Throws PermanentError
 * `LAKE_DELTA_FEATURE` for a table of a kind that this library can't read.
 */
export async function readNewest(place: LogPlace): Promise<Snapshot | null> {
  const snapshot = await loadNewest(place);
  await follow(place, snapshot, { isFresh: snapshot.version === -1 });
  if (snapshot.version >= 0) return snapshot;
  // Another writer's log that was cleaned without a pointer to its checkpoint.
  const checkpoint = await findCheckpoint(place, Infinity);
  if (checkpoint === null) return null;
  const found = await load(place, checkpoint);
  await follow(place, found);
  return found;
}

/** The table as it stood at a version. Throws PermanentError `LAKE_VERSION_GONE` where the log does not reach so far back, or there is no such version yet. */
export async function readVersion(place: LogPlace, version: number): Promise<Snapshot> {
  const last = await readLastCheckpoint(place);
  const isBelow = last !== null && last.version <= version;
  const snapshot = await load(place, isBelow ? last : await findCheckpoint(place, version));
  await follow(place, snapshot, { until: version });
  if (snapshot.version === version) return snapshot;
  const context = { root: place.root, version, reached: snapshot.version };
  throw new PermanentError(`${place.root} has no version ${version}: its log begins later, or ends before`, {
    ...{ code: 'LAKE_VERSION_GONE', context },
  });
}

export const contended = (root: string): TransientError =>
  new TransientError(`other writers kept changing ${root}`, { code: 'LAKE_TABLE_CONTENDED' });
