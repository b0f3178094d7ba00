import type { ConversationCategorised } from '@convoscope/contracts';

/** What one conversation tells about the service: the row that every metric is counted from. */
export interface ConversationFact {
  conversationId: string;
  startedAt: string;
  userId: string | null;
  source: string;
  model: string | null;
  topic: string;
  language: string;
  /** In [-1,1]. */
  sentiment: number;
  /** In [0,1]. */
  quality: number;
  nMessages: number;
  /** Geometric mean of the seconds that the assistant took to answer; null when unknown. */
  latencySeconds: number | null;
  hasError: boolean;
  isRefused: boolean;
}

/** Sums of conversations that can be added up: those of two sets of conversations are the sums of both. */
export interface Sums {
  n: number;
  nErrors: number;
  nRefused: number;
  sentiment: number;
  sentimentSquares: number;
  nPoor: number;
  nDissatisfied: number;
  length: number;
  lengthSquares: number;
  nTimed: number;
  latency: number;
  latencySquares: number;
}

export const SUM_FIELDS = [
  ...(['n', 'nErrors', 'nRefused', 'sentiment', 'sentimentSquares', 'nPoor', 'nDissatisfied'] as const),
  ...(['length', 'lengthSquares', 'nTimed', 'latency', 'latencySquares'] as const),
] as const satisfies readonly (keyof Sums)[];

/** A conversation of a lower quality went badly; one of lower sentiment left somebody dissatisfied. */
const POOR_QUALITY = 0.7;
const NEGATIVE_SENTIMENT = -0.2;

/** Answers faster than this are equally fast: a tenth of a second more or less is nobody's incident. */
const FASTEST_SECONDS = 0.1;

/** The sums of one conversation. Length and latency are on a log scale: what counts is a factor. */
export function toSums(fact: ConversationFact): Sums {
  const { sentiment, latencySeconds } = fact;
  const isPoor = fact.quality < POOR_QUALITY;
  const length = Math.log(Math.max(1, fact.nMessages));
  const latency = latencySeconds === null ? 0 : Math.log(Math.max(FASTEST_SECONDS, latencySeconds));
  return {
    ...{ n: 1, nErrors: Number(fact.hasError), nRefused: Number(fact.isRefused) },
    ...{ sentiment, sentimentSquares: sentiment ** 2 },
    ...{ nPoor: Number(isPoor), nDissatisfied: Number(isPoor || sentiment <= NEGATIVE_SENTIMENT) },
    ...{ length, lengthSquares: length ** 2 },
    ...{ nTimed: Number(latencySeconds !== null), latency, latencySquares: latency ** 2 },
  };
}

export const DIMENSIONS = ['source', 'model', 'topic', 'language'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** All conversations, or those with one value of one dimension. */
export interface Slice {
  dimension: Dimension | 'all';
  label: string;
}

export const ALL: Slice = { dimension: 'all', label: '' };

/** The slices that a conversation counts in; where a value is not known it counts in none of that dimension. */
export const slicesOf = (fact: ConversationFact): Slice[] => [
  ALL,
  ...DIMENSIONS.flatMap((dimension) => {
    const label = fact[dimension];
    return label === null ? [] : [{ dimension, label }];
  }),
];

export const isIn = ({ dimension, label }: Slice, fact: ConversationFact): boolean =>
  dimension === 'all' || fact[dimension] === label;

/** The geometric mean of the assistant's answer times; null where none is known. */
export function typicalLatency(
  messages: readonly Pick<ConversationCategorised['messages'][number], 'role' | 'latencySeconds'>[],
): number | null {
  const logs = messages
    .filter(({ role }) => role === 'assistant')
    .flatMap(({ latencySeconds }) => latencySeconds ?? [])
    .map((seconds) => Math.log(Math.max(FASTEST_SECONDS, seconds)));
  return logs.length === 0 ? null : Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
}
