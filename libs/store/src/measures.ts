/**
 * What is counted of conversations: the plain rows that reports, the page, metric detection and the ledger read instead of conversations.
 *
 * A bucket is a UTC hour (`2026-03-12T14`), day (`2026-03-12`) or month (`2026-03`); a conversation belongs to the one it started in. An hour
 * is measured from its conversations, a day is the sum of its hours, a month of its days. Every figure can be added up: rows of several
 * buckets or labels merge by `mergeMeasures` of `@convoscope/measures`, which also reads means, quantiles and numbers of users out of them.
 * The same conversations give the same rows, whatever happened on the way.
 */

export const MEASURE_GRANULARITIES = ['hour', 'day', 'month'] as const;
export type MeasureGranularity = (typeof MEASURE_GRANULARITIES)[number];

/** `all` has one row a bucket, of label `''`. Conversations of which the dimension is not known are in no row of it; of `signal` one is in the row of each that it shows. */
export const MEASURE_DIMENSIONS = [
  'all',
  'topic',
  'intent',
  'sentiment',
  'outcome',
  'signal',
  'language',
  'model',
  'source',
] as const;
export type MeasureDimension = (typeof MEASURE_DIMENSIONS)[number];

/** Of the values of `n` conversations: their sum and the sum of their squares. */
export interface MeasureSum {
  n: number;
  sum: number;
  squares: number;
}

/** A sum with a histogram of logarithmic buckets (DDSketch, 2 %): how many values lie in each; zeros have the key null. */
export interface MeasureDistribution extends MeasureSum {
  histogram: [key: number | null, count: number][];
}

/** What was counted of the conversations of one bucket and label. */
export interface MeasureFigures {
  nConversations: number;
  nMessages: number;
  nUserMessages: number;
  /** Answers of the assistant in categorised conversations. */
  nAnswers: number;
  /** Answers that reported a failure. */
  nErrors: number;
  nWithLanguage: number;
  /** Waiting for a translation that is to be made up for. */
  nUntranslated: number;
  nCategorised: number;
  /** Conversations with a failed answer. */
  nWithErrors: number;
  /** Conversations in which the assistant refused. */
  nRefused: number;
  nScored: number;
  nAnomalous: number;
  /** Conversations by quality issue, in order of its name. */
  issues: [issue: string, nConversations: number][];
  /** In [-1,1]. */
  sentiment: MeasureSum;
  /** In [0,1]. */
  quality: MeasureSum;
  /** Mean time of a conversation's answers; conversations whose latency is not known are left out. */
  latencySeconds: MeasureDistribution;
  durationSeconds: MeasureDistribution;
  /** Messages a conversation. */
  turns: MeasureDistribution;
  characters: MeasureDistribution;
  /** Who they were, as a sketch: exact up to 1,024 users, then within about 1.2 % (HyperLogLog). Read it by `countUsers`. */
  users: string;
  /** Only of the dimension `all`: who had the most conversations, at most 300, the first first. Of a sum: those that its parts knew of. */
  topUsers?: [userId: string, nConversations: number][];
}

export interface MeasureRow extends MeasureFigures {
  granularity: MeasureGranularity;
  /** `2026-03-12T14`, `2026-03-12` or `2026-03`. */
  at: string;
  dimension: MeasureDimension;
  /** `''` of the dimension `all`; the labels past the 500 most frequent of a bucket are one, `(other)`. */
  label: string;
}

export interface MeasureQuery {
  tenant: string;
  granularity: MeasureGranularity;
  /** Default `all`. */
  dimension?: MeasureDimension;
  /** First and last bucket, inclusive, in the form of the granularity; a day also bounds hours. Default: all there are. */
  from?: string;
  to?: string;
  /** Leaves users and histograms empty, which are most of the bytes. Default false. */
  isLight?: boolean;
}

/** A conversation as measures see it: its row without what nobody counts. */
export interface MeasuredConversation {
  conversationId: string;
  source: string;
  startedAt: string;
  endedAt: string;
  userId: string | null;
  model: string | null;
  nMessages: number;
  nUserMessages: number;
  nCharacters: number;
  durationSeconds: number;
  language: { code: string; translationStatus: string } | null;
  category: {
    topic: string;
    intent: string;
    sentiment: string;
    sentimentScore: number;
    quality: number;
    qualityIssues: string[];
    outcome?: string;
    signals?: string[];
    nErrors: number;
    nAnswers?: number;
    meanLatencySeconds: number | null;
  } | null;
  anomaly: { isAnomalous: boolean } | null;
}

/** What one user did in one hour. */
export interface UserHour {
  userId: string;
  /** `2026-03-12T14`. */
  at: string;
  nConversations: number;
  nMessages: number;
  nAnomalies: number;
  firstSeenAt: string;
  lastSeenAt: string;
  sentiment: MeasureSum;
  quality: MeasureSum;
  topics: [topic: string, nConversations: number][];
  languages: string[];
  models: string[];
}
