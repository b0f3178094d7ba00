import type { ReportPeriod } from '@convoscope/contracts';
import type { LedgerStage } from '@convoscope/store';
import type { ReportLanguage } from '../language/languages.ts';
import type { ReportFilters, ReportTemplate } from '../templates/template-schema.ts';

/** A mean with its 95 % confidence interval; null where there is nothing to take a mean of. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
  /** Observations behind it. */
  n: number;
}

/** What was measured over some conversations. Shares in [0, 1], sentiment in [-1, 1], quality in [0, 1]. */
export interface Measures {
  nConversations: number;
  nMessages: number;
  nUserMessages: number;
  nAnomalous: number;
  sentiment: Estimate | null;
  quality: Estimate | null;
  /** Share of categorised conversations in which the assistant reported a failure (Wilson interval). */
  errorRate: Estimate | null;
  meanLatencySeconds: number | null;
  meanDurationSeconds: number | null;
  /** Share of categorised conversations in which the assistant refused (Wilson interval); absent in reports of an older version. */
  refusalRate?: Estimate | null;
  /** Half and nineteen in twenty conversations are answered faster than this; null where no time of an answer is known, absent where it was not asked for. */
  latencySeconds?: { p50: number; p95: number } | null;
}

/** One value of a dimension, such as one topic. */
export interface Slice extends Measures {
  label: string;
  share: number;
  /** 95 % interval of the share (Wilson); absent in reports of an older version. */
  shareInterval?: { low: number; high: number };
  previous: { nConversations: number; share: number; sentiment: number | null } | null;
  /** The share moved by more than chance explains (two-proportion z test, 95 %, corrected for the number of slices). */
  isChangeSignificant: boolean;
}

export interface VolumePoint {
  /** `YYYY-MM-DD`, or the hour `00` to `23`. */
  at: string;
  nConversations: number;
  /** Whether there is any data of the day: a day without is a gap, not a zero. */
  isCovered: boolean;
  /** The same day or hour of the period before; null where there is no data of it. */
  previous: number | null;
  sentiment: Estimate | null;
  nAnomalous: number;
}

/** An incident that lies in the period with a part of it at least. */
export interface MetricAnomaly {
  anomalyId: string;
  /** Its first and its last day; they may lie outside of the period. */
  date: string;
  endDate: string;
  metric: string;
  group: Record<string, string>;
  severity: string;
  observed: number;
  expected: number | null;
  score: number;
  explanation: string;
}

export interface UnusualConversation {
  conversationId: string;
  title: string | null;
  date: string;
  topic: string | null;
  model: string | null;
  score: number;
  explanation: string;
}

export interface ReportUser {
  userId: string;
  nConversations: number;
  sentiment: number | null;
  nAnomalous: number;
}

export interface LedgerState {
  /** Conversations per stage over the period; empty when nothing has been reconciled yet. */
  stages: { stage: LedgerStage; count: number; isEqual: boolean }[];
}

/** Days that there is data of, of those that there were. */
export interface Coverage {
  nDays: number;
  nCovered: number;
}

/** A slice that explains part of a change. */
export interface Driver {
  dimension: 'topic' | 'intent' | 'language' | 'model';
  label: string;
  /** Share of the change that would not be there without it. */
  explained: number;
  /** Of it alone: mean sentiment, or conversations a day. */
  now: number;
  before: number | null;
  /** How many slices were looked at; the test is corrected for it. */
  nLookedAt: number;
}

/** A finding in a sentence, the most important first. */
export interface Headline {
  tone: 'good' | 'bad' | 'neutral';
  text: string;
}

/** What the conversations of one model cost, by the prices of the template. */
export interface ModelCost {
  /** Null: conversations that name no model. */
  model: string | null;
  nConversations: number;
  nMessages: number;
  nCharacters: number;
  /** Null where no price is known. */
  cost: number | null;
}

export interface Cost {
  /** Null where the template has no prices. */
  currency: string | null;
  models: ModelCost[];
  /** Of those models whose price is known; null where there is none. */
  total: number | null;
  previousTotal: number | null;
  /** Conversations that the total leaves out. */
  nWithoutPrice: number;
}

/** What a report was made by. */
export interface TemplateFacts extends Pick<ReportTemplate, 'name' | 'sections' | 'branding'> {
  title: string;
  language: ReportLanguage;
  filters: ReportFilters;
  /** What is shown in place of ids and values. */
  labels: Record<string, string>;
}

/** A report as data. The same stored conversations give the same content. */
export interface ReportContent {
  reportId: string;
  period: ReportPeriod;
  from: string;
  to: string;
  previous: { from: string; to: string } | null;
  headlines: Headline[];
  coverage: Coverage & { previous: Coverage | null };
  /** What explains most of a change of volume and of sentiment; null where nothing does by more than chance. */
  drivers: { volume: Driver | null; sentiment: Driver | null };
  /** `nNewUsers` is null where it is not known: of a part of all conversations. */
  totals: Measures & { nUsers: number; nNewUsers: number | null };
  previousTotals: (Measures & { nUsers: number }) | null;
  volumeByDay: VolumePoint[];
  volumeByHour: VolumePoint[];
  topics: Slice[];
  intents: Slice[];
  sentiments: Slice[];
  languages: Slice[];
  models: Slice[];
  /** Absent in reports of an older version. */
  sources?: Slice[];
  /** What is between here and `users` is only there where a template asks for it. */
  template?: TemplateFacts;
  groups?: { dimension: string; slices: Slice[] };
  cost?: Cost;
  /** What is missing for what the template asks, in sentences. */
  notes?: string[];
  users: ReportUser[];
  anomalies: MetricAnomaly[];
  unusual: UnusualConversation[];
  quality: {
    issues: { issue: string; count: number; share: number; previousShare: number | null }[];
    nWithoutCategory: number;
    nWithoutLanguage: number;
    nWithoutScore: number;
    nUntranslated: number;
    ledger: LedgerState;
  };
}
