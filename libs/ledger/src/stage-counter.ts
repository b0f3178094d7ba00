import type { LedgerStage } from '@convoscope/store';

/** A conversation as one stage holds it. */
export interface LedgerMember {
  source: string;
  /** UTC day the conversation belongs to, `YYYY-MM-DD`. */
  date: string;
  conversationId: string;
  revision: string;
}

/** An event of a log that says how a conversation stands. */
export interface LoggedMember extends LedgerMember {
  /** What comes again under the same id is the same fact. */
  eventId: string;
  sequence: number;
  pass: number;
  appendedAtMs: number;
}

export interface LoggedDeletion {
  conversationId: string;
  sequence: number;
}

/** A stage that holds what stands now. */
export interface StateCounter {
  readonly stage: LedgerStage;
  /** Every conversation, in any order; one that stands there twice comes twice. Read once. */
  members(): AsyncIterable<LedgerMember>;
  /** Whether of members with one id only the first counts: a source may list a row twice that is taken in once. Default false. */
  readonly countsFirst?: boolean;
}

/** What is known of all logs together; read once, however many stages are logs. */
export interface LogKnowledge {
  scanDeletions(onDeletions: (deletions: readonly LoggedDeletion[]) => void): Promise<void>;
  /** Live conversations, with when they were last stored. */
  stored(): AsyncIterable<{ conversationId: string; ingestedAt: Date }>;
}

/**
 * A stage that is a log of what happened: a newcomer would take the newest sequence and pass of each conversation, without those deleted
 * since. Two events that say the same under different ids are two.
 */
export interface LogCounter {
  readonly stage: LedgerStage;
  readonly knowledge: LogKnowledge;
  scan(onMembers: (members: readonly LoggedMember[]) => void): Promise<void>;
  /** What was appended since is there; what was appended before may be gone by the log's own rules. Null: everything is kept. */
  keptSinceMs(): Promise<number | null>;
}

/** One stage of the flow. */
export type StageCounter = StateCounter | LogCounter;
