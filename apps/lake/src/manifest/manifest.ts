import type { ReceivedEvent } from '@convoscope/bus';
import type { OffsetRange } from '../files/file-key.ts';

/** A file of the lake. Offsets are decimal text: JSON numbers end at 2^53. */
export interface LakeFile {
  key: string;
  date: string;
  rows: number;
  bytes: number;
  sha256: string;
  minOffset: string;
  maxOffset: string;
  epoch: number;
  schemaVersion: number;
}

/**
 * What one partition of a topic has in the lake. A file counts from the moment it stands here, and not before; `nextOffset` and not the
 * consumer group says which event comes next.
 */
export interface Manifest {
  formatVersion: 1;
  dataset: string;
  topic: string;
  partition: number;
  epoch: number;
  /** Decimal text. */
  nextOffset: string;
  /** Newest append time among the written records, ms since the epoch: tells a repeat from a topic made anew. */
  lastAppendedAtMs: number;
  files: LakeFile[];
  /** Replaced files that readers may still be reading. */
  retired: { key: string; retiredAtMs: number }[];
}

export const emptyManifest = (dataset: string, topic: string, partition: number): Manifest => ({
  formatVersion: 1,
  ...{ dataset, topic, partition, epoch: 0, nextOffset: '0', lastAppendedAtMs: -1, files: [], retired: [] },
});

/** What of a batch is still to be written, and as which range. Null: nothing. */
export interface AppendPlan {
  events: readonly ReceivedEvent[];
  range: OffsetRange;
  lastAppendedAtMs: number;
}

/**
 * Offsets began again at 0: an event lies before what is written and yet is newer than all of it. A repeat never is, because the newest append
 * time is the maximum over what was written.
 */
const isTopicMadeAnew = (manifest: Manifest, { position, appendedAtMs }: ReceivedEvent): boolean =>
  position.offset < BigInt(manifest.nextOffset) && appendedAtMs > manifest.lastAppendedAtMs;

/** Leaves out what is written already. `events` are consecutive events of the manifest's partition. Pure. */
export function planAppend(manifest: Manifest, events: readonly ReceivedEvent[]): AppendPlan | null {
  const isNew = events.some((event) => isTopicMadeAnew(manifest, event));
  const [epoch, next] = isNew ? [manifest.epoch + 1, 0n] : [manifest.epoch, BigInt(manifest.nextOffset)];
  const fresh = events.filter(({ position }) => position.offset >= next);
  const [first, last] = [fresh[0], fresh.at(-1)];
  if (first === undefined || last === undefined) return null;
  const range = {
    ...{ partition: manifest.partition, epoch },
    first: first.position.offset,
    last: last.position.offset,
  };
  const appendedAt = fresh.map(({ appendedAtMs }) => appendedAtMs);
  const floor = isNew ? -1 : manifest.lastAppendedAtMs;
  return { events: fresh, range, lastAppendedAtMs: appendedAt.reduce((a, b) => Math.max(a, b), floor) };
}

/** The manifest after the planned files have been written. Pure. */
export const withAppended = (manifest: Manifest, plan: AppendPlan, files: readonly LakeFile[]): Manifest => ({
  ...manifest,
  epoch: plan.range.epoch,
  nextOffset: String(plan.range.last + 1n),
  lastAppendedAtMs: plan.lastAppendedAtMs,
  files: [...manifest.files, ...files],
});

/**
 * The manifest after `inputs` have been replaced by `output` (null: nothing is left of them), or undefined where one of them is no longer
 * there: another compaction was faster. Pure.
 */
export function withReplaced(
  manifest: Manifest,
  inputs: readonly LakeFile[],
  output: LakeFile | null,
  retiredAtMs: number,
): Manifest | undefined {
  const gone = new Set(inputs.map(({ key }) => key));
  const remaining = manifest.files.filter(({ key }) => !gone.has(key));
  if (remaining.length + gone.size !== manifest.files.length) return undefined;
  return {
    ...manifest,
    files: output === null ? remaining : [...remaining, output],
    retired: [...manifest.retired, ...inputs.map(({ key }) => ({ key, retiredAtMs }))],
  };
}
