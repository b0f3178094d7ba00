import { countUsers, meanOf, quantileOf } from '@convoscope/measures';
import type { MeasureFigures, MeasureSum } from '@convoscope/store';

interface Metric {
  note: string;
  of: (figures: MeasureFigures) => number | null;
  /** Needs users or histograms, which are most of the bytes of a measure. */
  isHeavy?: true;
  /** Nothing is 0 of it, not unknown. */
  isCount?: true;
  /** What it is never below or above. */
  least?: number;
  most?: number;
}

const COUNT = { isCount: true, least: 0 } as const;
const SHARE = { least: 0, most: 1 } as const;

const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Standard error of a mean; null under two values, which say nothing of how they scatter. */
function standardErrorOf({ n, sum, squares }: MeasureSum): number | null {
  if (n < 2) return null;
  const variance = Math.max(0, (squares - (sum * sum) / n) / (n - 1));
  return Math.sqrt(variance / n);
}

const DEFINED = {
  conversations: { note: 'how many there are', of: (f) => f.nConversations, ...COUNT },
  messages: { note: 'messages in them', of: (f) => f.nMessages, ...COUNT },
  users: {
    note: 'different users; exact up to 1,024, above that within about 1.2 %',
    of: (f) => countUsers([f.users]),
    isHeavy: true,
    ...COUNT,
  },
  answers: { note: 'answers of the assistant', of: (f) => f.nAnswers, ...COUNT },
  errors: { note: 'answers that reported a failure', of: (f) => f.nErrors, ...COUNT },
  errorRate: {
    note: 'share of the answers that reported a failure',
    of: (f) => shareOf(f.nErrors, f.nAnswers),
    ...SHARE,
  },
  refused: { note: 'conversations in which the assistant refused', of: (f) => f.nRefused, ...COUNT },
  refusalRate: {
    note: 'share of those, of the categorised',
    of: (f) => shareOf(f.nRefused, f.nCategorised),
    ...SHARE,
  },
  anomalous: { note: 'unusual conversations', of: (f) => f.nAnomalous, ...COUNT },
  anomalyRate: {
    note: 'share of those, of the scored',
    of: (f) => shareOf(f.nAnomalous, f.nScored),
    ...SHARE,
  },
  meanSentiment: { note: 'from -1 to 1', of: (f) => meanOf(f.sentiment), least: -1, most: 1 },
  meanQuality: { note: 'from 0 to 1', of: (f) => meanOf(f.quality), ...SHARE },
  sentimentError: { note: 'standard error of it', of: (f) => standardErrorOf(f.sentiment), least: 0 },
  qualityError: {
    note: 'standard error of the mean quality',
    of: (f) => standardErrorOf(f.quality),
    least: 0,
  },
  meanTurns: { note: 'messages a conversation', of: (f) => meanOf(f.turns), least: 0 },
  meanDurationSeconds: {
    note: 'from the first message to the last',
    of: (f) => meanOf(f.durationSeconds),
    least: 0,
  },
  meanLatencySeconds: { note: 'mean time of the answers', of: (f) => meanOf(f.latencySeconds), least: 0 },
  latencyP50Seconds: {
    note: 'median of it, within 2 %',
    of: (f) => quantileOf(f.latencySeconds, 0.5),
    isHeavy: true,
    least: 0,
  },
  latencyP95Seconds: {
    note: 'its 95th percentile, within 2 %',
    of: (f) => quantileOf(f.latencySeconds, 0.95),
    isHeavy: true,
    least: 0,
  },
} satisfies Record<string, Metric>;

export type MetricName = keyof typeof DEFINED;
export const METRICS: Readonly<Record<MetricName, Metric>> = DEFINED;
export const METRIC_NAMES = Object.keys(DEFINED) as [MetricName, ...MetricName[]];
