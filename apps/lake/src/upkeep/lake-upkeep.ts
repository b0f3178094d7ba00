import { datasets, isAboutConversations, type Dataset, type LakeTables } from '@convoscope/lake';
import type { LakeEvents } from '../lake.events.ts';
import { ConversationEraser } from './erase-conversations.ts';
import { Erasures } from './erasures.ts';
import { mergeFiles } from './merge-files.ts';
import type { MergeOptions } from './plan-merges.ts';
import { sweepFiles } from './sweep-files.ts';

export interface LakeUpkeepOptions extends MergeOptions {
  tables: LakeTables;
  events: LakeEvents;
  scratchDir: string;
  graceMs: number;
  /** For how long after its erasure something of a conversation may come once more (`Erasures`). */
  comesAgainMs?: () => Promise<number | null>;
}

/** Removes what was erased from every table that has it. */
function createErase(options: LakeUpkeepOptions) {
  const erasures = new Erasures(options);
  const about = datasets.filter(isAboutConversations);
  const erasers = new Map(
    about.map((dataset) => [dataset, new ConversationEraser({ ...options, erasures }, dataset)]),
  );
  return {
    async run(signal?: AbortSignal): Promise<void> {
      const startedAtMs = options.tables.now();
      await erasures.refresh();
      let isFree = true;
      for (const eraser of erasers.values()) isFree = (await eraser.erase(signal)) && isFree;
      if (isFree) await erasures.settle(startedAtMs);
    },
    /** Files that merging made hold nothing that was not looked at. */
    onMerged(dataset: Dataset, paths: readonly string[]): void {
      erasers.get(dataset)?.markChecked(paths);
      if (dataset.name === 'conversations-deleted') erasures.markSeen(paths);
    },
  };
}

/**
 * One round of upkeep: removes erased conversations, merges small files, removes what is no longer needed. Safe beside writers and other rounds. A round
 * in which nothing is to be done costs a few requests a table and reads no file; when asked to stop it does so within a second.
 */
export function createLakeUpkeep(options: LakeUpkeepOptions): (signal?: AbortSignal) => Promise<void> {
  const erase = createErase(options);
  const round = async (signal?: AbortSignal): Promise<void> => {
    await erase.run(signal);
    for (const dataset of datasets) {
      if (signal?.aborted) return;
      erase.onMerged(dataset, await mergeFiles(options, dataset, signal));
      await sweepFiles(options, dataset, signal);
    }
  };
  return async (signal) => {
    try {
      await round(signal);
    } catch (error) {
      // Being stopped in the middle of a merge is no failure: it leaves nothing but an intent.
      if (signal?.aborted !== true) throw error;
    }
  };
}
