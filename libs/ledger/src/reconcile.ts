import { tmpdir } from 'node:os';
import type { LedgerStage } from '@convoscope/store';
import {
  countReference,
  countStage,
  differingDays,
  findDifferences,
  findDoubled,
  REFERENCE,
  STAGE,
  type Difference,
} from './compare-stages.ts';
import { createStageLoader } from './load-stage.ts';
import { openScratchDatabase, type ScratchDatabase } from './scratch-database.ts';
import type { StageCounter } from './stage-counter.ts';

const MAX_LISTED = 100;

/** What one stage holds for one source and day. */
export interface LedgerEntry {
  source: string;
  date: string;
  stage: LedgerStage;
  count: number;
  /** Order-independent fingerprint (`LedgerHash`). */
  hash: string;
  /** How many of `count` the stage has let go of by its own rules: counted as the reference has them, not compared. */
  nNotCompared: number;
}

/**
 * How a stage differs from the reference for one source and day. Lists hold the first `maxListed` ids in order; the counts are exact.
 * `missing`: at the reference, not at this stage. `extra`: at this stage on this day; the reference has it under another source or day.
 * `altered`: at both, with another revision. `doubled`: at this stage more than once. `phantom`: at this stage, and nowhere at the reference.
 * A conversation may be in `doubled` and in another list.
 */
export interface LedgerMismatch extends Record<Difference, string[]> {
  source: string;
  date: string;
  stage: LedgerStage;
  /** How many conversations differ, each counted once. */
  nConversations: number;
  counts: Record<Difference, number>;
}

export interface Reconciliation {
  /** The stage that the others were compared with: the first one given. */
  reference: LedgerStage;
  isBalanced: boolean;
  /** Every stage, source and day, by source, date and order of stages. */
  entries: LedgerEntry[];
  mismatches: LedgerMismatch[];
}

export interface ReconcileOptions {
  /** Ids listed per kind in each mismatch. Default 100. */
  maxListed?: number;
  /** Where what does not fit into memory is kept meanwhile. Default: the system's temporary folder. */
  scratchDir?: string;
  /** Told of each stage before it is read: what, and how many of how many are done. */
  onStage?: (stage: LedgerStage, done: number, of: number) => void;
  signal?: AbortSignal;
}

const byPlace = <T extends { source: string; date: string }>(a: T, b: T): number =>
  a.source.localeCompare(b.source, 'en') || (a.date < b.date ? -1 : a.date > b.date ? 1 : 0);

/**
 * Compares every stage with the first one, by count and fingerprint per source and day, and names the conversations wherever these differ.
 * The first stage with a mismatch is where it went wrong; later ones repeat it. Each stage is read once; something in flight meanwhile can
 * show as a mismatch, so reconcile a system at rest, or look again at what differs.
 * Memory: constant (96 MB of DuckDB's, besides one entry a stage, source and day); disk: the reference and one stage, about 150 bytes a
 * conversation each. Throws RangeError without stages, the signal's reason when aborted.
 */
export async function reconcile(
  stages: readonly StageCounter[],
  { maxListed = MAX_LISTED, scratchDir = tmpdir(), onStage, signal }: ReconcileOptions = {},
): Promise<Reconciliation> {
  const [reference, ...others] = stages;
  if (reference === undefined) throw new RangeError('nothing to compare');
  const database = await openScratchDatabase(scratchDir);
  const enter = (stage: LedgerStage, done: number): void => {
    signal?.throwIfAborted();
    onStage?.(stage, done, stages.length);
  };
  try {
    return await compareAll(database, { reference, others, maxListed, enter });
  } finally {
    await database.close();
  }
}

interface Comparison {
  reference: StageCounter;
  others: readonly StageCounter[];
  maxListed: number;
  enter: (stage: LedgerStage, done: number) => void;
}

async function compareAll(
  database: ScratchDatabase,
  { reference, others, maxListed, enter }: Comparison,
): Promise<Reconciliation> {
  const load = createStageLoader(database);
  enter(reference.stage, 0);
  await load(REFERENCE, reference);
  const expected = await countReference(database, reference.stage);
  const entries = [...expected];
  const mismatches = await findDoubled(database, reference.stage, maxListed);
  let nDiffering = 0;
  for (const [index, { stage }] of others.entries()) {
    enter(stage, index + 1);
    const { keptSinceMs } = await load(STAGE, others[index] as StageCounter);
    const found = await countStage(database, stage, keptSinceMs);
    const days = differingDays(expected, found);
    nDiffering += days.length;
    entries.push(...found);
    mismatches.push(...(await findDifferences(database, days, stage, maxListed)));
  }
  return {
    reference: reference.stage,
    isBalanced: mismatches.length === 0 && nDiffering === 0,
    entries: entries.sort(byPlace),
    mismatches: mismatches.sort(byPlace),
  };
}
