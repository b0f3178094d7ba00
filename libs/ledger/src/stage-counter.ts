import type { LedgerStage } from '@convoscope/store';

/** A conversation as one stage holds it. */
export interface LedgerMember {
  source: string;
  /** UTC day the conversation belongs to, `YYYY-MM-DD`. */
  date: string;
  conversationId: string;
  revision: string;
}

/** One stage of the flow, read whole. It may be read twice: the second time only for the days that differ. */
export interface StageCounter {
  readonly stage: LedgerStage;
  /** Every conversation that stands there now, in any order; one that stands there twice comes twice. */
  members(): AsyncIterable<LedgerMember>;
  /** Conversations that the stage may have let go of by its own rules: where they are absent there, they are not compared. */
  mayHaveLetGo?(): Promise<ReadonlySet<string>>;
}
