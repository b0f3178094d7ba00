import type {
  AnomalyDetected,
  Conversation,
  ConversationCategorised,
  ConversationRef,
  ConversationScored,
  ConversationTranslated,
  DetectorData,
  IncidentChanged,
  ReportPeriod,
  Rule,
  Training,
} from '@convoscope/contracts';

/** `conversation_messages` (owner: ingestion): one document a conversation, its messages at its newest revision. */
export type ConversationDocument = Conversation & {
  tenant: string;
  sourceRowId: string;
  ingestedAt: Date;
  deletedAt: Date | null;
};

/** `conversation_translations` (owner: translation). */
export type TranslationDocument = ConversationTranslated & {
  tenant: string;
  translatedAt: Date;
  /** False between storing what was made up for and publishing it. */
  isPublished?: boolean;
};

/** `error_groups` (owner: each service its own). */
export interface ErrorGroupDocument {
  tenant: string;
  service: string;
  fingerprint: string;
  name: string;
  code: string | null;
  message: string;
  frames: string[];
  count: number;
  firstSeenAt: Date;
  lastSeenAt: Date;
  firstRelease: string;
  lastRelease: string;
}

/** `conversation_categories` (owner: categorisation). */
export type CategoryDocument = ConversationCategorised & { tenant: string; categorisedAt: Date };

/** What the daily metrics are computed from, one conversation each. */
export interface ConversationMetrics {
  /** In [-1,1]. */
  sentiment: number;
  /** In [0,1]. */
  quality: number;
  nAssistantMessages: number;
  nErrors: number;
  /** Mean time the assistant took to answer; null when unknown. */
  meanLatencySeconds: number | null;
  /** Geometric mean of it: what one slow answer moves little; absent on what was scored before it was kept. */
  typicalLatencySeconds?: number | null;
  isRefused?: boolean;
  language?: string;
}

/** `conversation_scores` (owner: anomaly). */
export type ScoreDocument = ConversationScored & {
  tenant: string;
  /** UTC day the conversation started. */
  date: string;
  metrics: ConversationMetrics;
  /** What the detectors see of it, as long as it is not compared with others; absent on what was scored before it was kept. */
  features?: number[];
  /** Hash of the id: the lowest of a day are its sample. */
  sampleKey?: number;
  /** False between settling it and publishing that. */
  isPublished?: boolean;
  scoredAt: Date;
};

/** `incidents` (owner: anomaly). */
export type IncidentDocument = IncidentChanged & {
  tenant: string;
  isWithdrawn: boolean;
  isPublished: boolean;
  detectedAt: Date;
};

/** `metric_hours` (owner: anomaly). */
export interface MetricHourDocument {
  tenant: string;
  /** `YYYY-MM-DDTHH`, UTC. */
  hour: string;
  date: string;
  version: number;
  needsCounting: boolean;
  needsScan: boolean;
  needsSettling: boolean;
  changedAt: Date;
  n: number;
  slices: { dimension: string; label: string; sums: number[] }[];
}

/** One state of a rule. */
export interface RuleVersion {
  version: number;
  /** Null where it was removed. */
  rule: Rule | null;
  savedBy: string;
  savedAt: string;
}

/** `anomaly_rules` (owner: anomaly). */
export interface RuleDocument extends RuleVersion {
  tenant: string;
  name: string;
  since: string;
  requestId: string;
  /** The newest last. */
  history: RuleVersion[];
}

/** `report_plans` (owner: reporting). */
export interface ReportPlanDocument extends ReportPlanVersion {
  tenant: string;
  kind: 'template' | 'schedule';
  name: string;
  isPaused: boolean;
  nextDueAt: Date | null;
  nSkipped: number;
  requestId: string;
  /** The newest last. */
  history: ReportPlanVersion[];
}

/** One state of a template or a schedule. */
export interface ReportPlanVersion {
  version: number;
  /** As YAML; null where it was removed. */
  definition: string | null;
  savedBy: string;
  savedAt: string;
}

/** What a report is to be of. */
export interface ReportOrder {
  period: ReportPeriod;
  /** Any day within the period. */
  date: string;
  /** Name of a template; null: all there is. */
  template: string | null;
  filters: Record<string, string[]>;
  language: string | null;
}

/** `report_jobs` (owner: reporting). */
export interface ReportJobDocument extends ReportOrder {
  tenant: string;
  jobId: string;
  schedule: string | null;
  dueAt: Date;
  isMadeUp: boolean;
  formats: string[];
  recipients: string[];
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  phase: string;
  share: number;
  reportId: string | null;
  error: string | null;
  attempts: number;
  holder: string | null;
  leaseUntil: Date;
  requestedBy: string;
  requestedAt: Date;
  endedAt: Date | null;
}

/** One trained state of a detector: never changed once it stands, but for being archived. */
export interface DetectorVersion {
  version: number;
  /** The job that made it. */
  jobId: string;
  isArchived: boolean;
  /** Its model is being removed: it is not shown, and does not answer. */
  isDeleted: boolean;
  training: Training;
  /** What it was trained from, by the hash of the content. */
  data: DetectorData;
  /** The live version when it was trained. */
  parent: number | null;
  model: { objectKey: string; sha256: string; sizeBytes: number };
  /** The detector and parameters that it came to, after any tuning. */
  detector: string;
  params: Record<string, unknown>;
  threshold: number;
  nRows: number;
  /** What became of each column, the first 1,000. */
  columns: { name: string; role: string; reason: string; importance: number }[];
  heldBack: Record<string, number> | null;
  /** What tuning tried, the best 30. */
  tuning: Record<string, unknown> | null;
  notes: string[];
  trainedBy: string;
  trainedAt: string;
  seconds: number;
}

/** `detectors` (owner: anomaly): one document a detector, so that what is live changes in one write. */
export interface DetectorDocument {
  tenant: string;
  name: string;
  /** Grows with each write: two writers cannot overwrite one another. */
  revision: number;
  /** The version that answers where none is named. */
  live: number | null;
  /** The highest number that was given out: a version that was deleted does not come again as another. */
  lastVersion: number;
  versions: DetectorVersion[];
  /** What became live when, the newest last. */
  promotions: { version: number; at: string; by: string }[];
}

export type DetectorJobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

/** `detector_jobs` (owner: anomaly). */
export interface DetectorJobDocument {
  tenant: string;
  jobId: string;
  kind: 'train' | 'score';
  name: string;
  version: number | null;
  state: DetectorJobState;
  data: DetectorData;
  training: Training | null;
  progress: { phase: string; share: number; secondsLeft: number | null };
  result: Record<string, unknown> | null;
  error: string | null;
  attempts: number;
  holder: string | null;
  leaseUntil: Date;
  requestedBy: string;
  requestedAt: Date;
  endedAt: Date | null;
}

/** `finding_feedback` (owner: anomaly). */
export interface FindingFeedbackDocument {
  tenant: string;
  subjectId: string;
  kind: string;
  verdict: 'confirmed' | 'rejected' | 'false-alarm';
  reason: string | null;
  strength: number;
  givenBy: string;
  givenAt: string;
}

/** `category_corrections` (owner: categorisation). */
export interface CategoryCorrectionDocument {
  tenant: string;
  conversationId: string;
  field: 'topic' | 'intent' | 'sentiment';
  value: string;
  reason: string | null;
  givenBy: string;
  givenAt: string;
}

/** `anomalies` (owner: anomaly). */
export type AnomalyDocument = AnomalyDetected & { tenant: string; detectedAt: Date };

/**
 * `conversation_analytics` (owner: reporting): one joined row a conversation. Each section comes from one topic and
 * carries the sequence and pass it was made from, so that sections may arrive in any order.
 */
export interface AnalyticsDocument extends ConversationRef {
  tenant: string;
  date: string;
  title: string | null;
  nUserMessages: number;
  nCharacters: number;
  durationSeconds: number;
  language: Versioned<{ code: string; confidence: number; translationStatus: string }> | null;
  category: Versioned<{
    topic: string;
    topicConfidence: number;
    intent: string;
    sentiment: string;
    sentimentScore: number;
    quality: number;
    qualityIssues: string[];
    /** Rows of an older version do not say how it ended and what happened. */
    outcome?: string;
    outcomeConfidence?: number;
    signals?: string[];
    nErrors: number;
    /** Messages of the assistant; rows of an older version do not say it. */
    nAnswers?: number;
    meanLatencySeconds: number | null;
    taxonomyVersion: string;
  }> | null;
  anomaly: Versioned<{ score: number; isAnomalous: boolean; topFeature: string | null }> | null;
  deletedAt: Date | null;
  updatedAt: Date;
}

export type Versioned<T> = T & { sequence: number; pass: number };

/** `analytics_reports` (owner: reporting): the report as data; its HTML lies in object storage. */
export interface ReportDocument {
  tenant: string;
  reportId: string;
  period: ReportPeriod;
  /** Null or absent: not by a template. */
  template?: string | null;
  title?: string;
  from: string;
  to: string;
  revision: string;
  content: Record<string, unknown>;
  artefacts: { format: 'json' | 'html'; objectKey: string; sizeBytes: number }[];
  createdAt: Date;
}

/** `unhappiest`: lowest mean sentiment first, only users of whom it is known; `latest`: seen last first. */
export const USER_ORDERS = ['busiest', 'unhappiest', 'latest'] as const;
export type UserOrder = (typeof USER_ORDERS)[number];

/** `user_analytics` (owner: reporting): one row a user. */
export interface UserAnalyticsDocument {
  tenant: string;
  userId: string;
  nConversations: number;
  nMessages: number;
  firstSeenAt: Date;
  lastSeenAt: Date;
  topTopics: { topic: string; count: number }[];
  languages: string[];
  models: string[];
  meanSentiment: number | null;
  meanQuality: number | null;
  nAnomalies: number;
  updatedAt: Date;
}

/** `processing_state` (owner: ingestion): where each source stands, and what each run did. */
export interface ProcessingStateDocument {
  tenant: string;
  source: string;
  state: Record<string, unknown>;
  updatedAt: Date;
}

/** `processing_errors` (owner: ingestion): a row that could not be understood or fetched. */
export interface ProcessingErrorDocument {
  tenant: string;
  source: string;
  sourceRowId: string;
  conversationId: string | null;
  field: string | null;
  /** Why, as one of few words. */
  reason: string;
  /** Why, as a sentence; the place is in the fields below. */
  message: string;
  /** Of a file: its name, and the line, or where the format has none the record, from 1 on. Absent: not known. */
  file?: string | null;
  line?: number | null;
  record?: number | null;
  /** The column that it is about, and what stands there: one line, shortened, without control characters. */
  column?: string | null;
  sample?: string | null;
  status: 'retrying' | 'parked' | 'resolved';
  attempts: number;
  firstSeenAt: Date;
  lastSeenAt: Date;
  nextRetryAt: Date | null;
}

/** Stages of the ledger, in the order of the flow. */
export const LEDGER_STAGES = [
  'source',
  'topic',
  'mongodb',
  'translated',
  'categorised',
  'scored',
  'lake',
  'report',
  'totals',
] as const;
export type LedgerStage = (typeof LEDGER_STAGES)[number];

/** `ledger` (owner: reconcile): what one stage held for one source and day when it was last counted. */
export interface LedgerDocument {
  tenant: string;
  source: string;
  date: string;
  stage: LedgerStage;
  count: number;
  hash: string;
  /** Of the source's conversations of the day: not at this stage, or at another revision. */
  nMissing: number;
  /** More than the source has: twice there, of another day, or of nowhere. */
  nExtra: number;
  /** How many of `count` are older than a topic's retention: not expected there, counted as the source has them. */
  nNotCompared: number;
  countedAt: Date;
}

/** `audit_log` (owner: gateway, cli): something a person did by hand. Digests are SHA-256 in hex. */
export interface AuditDocument {
  tenant: string;
  sequence: number;
  at: Date;
  by: string;
  action: string;
  subject: string;
  because: string | null;
  before: string | null;
  after: string | null;
  previousHash: string | null;
  hash: string;
}

/** `api_keys` (owner: gateway, cli). */
export interface ApiKeyDocument {
  tenant: string;
  keyId: string;
  name: string;
  hash: string;
  previousHash: string | null;
  previousUntil: Date | null;
  roles: string[];
  scopes: string[] | null;
  createdBy: string;
  createdAt: Date;
  rotatedAt: Date | null;
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
}

/** `accounts` (owner: gateway, cli): a person who signs in with a password. */
export interface AccountDocument {
  tenant: string;
  accountId: string;
  name: string;
  roles: string[];
  passwordHash: string;
  passwordAt: Date;
  totpSecret: string | null;
  totpPending: string | null;
  totpStep: number | null;
  devices: string[];
  createdBy: string;
  createdAt: Date;
  signedInAt: Date | null;
  disabledAt: Date | null;
}

/** `sessions` (owner: gateway, cli): somebody who is signed in. */
export interface SessionDocument {
  tenant: string;
  sessionId: string;
  hash: string;
  previousHash: string | null;
  previousUntil: Date | null;
  csrf: string;
  kind: 'password' | 'oidc';
  /** The account; of OpenID Connect issuer and subject. */
  subject: string;
  name: string;
  /** Null: those of the account. */
  roles: string[] | null;
  createdAt: Date;
  rotatedAt: Date;
  seenAt: Date;
  endsAt: Date;
  expireAt: Date;
}

/** `sign_in_flows` (owner: gateway): somebody who is at the issuer just now. */
export interface SignInFlowDocument {
  tenant: string;
  flowHash: string;
  state: string;
  nonce: string;
  verifier: string;
  returnTo: string;
  expireAt: Date;
}

/** `person_requests` (owner: gateway, cli, ingestion): a request to erase or export a person. */
export interface PersonRequestDocument {
  tenant: string;
  requestId: string;
  kind: 'erase' | 'export';
  /** SHA-256 of tenant and user id. */
  personHash: string;
  userId: string | null;
  /** `held`: a legal hold covers something of the person; it is done when that is released. */
  status: 'requested' | 'running' | 'held' | 'done' | 'expired';
  waitsFor: string[];
  /** Ids of the holds. */
  heldBy?: string[];
  requestedBy: string;
  because: string | null;
  requestedAt: Date;
  completedAt: Date | null;
  nConversations: number;
  digest: string;
  places: Record<string, number>;
  objectKey: string | null;
  proof: string | null;
}

/** `legal_holds` (owner: gateway, cli): what must be kept. What fits all that is not null is held. */
export interface LegalHoldDocument {
  tenant: string;
  holdId: string;
  because: string;
  personHash: string | null;
  source: string | null;
  from: string | null;
  to: string | null;
  placedBy: string;
  placedAt: Date;
  releasedBy: string | null;
  releasedBecause: string | null;
  releasedAt: Date | null;
}

/** How many things, by UTC day and place. */
export type RetentionCounts = Record<string, Record<string, number>>;

/** A conversation that is to go. */
export interface ExpiringConversation {
  conversationId: string;
  source: string;
  startedAt: string;
  sequence: number;
  revision: string;
}

/** `retention_runs` (owner: gateway, cli, ingestion): what policies remove, or would. */
export interface RetentionRunDocument {
  tenant: string;
  runId: string;
  kind: 'preview' | 'run';
  status: 'requested' | 'running' | 'done' | 'refused';
  requestedBy: string;
  because: string | null;
  requestedAt: Date;
  completedAt: Date | null;
  expect: string | null;
  problem: string | null;
  scopes: { source: string; before: string; n: number }[];
  reportsBefore: string | null;
  holds: string[];
  nConversations: number;
  digest: string;
  counts: RetentionCounts;
  pending: ExpiringConversation[];
  pendingReport: { reportId: string; revision: string; files: string[] } | null;
  pendingCounts: RetentionCounts;
  expireAt: Date;
}

/** `pending`: due at some time; `failed`: given up, kept; `disabled`: waits until its endpoint is enabled. */
export type DeliveryStatus = 'pending' | 'delivered' | 'failed' | 'disabled';

/** `webhook_deliveries` (owner: notifications, cli): one event on its way to one endpoint. */
export interface WebhookDeliveryDocument {
  tenant: string;
  endpoint: string;
  eventId: string;
  topic: string;
  key: string;
  /** JSON as it is posted; null once delivered. */
  body: string | null;
  status: DeliveryStatus;
  attempts: number;
  /** When it is due; of a claimed one, when the claim runs out. */
  nextAttemptAt: Date | null;
  claim: string | null;
  publishedAt: Date;
  createdAt: Date;
  deliveredAt: Date | null;
  lastFailedAt: Date | null;
  lastError: string | null;
  expireAt: Date | null;
}
