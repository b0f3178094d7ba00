import type { FindingSum } from '../findings/finding.ts';
import type { ChangeMark, KeyRange } from '../sources/conversation-source.port.ts';

export interface Lease {
  holder: string;
  /** Grows with each change of holder: the fencing token. */
  token: number;
  expiresAtMs: number;
}

/** A range of keys in the first full load and how far it has been read. */
export interface RangeProgress extends KeyRange {
  isDone: boolean;
}

/** What is about to be stored and published; what a crash may have left half done. Repeated, not suppressed, by whoever goes on. */
export interface PendingWork {
  rowIds: string[];
  deletions: { conversationId: string; sequence: number; startedAt: string }[];
}

/** A published state of a conversation. */
export interface PublishedVersion {
  conversationId: string;
  revision: string;
  sequence: number;
}

export interface Cursor {
  /** Last row key of which all is stored and published; null: none yet. */
  lastKey: string | null;
  /** The first full load, in ranges read at the same time; empty when it is over. */
  ranges: RangeProgress[];
  isFirstLoadDone: boolean;
  mark: ChangeMark | null;
  lastReconciledAtMs: number | null;
  lastFullScanAtMs: number | null;
  /** Rows that the last reconciliation found changed; the next one reads them again. Not in older states. */
  toReadAgain?: string[];
  /** Of the rules of personal data under which everything was read last; null, or not there: there were none. */
  privacyVersion?: string | null;
  /** Rows whose ids could not be read when ids were compared to their end the last time. Not in older states. */
  nUnidentified?: number;
}

/** One poll that found something, or that failed. Times in ms since the epoch. */
export interface RunRecord {
  runId: string;
  startedAtMs: number;
  endedAtMs: number | null;
  status: 'running' | 'completed' | 'failed';
  error: string | null;
  phase: 'load' | 'changes' | 'full-scan' | 'reconcile' | 'retry' | 'idle';
  rowsSeen: number;
  rowsTotal: number | null;
  published: number;
  unchanged: number;
  deleted: number;
  rejected: number;
  sizeBytes: number;
  rowsPerSecond: number;
  etaSeconds: number | null;
  cpuSeconds: number;
  maxRssBytes: number;
}

/** All durable state of a source, in one document: whoever may move the cursor holds the lease in the very same compare-and-swap. */
export interface SourceState {
  lease: Lease | null;
  cursor: Cursor;
  pending: PendingWork;
  /** New rows that were published although the cursor has not reached them: whoever reaches them need not publish them again. Not in older states. */
  publishedAhead?: PublishedVersion[];
  history: RunRecord[];
  /** What could not be read as it was when the source was read last, summed. Not in older states. */
  findings?: FindingSum[];
}

export const emptyState = (): SourceState => ({
  lease: null,
  cursor: {
    lastKey: null,
    ranges: [],
    isFirstLoadDone: false,
    mark: null,
    lastReconciledAtMs: null,
    lastFullScanAtMs: null,
  },
  pending: { rowIds: [], deletions: [] },
  history: [],
});
