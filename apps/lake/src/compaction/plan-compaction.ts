import type { LakeFile } from '../manifest/manifest.ts';

export interface CompactionOptions {
  targetFileBytes: number;
  minFilesToCompact: number;
}

const byOffset = (a: LakeFile, b: LakeFile): number =>
  a.epoch - b.epoch || (BigInt(a.minOffset) < BigInt(b.minOffset) ? -1 : 1);

/** Consecutive files up to the target size each; a group of one is no work. */
function inGroups(files: readonly LakeFile[], targetBytes: number): LakeFile[][] {
  const groups: LakeFile[][] = [];
  let sizeBytes = Infinity;
  for (const file of files) {
    if (sizeBytes + file.bytes > targetBytes) {
      groups.push([]);
      sizeBytes = 0;
    }
    groups.at(-1)?.push(file);
    sizeBytes += file.bytes;
  }
  return groups.filter((group) => group.length > 1);
}

/**
 * Which files of a partition to merge: of each day the small ones (under half the target), in order of offset, once there are enough of them.
 * Merged files grow in steps, so a byte is rewritten about log2(target / file size) times. Pure.
 */
export function planCompaction(files: readonly LakeFile[], options: CompactionOptions): LakeFile[][] {
  const small = files.filter(({ bytes }) => bytes < options.targetFileBytes / 2);
  return [...Map.groupBy(small, ({ date }) => date)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(([, ofDay]) => ofDay.length >= options.minFilesToCompact)
    .flatMap(([, ofDay]) => inGroups(ofDay.toSorted(byOffset), options.targetFileBytes));
}
