import type { LedgerStage } from '@convoscope/store';

/** Ways in which a stage can differ, by what each says of a conversation. */
export const DIFFERENCES = ['missing', 'extra', 'altered', 'doubled', 'phantom'] as const;
export type Difference = (typeof DIFFERENCES)[number];

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
  /** Conversations that differed somewhere and changed while they were compared: of them nothing is said. */
  nMoved: number;
  /** Every stage, source and day, by source, date and order of stages. */
  entries: LedgerEntry[];
  mismatches: LedgerMismatch[];
}
