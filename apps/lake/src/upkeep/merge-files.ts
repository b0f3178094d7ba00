import {
  replaceFiles,
  rewriteFiles,
  tableRoot,
  toStoredFile,
  type Dataset,
  type LakeTables,
} from '@convoscope/lake';
import type { LakeEvents } from '../lake.events.ts';
import { OVERTAKEN, unlessOvertaken } from './overtaken.ts';
import { planMerges, type MergeGroup, type MergeOptions } from './plan-merges.ts';

export interface MergeDependencies extends MergeOptions {
  tables: LakeTables;
  events: LakeEvents;
  scratchDir: string;
  graceMs: number;
}

async function mergeGroup(
  deps: MergeDependencies,
  dataset: Dataset,
  { isLanding, files }: MergeGroup,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  const { tables, scratchDir, events } = deps;
  const { objects } = tables;
  const inputs = files.map((file) => toStoredFile(tableRoot(dataset), file));
  const now = (): number => tables.now();
  const dayFileBytes = isLanding ? deps.dayFileBytes : 0;
  const made = await unlessOvertaken(tables.of(dataset), files, () =>
    rewriteFiles({ objects, scratchDir, now, signal }, { dataset, inputs, dayFileBytes }),
  );
  if (made === null || made === OVERTAKEN) return [];
  const isDone = await replaceFiles(objects, tables.of(dataset), {
    ...{ operation: 'OPTIMIZE', inputs: files, made, dataChange: false, now: now() },
    commitWithinMs: deps.graceMs / 2,
  });
  if (!isDone) return [];
  const nBytes = made.files.reduce((sum, { size }) => sum + size, 0);
  events.filesMerged(dataset.name, files.length, nBytes);
  return made.files.map(({ path }) => path);
}

/** Merges what is worth it, group by group; between two of them, and within one, it stops when asked to. Returns the files that came about. */
export async function mergeFiles(
  deps: MergeDependencies,
  dataset: Dataset,
  signal?: AbortSignal,
): Promise<string[]> {
  const made: string[] = [];
  const { files } = await deps.tables.of(dataset).refresh();
  for (const group of planMerges(files.values(), deps.tables.now(), deps)) {
    if (signal?.aborted) break;
    made.push(...(await mergeGroup(deps, dataset, group, signal)));
  }
  return made;
}
