import { countUsers, meanOf, quantileOf } from '@convoscope/measures';
import type { MeasureFigures, MeasureSum } from '@convoscope/store';

interface Metric {
  note: string;
  of: (figures: MeasureFigures) => number | null;
  /** Needs users or histograms, which are most of the bytes of a measure. */
  isHeavy?: true;
}

const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Standard error of a mean; null under two values, which say nothing of how they scatter. */
function standardErrorOf({ n, sum, squares }: MeasureSum): number | null {
  if (n < 2) return null;
  const variance = Math.max(0, (squares - (sum * sum) / n) / (n - 1));
  return Math.sqrt(variance / n);
}

const DEFINED = {
  conversations: { note: 'how many there are', of: (f) => f.nConversations },
  messages: { note: 'messages in them', of: (f) => f.nMessages },
  users: {
    note: 'different users; exact up to 1,024, above that within about 1.2 %',
    of: (f) => countUsers([f.users]),
    isHeavy: true,
  },
  answers: { note: 'answers of the assistant', of: (f) => f.nAnswers },
  errors: { note: 'answers that reported a failure', of: (f) => f.nErrors },
  errorRate: {
    note: 'share of the answers that reported a failure',
    of: (f) => shareOf(f.nErrors, f.nAnswers),
  },
  refused: { note: 'conversations in which the assistant refused', of: (f) => f.nRefused },
  refusalRate: { note: 'share of those, of the categorised', of: (f) => shareOf(f.nRefused, f.nCategorised) },
  anomalous: { note: 'unusual conversations', of: (f) => f.nAnomalous },
  anomalyRate: { note: 'share of those, of the scored', of: (f) => shareOf(f.nAnomalous, f.nScored) },
  meanSentiment: { note: 'from -1 to 1', of: (f) => meanOf(f.sentiment) },
  meanQuality: { note: 'from 0 to 1', of: (f) => meanOf(f.quality) },
  sentimentError: { note: 'standard error of it', of: (f) => standardErrorOf(f.sentiment) },
  qualityError: { note: 'standard error of the mean quality', of: (f) => standardErrorOf(f.quality) },
  meanTurns: { note: 'messages a conversation', of: (f) => meanOf(f.turns) },
  meanDurationSeconds: { note: 'from the first message to the last', of: (f) => meanOf(f.durationSeconds) },
  meanLatencySeconds: { note: 'mean time of the answers', of: (f) => meanOf(f.latencySeconds) },
  latencyP50Seconds: {
    note: 'median of it, within 2 %',
    of: (f) => quantileOf(f.latencySeconds, 0.5),
    isHeavy: true,
  },
  latencyP95Seconds: {
    note: 'its 95th percentile, within 2 %',
    of: (f) => quantileOf(f.latencySeconds, 0.95),
    isHeavy: true,
  },
} satisfies Record<string, Metric>;

export type MetricName = keyof typeof DEFINED;
export const METRICS: Readonly<Record<MetricName, Metric>> = DEFINED;
export const METRIC_NAMES = Object.keys(DEFINED) as [MetricName, ...MetricName[]];
