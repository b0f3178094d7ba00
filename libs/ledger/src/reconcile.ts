import { tmpdir } from 'node:os';
import type { LedgerStage } from '@convoscope/store';
import { countReference, countStage, differingDays, REFERENCE, STAGE } from './count-stages.ts';
import {
  createDifferences,
  findDifferences,
  findDoubled,
  leaveOutMoved,
  readDifferences,
} from './find-differences.ts';
import { createStageLoader } from './load-stage.ts';
import type { LedgerMismatch, Reconciliation } from './reconciliation.ts';
import { openScratchDatabase, type ScratchDatabase } from './scratch-database.ts';
import type { StageCounter } from './stage-counter.ts';

const MAX_LISTED = 100;

export interface ReconcileOptions {
  /** Ids listed per kind in each mismatch. Default 100. */
  maxListed?: number;
  /** Where what does not fit into memory is kept meanwhile. Default: the system's temporary folder. */
  scratchDir?: string;
  /** Told of each stage before it is read: what, and how many of how many are done. */
  onStage?: (stage: LedgerStage, done: number, of: number) => void;
  /** Which of these conversations changed since the comparison began. Default: none did. Asked at the end, of those that differ. */
  moved?: (ids: readonly string[]) => Promise<readonly string[]>;
  signal?: AbortSignal;
}

const byPlace = <T extends { source: string; date: string }>(a: T, b: T): number =>
  a.source.localeCompare(b.source, 'en') || (a.date < b.date ? -1 : a.date > b.date ? 1 : 0);

/**
 * Compares every stage with the first one, by count and fingerprint per source and day, and names the conversations wherever these differ.
 * The first stage with a mismatch is where it went wrong; later ones repeat it. Each stage is read once. A conversation that changes
 * meanwhile stands at one stage as it was and at another as it is: `moved` tells which these are, and nothing is said of them.
 * Memory: constant (96 MB of DuckDB's, besides one entry a stage, source and day); disk: the reference and one stage, about 150 bytes a
 * conversation each. Throws RangeError without stages, the signal's reason when aborted.
 */
export async function reconcile(
  stages: readonly StageCounter[],
  { scratchDir = tmpdir(), ...options }: ReconcileOptions = {},
): Promise<Reconciliation> {
  const [reference, ...others] = stages;
  if (reference === undefined) throw new RangeError('nothing to compare');
  const database = await openScratchDatabase(scratchDir, 'ledger');
  try {
    return await compareAll(database, { ...options, reference, others });
  } finally {
    await database.close();
  }
}

interface Comparison extends Omit<ReconcileOptions, 'scratchDir'> {
  reference: StageCounter;
  others: readonly StageCounter[];
}

async function compareAll(database: ScratchDatabase, comparison: Comparison): Promise<Reconciliation> {
  const { reference, others, maxListed = MAX_LISTED, onStage, moved, signal } = comparison;
  const enter = (stage: LedgerStage, done: number): void => {
    signal?.throwIfAborted();
    onStage?.(stage, done, others.length + 1);
  };
  const load = createStageLoader(database);
  await createDifferences(database);
  enter(reference.stage, 0);
  await load(REFERENCE, reference);
  const expected = await countReference(database, reference.stage);
  const entries = [...expected];
  const differing: Place[] = [];
  await findDoubled(database, reference.stage);
  for (const [index, other] of others.entries()) {
    const { stage } = other;
    enter(stage, index + 1);
    const { keptSinceMs } = await load(STAGE, other);
    const found = await countStage(database, stage, keptSinceMs);
    const days = differingDays(expected, found);
    differing.push(...days.map((day) => ({ ...day, stage })));
    entries.push(...found);
    await findDifferences(database, days, stage);
  }
  const isExplained = areExplained(differing, await readDifferences(database, 1));
  const nMoved = moved === undefined ? 0 : await leaveOutMoved(database, moved);
  const mismatches = (await readDifferences(database, maxListed)).sort(byStage(stageOrder(comparison)));
  return {
    reference: reference.stage,
    isBalanced: mismatches.length === 0 && isExplained,
    ...{ nMoved, entries: entries.sort(byPlace), mismatches },
  };
}

type Place = Pick<LedgerMismatch, 'stage' | 'source' | 'date'>;

/** Whether wherever count or fingerprint differ some conversation was found that does. */
function areExplained(differing: readonly Place[], mismatches: readonly LedgerMismatch[]): boolean {
  const keyOf = ({ stage, source, date }: Place): string => JSON.stringify([stage, source, date]);
  const found = new Set(mismatches.map(keyOf));
  return differing.every((place) => found.has(keyOf(place)));
}

const stageOrder = ({ reference, others }: Comparison): readonly LedgerStage[] => [
  reference.stage,
  ...others.map(({ stage }) => stage),
];

const byStage =
  (order: readonly LedgerStage[]) =>
  (a: LedgerMismatch, b: LedgerMismatch): number =>
    byPlace(a, b) || order.indexOf(a.stage) - order.indexOf(b.stage);
