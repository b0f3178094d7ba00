import type { LedgerStage } from '@convoscope/store';

/** A conversation as one stage holds it. */
export interface LedgerMember {
  source: string;
  /** UTC day the conversation started, `YYYY-MM-DD`. */
  date: string;
  conversationId: string;
  revision: string;
}

/** Reads what one stage holds. */
export interface StageCounter {
  stage: LedgerStage;
  /** Every live conversation at its newest revision, as often as the stage holds it, in any order. Can be read again. */
  members(): AsyncIterable<LedgerMember>;
}
