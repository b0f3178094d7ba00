/** The answers of the gateway's API (its OpenAPI document is the source). Instants are ISO 8601 strings. */

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export interface Count {
  label: string;
  count: number;
}

export interface ModelSummary extends Count {
  meanSentiment: number | null;
  meanQuality: number | null;
  meanLatencySeconds: number | null;
  nErrors: number;
}

export interface DaySummary {
  date: string;
  nConversations: number;
  nAnomalous: number;
  nErrors: number;
  meanSentiment: number | null;
}

export interface Summary {
  nConversations: number;
  nMessages: number;
  nUsers: number;
  nAnomalous: number;
  meanSentiment: number | null;
  meanQuality: number | null;
  from: string | null;
  to: string | null;
  days: DaySummary[];
  topics: Count[];
  intents: Count[];
  sentiments: Count[];
  languages: Count[];
  models: ModelSummary[];
}

export interface ConversationRow {
  conversationId: string;
  source: string;
  startedAt: string;
  endedAt: string;
  userId: string | null;
  model: string | null;
  nMessages: number;
  title: string | null;
  durationSeconds: number;
  language: { code: string; confidence: number; translationStatus: string } | null;
  category: {
    topic: string;
    topicConfidence: number;
    intent: string;
    sentiment: 'negative' | 'neutral' | 'positive';
    sentimentScore: number;
    quality: number;
    qualityIssues: string[];
  } | null;
  anomaly: { score: number; isAnomalous: boolean; topFeature: string | null } | null;
}

export interface Contribution {
  feature: string;
  value: number | null;
  contribution: number;
}

export interface ConversationMessage {
  index: number;
  role: 'user' | 'assistant' | 'system' | 'tool';
  content: string;
  sentAt: string | null;
  language?: string;
  translations?: Record<string, string>;
}

export interface ConversationDetail extends ConversationRow {
  messages: ConversationMessage[];
  translation: { status: string; translator: string | null; pivotLanguage: string } | null;
  categories: {
    topic: { label: string; confidence: number; alternatives: Label[]; evidence: string[] };
    intent: Label;
    sentiment: { label: string; score: number; confidence: number };
    quality: { score: number; issues: string[] };
    modelVersion: string;
  } | null;
  score: { anomalyScore: number; threshold: number; contributions: Contribution[]; detector: string } | null;
}

export interface Label {
  label: string;
  confidence: number;
}

export interface Anomaly {
  anomalyId: string;
  kind: 'conversation' | 'metric' | 'record';
  severity: 'info' | 'warning' | 'critical';
  detectedFor: string;
  metric: string;
  group: Record<string, string>;
  observed: number;
  expected: number | null;
  score: number;
  contributions: Contribution[];
  explanation: string;
  exampleConversationIds: string[];
  detector: string;
}

export interface IncidentSlice {
  dimension: 'all' | 'source' | 'model' | 'topic' | 'language' | 'user';
  label: string;
}

export interface Incident {
  incidentId: string;
  severity: Anomaly['severity'];
  startedAt: string;
  endedAt: string;
  isOver: boolean;
  metric: string;
  slice: IncidentSlice;
  observed: number;
  expected: number;
  title: string;
  story: string;
  causes: (IncidentSlice & { observed: number; expected: number; share: number })[];
  findings: { metric: string; slice: IncidentSlice; observed: number; expected: number }[];
  nConversations: number;
  exampleConversationIds: string[];
}

export interface User {
  userId: string;
  nConversations: number;
  nMessages: number;
  firstSeenAt: string;
  lastSeenAt: string;
  topTopics: { topic: string; count: number }[];
  languages: string[];
  models: string[];
  meanSentiment: number | null;
  meanQuality: number | null;
  nAnomalies: number;
}

export interface ReportRow {
  reportId: string;
  period: 'daily' | 'weekly' | 'monthly';
  from: string;
  to: string;
  createdAt: string;
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

export interface ProcessingError {
  source: string;
  sourceRowId: string;
  conversationId: string | null;
  field: string | null;
  reason: string;
  message: string;
  file?: string | null;
  line?: number | null;
  record?: number | null;
  column?: string | null;
  sample?: string | null;
  status: 'retrying' | 'parked' | 'resolved';
  attempts: number;
  lastSeenAt: string;
}

export interface DeadLetter {
  id: string;
  topic: string;
  key: string | null;
  reason: string;
  error: string | null;
  attempts: number;
  lastFailedAt: string;
  group: string;
}

/** How far the proof is that in = out. */
export interface ProofState {
  last: { endedAt: string; isBalanced: boolean; nConversations: number; nDiffering: number } | null;
  running: { stage: string; nDone: number; nStages: number } | null;
  failure: { at: string; because: string } | null;
}

export interface LedgerEntry {
  source: string;
  date: string;
  stage:
    'source' | 'topic' | 'mongodb' | 'translated' | 'categorised' | 'scored' | 'lake' | 'report' | 'totals';
  count: number;
  hash: string;
  nMissing: number;
  nExtra: number;
  nNotCompared: number;
  countedAt: string;
}
