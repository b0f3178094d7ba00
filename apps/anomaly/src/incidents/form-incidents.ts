import { isIn, toSums, type ConversationFact } from './conversation-fact.ts';
import type { Candidate } from './scan-windows.ts';
import { byDeviation, lengthOf, overlaps } from './select-windows.ts';
import { HOURS_A_DAY, HOUR_MS } from './timeline.ts';

/** Findings that are one thing: the one that says it best first. */
export interface Incident {
  readonly windows: readonly [Candidate, ...Candidate[]];
}

/** Of a finding's deviation, what must be gone without the conversations of an incident for it to be part of that incident. */
const EXPLAINED = 0.5;
/** Of a window, what must lie within a time of too few conversations to be part of it. */
const WITHIN_A_DROP = 0.7;

/** Conversations in a range of hours, oldest first. */
export type FactsIn = (from: number, to: number) => readonly ConversationFact[];

/**
 * Puts findings together that have one cause. Of those that are sure, the one furthest off is taken for an incident; a finding belongs to it that is gone, or
 * half gone, without the incident's conversations; what is left begins the next. So a bad week of one model and a bad afternoon of all within
 * it are two, and fifteen findings of one morning are one.
 */
export function formIncidents(
  candidates: readonly Candidate[],
  factsIn: FactsIn,
  firstHour: number,
): Incident[] {
  let left = candidates.toSorted(byDeviation);
  const incidents: Incident[] = [];
  for (let seed = left.find(isSure); seed; seed = left.find(isSure)) {
    const windows: [Candidate, ...Candidate[]] = [seed];
    left = left.filter((one) => one !== seed);
    for (let nBefore = 0; nBefore !== windows.length;) {
      nBefore = windows.length;
      const explained = left.filter(
        (one) =>
          windows.some((own) => continues(one, own)) || isExplainedBy(one, windows, factsIn, firstHour),
      );
      windows.push(...explained);
      left = left.filter((one) => !explained.includes(one));
    }
    incidents.push({ windows });
  }
  return incidents;
}

const isSure = ({ surprise, sureFrom }: Candidate): boolean => surprise >= sureFrom;

/** Whether the one goes on, in the same series and direction, where the other ends. */
const continues = (a: Candidate, b: Candidate): boolean =>
  a.metric.name === b.metric.name &&
  a.slice.dimension === b.slice.dimension &&
  a.slice.label === b.slice.label &&
  Math.sign(a.z) === Math.sign(b.z) &&
  Math.max(a.window.from, b.window.from) - Math.min(a.window.to, b.window.to) <= gapBetween(a, b);

/** An hour for windows of hours, a day for windows of days. */
const gapBetween = (a: Candidate, b: Candidate): number =>
  Math.min(lengthOf(a.window), lengthOf(b.window)) >= HOURS_A_DAY ? HOURS_A_DAY : 1;

function isExplainedBy(
  candidate: Candidate,
  incident: readonly Candidate[],
  factsIn: FactsIn,
  firstHour: number,
): boolean {
  // What the first one moves elsewhere says nothing of its own: only its conversations explain, and those there were too many of.
  const near = incident.filter(
    ({ window, metric }, i) => (i === 0 || metric.kind === 'count') && overlaps(window, candidate.window),
  );
  if (near.length === 0) return false;
  if (near.some((one) => isDrop(one) && coverage(candidate, one) >= WITHIN_A_DROP)) return true;
  const facts = factsIn(candidate.window.from, candidate.window.to);
  const without = facts.filter((fact) => !near.some((one) => isOf(one, fact, firstHour)));
  if (without.length === facts.length) return false;
  return deviation(candidate, without) / deviation(candidate, facts) <= 1 - EXPLAINED;
}

const isDrop = ({ metric, nExcess }: Candidate): boolean => metric.kind === 'count' && nExcess < 0;

const coverage = ({ window }: Candidate, { window: by }: Candidate): number =>
  (Math.min(window.to, by.to) - Math.max(window.from, by.from)) / lengthOf(window);

/** Whether a conversation is one that the finding is about. */
export function isOf(
  { metric, slice, window }: Candidate,
  fact: ConversationFact,
  firstHour: number,
): boolean {
  const hour = Date.parse(fact.startedAt) / HOUR_MS - firstHour;
  if (hour < window.from || hour >= window.to || !isIn(slice, fact)) return false;
  return metric.kind !== 'share' || metric.of === 'slice' || toSums(fact)[metric.of] > 0;
}

/** How far off the finding would be with only these conversations, in conversations times deviation. */
function deviation({ metric, slice, expected }: Candidate, facts: readonly ConversationFact[]): number {
  const own = facts.filter((fact) => isIn(slice, fact)).map(toSums);
  switch (metric.kind) {
    case 'count':
      return own.length - expected;
    case 'share': {
      const { of } = metric;
      return of === 'slice'
        ? own.length - expected * facts.length
        : own.reduce((sum, one) => sum + one[of], 0) - expected * own.length;
    }
    case 'mean':
      return own.reduce((sum, one) => sum + one[metric.field] - expected * one[metric.weight], 0);
  }
}
