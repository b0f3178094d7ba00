import type { TopicTrend } from '@convoscope/contracts';
import { regularizedBeta } from '@convoscope/statistics';

const DAY_MS = 86_400_000;
const RECENT_DAYS = 7;
/** Of all topics that are looked at, one in twenty runs calls one of them changed by chance. */
const SIGNIFICANT = 0.05;

/** When recent days begin, by the newest conversation. */
export const recentFrom = (times: readonly string[]): string => {
  const newest = Math.max(...times.map((time) => Date.parse(time)));
  return new Date(newest - RECENT_DAYS * DAY_MS).toISOString();
};

export interface TrendCounts {
  readonly recent: number;
  readonly before: number;
  readonly allRecent: number;
  readonly allBefore: number;
  /** Topics looked at together. */
  readonly nTopics: number;
}

/** P(X >= n) of a binomial with `of` trials. */
const atLeast = (n: number, of: number, probability: number): number =>
  n <= 0 ? 1 : regularizedBeta(probability, n, of - n + 1);

/**
 * Whether a topic grows or fades among all conversations that no topic covers: of its conversations, as many are recent as are of all, by chance. Exact
 * binomial test, two-sided by doubling, corrected for the number of topics (Bonferroni).
 */
export function trendOf({ recent, before, allRecent, allBefore, nTopics }: TrendCounts): TopicTrend {
  if (allBefore === 0 || allRecent === 0) return { kind: 'steady', recent, before, pValue: null };
  const n = recent + before;
  const share = allRecent / (allRecent + allBefore);
  const more = atLeast(recent, n, share);
  const fewer = atLeast(before, n, 1 - share);
  const pValue = Math.min(1, 2 * Math.min(more, fewer) * nTopics);
  if (pValue > SIGNIFICANT) return { kind: 'steady', recent, before, pValue };
  return { kind: more < fewer ? 'emerging' : 'fading', recent, before, pValue };
}
