import { LANDING_FOLDER, type TableFile } from '@convoscope/lake';

export interface MergeOptions {
  /** Files are merged up to about this size. */
  targetFileBytes: number;
  /** So many files of like size are merged at once. */
  minFilesToMerge: number;
  /** A day with this much in landing files gets a file of its own. */
  dayFileBytes: number;
  /** Where nothing came for so long, two files are enough. */
  quietAfterMs: number;
}

/** Files to be merged: landing files, of any days, or files of one day. */
export interface MergeGroup {
  isLanding: boolean;
  files: TableFile[];
}

/** Landing files are split by day while they are merged, with all of their rows in memory or on the scratch disk. */
const MOST_LANDING_BYTES = 16 * 1024 * 1024;

/**
 * Groups of files, the smallest first, such that none is larger than twice all that are smaller together, unless it is tiny: so what a merge holds grows by
 * half at least, and a byte is rewritten about log(target / file) times, however its neighbours come in.
 */
function inGroups(files: readonly TableFile[], tinyBytes: number, mostBytes: number): TableFile[][] {
  const groups: TableFile[][] = [];
  let sizeBytes = 0;
  for (const file of files.toSorted((a, b) => a.size - b.size)) {
    const isLike = file.size <= Math.max(2 * sizeBytes, tinyBytes);
    if (groups.length === 0 || !isLike || sizeBytes + file.size > mostBytes) {
      groups.push([]);
      sizeBytes = 0;
    }
    groups.at(-1)?.push(file);
    sizeBytes += file.size;
  }
  return groups;
}

const placeOf = ({ path }: TableFile): string => path.slice(0, path.indexOf('/') + 1);

/** Which files to merge now, the landing files first. Nothing where nothing came since and everything is merged. Pure. */
export function planMerges(files: Iterable<TableFile>, now: number, options: MergeOptions): MergeGroup[] {
  const small = [...files].filter(({ size }) => size < options.targetFileBytes / 2);
  const isQuiet = (group: readonly TableFile[]): boolean =>
    group.every(({ modificationTime }) => now - modificationTime >= options.quietAfterMs);
  const isWorthIt = (group: readonly TableFile[]): boolean =>
    group.length >= options.minFilesToMerge || (group.length >= 2 && isQuiet(group));
  return [...Map.groupBy(small, placeOf)]
    .sort(([a], [b]) => Number(b === LANDING_FOLDER) - Number(a === LANDING_FOLDER) || (a < b ? -1 : 1))
    .flatMap(([place, there]) => {
      const isLanding = place === LANDING_FOLDER;
      const mostBytes = isLanding
        ? Math.min(options.targetFileBytes, MOST_LANDING_BYTES)
        : options.targetFileBytes;
      return inGroups(there, options.dayFileBytes, mostBytes)
        .filter(isWorthIt)
        .map((group) => ({ isLanding, files: group }));
    });
}
