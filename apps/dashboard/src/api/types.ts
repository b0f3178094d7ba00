import type { Schemas } from '@convoscope/client';

/** What the gateway answers, out of its document. */
export type Summary = Schemas['Summary'];
export type ModelSummary = Summary['models'][number];
export type DaySummary = Summary['days'][number];
export type Count = Summary['topics'][number];
export type ConversationRow = Schemas['Conversation'];
export type ConversationDetail = Schemas['ConversationDetail'];
export type ConversationMessage = ConversationDetail['messages'][number];
export type Contribution = Schemas['Contribution'];
export type Label = Schemas['Label'];
export type Anomaly = Schemas['Anomaly'];
export type Incident = Schemas['Incident'];
export type IncidentSlice = Incident['slice'];
export type User = Schemas['User'];
export type ReportRow = Schemas['Report'];
export type ProcessingError = Schemas['ProcessingError'];
export type DeadLetter = Schemas['DeadLetter'];
export type LedgerEntry = Schemas['LedgerEntry'];

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** One pass over a source; times in ms since 1970, sizes in bytes. A value that is not known yet is absent or null. */
export interface SourceRun {
  runId: string;
  status: string;
  phase: string;
  error: string | null;
  startedAtMs: number;
  endedAtMs: number | null;
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

/** What was found wrong in rows that arrived all the same. */
export interface InputFinding {
  reason: string;
  message: string;
  file: string | null;
  line: number | null;
  column: string | null;
  sample: string | null;
  count: number;
}

export interface SourceProgress {
  source: string;
  state: {
    run?: SourceRun | null;
    history?: SourceRun[];
    nPending?: number;
    findings?: InputFinding[];
    cursor?: { lastFullScanAtMs?: number | null; lastReconciledAtMs?: number | null } | null;
  };
}

export interface Progress {
  at: string;
  stages: { stage: string; nConversations: number }[];
  consumers: { group: string; topic: string; lag: number; stalledSeconds: number }[];
  sources: SourceProgress[];
}

/** How far the proof is that in = out. */
export interface ProofState {
  last: { endedAt: string; isBalanced: boolean; nConversations: number; nDiffering: number } | null;
  running: { stage: string; nDone: number; nStages: number } | null;
  failure: { at: string; because: string } | null;
}
