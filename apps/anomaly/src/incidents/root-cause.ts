import { DIMENSIONS, isIn, toSums, type ConversationFact, type Slice } from './conversation-fact.ts';
import { HISTORY_DAYS, judgeWindow, type Evidence, type Past } from './judge-window.ts';
import { metrics, type Metric } from './metrics.ts';
import { pastOf, type Candidate } from './scan-windows.ts';
import { HOURS_A_DAY, type Timeline, type Timelines } from './timeline.ts';

/** A slice of the conversations, or one person's. */
export interface Cause {
  dimension: Slice['dimension'] | 'user';
  label: string;
  /** Conversations in the window. */
  observed: number;
  expected: number;
  /** Of all that moved in the direction of the change, the part of this slice; what moved the other way takes nothing off. */
  share: number;
}

type Figures = Pick<Evidence, 'observed' | 'expected'>;

/** The slice of an incident beside all other conversations of the same hours. */
export interface Rest {
  /** Conversations of the slice; null where the metric does not count conversations. */
  own: Figures | null;
  /** Of all others: conversations where the metric counts them, else the metric. */
  others: Figures;
}

/** Why it happened, as far as the conversations tell. */
export interface Explanation {
  causes: Cause[];
  /** Null of an incident of all conversations, and where the others are too few to say anything. */
  rest: Rest | null;
  /** Dimensions in which there was a choice, so that one could have stood out. */
  searched: Cause['dimension'][];
}

/** A slice is a cause that explains so much of the change, and so much more than its size lets expect. */
const LEAST_SHARE = 0.2;
const LEAST_LIFT = 1.4;
/** What the causes of one dimension must explain beyond their size. */
const LEAST_POWER = 0.25;
const MOST_CAUSES = 5;
/** A single person is a cause from this share on. */
const LEAST_SHARE_OF_A_PERSON = 0.5;
const LEAST_OF_A_PERSON = 5;

const COUNT = metrics.find(({ kind }) => kind === 'count');

export interface WindowContext {
  /** Conversations of the window, all slices of them. */
  facts: readonly ConversationFact[];
  timelines: Timelines;
  firstDataHour: number;
}

/**
 * Which slices explain how much of the change (after Bhagwan et al., Adtributor, NSDI 2014): of each dimension those that explain more of it
 * than their size lets expect, the dimension that explains most first; and whether the incident's own slice is the reason, by what all others
 * did in the same hours. No causes where all slices moved alike.
 */
export function explainIncident(incident: Candidate, given: WindowContext): Explanation {
  const past = pastOf(incident.window, given.timelines, given.firstDataHour);
  const context = { ...given, facts: concerned(incident, given.facts), past };
  const dimensions = DIMENSIONS.filter(
    (dimension) => dimension !== incident.slice.dimension && hasChoice(dimension, incident, given.timelines),
  );
  const ranked = dimensions
    .map((dimension) => causesIn(dimension, incident, context))
    .filter(({ power }) => power >= LEAST_POWER)
    .sort((a, b) => b.power - a.power);
  const people = personIn(incident, context.facts);
  const isKnown = incident.z > 0 && context.facts.some(({ userId }) => userId !== null);
  return {
    causes: [...people, ...ranked.flatMap(({ causes }) => causes)].slice(0, MOST_CAUSES),
    rest: past && restOf(incident, given.timelines, past),
    searched: [...dimensions, ...(isKnown ? (['user'] as const) : [])],
  };
}

/** The share of a slice rises by conversations inside it and by others that are not there: all take part. Else only its own do. */
const concerned = ({ metric, slice }: Candidate, facts: readonly ConversationFact[]): ConversationFact[] =>
  facts.filter((fact) => (metric.kind === 'share' && metric.of === 'slice') || isIn(slice, fact));

interface Context extends WindowContext {
  past: Past | null;
}

const ofDimension = (dimension: Slice['dimension'], { slices }: Timelines): Timeline[] =>
  slices.filter(({ slice }) => slice.dimension === dimension);

const historyOf = ({ window }: Candidate): [number, number] => [
  Math.max(0, window.from - HISTORY_DAYS * HOURS_A_DAY),
  window.from,
];

function hasChoice(dimension: Slice['dimension'], incident: Candidate, timelines: Timelines): boolean {
  const [from] = historyOf(incident);
  const labels = ofDimension(dimension, timelines).filter(
    (one) => one.sum('n', from, incident.window.to) > 0,
  );
  return labels.length > 1;
}

function causesIn(
  dimension: (typeof DIMENSIONS)[number],
  incident: Candidate,
  context: Context,
): { power: number; causes: Cause[] } {
  const { facts, timelines, past } = context;
  const [from, to] = historyOf(incident);
  const nBefore = Math.max(1, timelines.all.sum('n', from, to));
  const all = ofDimension(dimension, timelines).map((timeline) => {
    const own = facts.filter((fact) => isIn(timeline.slice, fact));
    const expected = (past && COUNT && judgeWindow(COUNT, timeline, timelines, past)?.expected) ?? 0;
    return {
      ...{ dimension, label: timeline.slice.label, observed: own.length, expected },
      usual: timeline.sum('n', from, to) / nBefore,
      change: changeOf(incident, own, usualOf(incident, timeline, context) ?? incident.expected, expected),
    };
  });
  const direction = Math.sign(incident.z);
  const moved = all.reduce((sum, { change }) => sum + Math.max(0, direction * change), 0);
  const causes = all
    .map(({ change, ...one }) => ({ ...one, share: moved === 0 ? 0 : (direction * change) / moved }))
    .filter(({ share, usual }) => share >= LEAST_SHARE && share >= LEAST_LIFT * usual && usual < 0.95)
    .sort((a, b) => b.share - a.share || (a.label < b.label ? -1 : 1));
  const power = causes.reduce((sum, { share, usual }) => sum + share - usual, 0);
  return { power, causes: causes.map(({ usual: _, ...cause }) => cause) };
}

/** What the metric usually is in a slice, where the incident is one of all conversations: one that always has more failures is not to blame. */
function usualOf(
  { metric, slice }: Candidate,
  timeline: Timeline,
  { timelines, past }: Context,
): number | undefined {
  if (slice.dimension !== 'all' || metric.kind === 'count' || past === null) return undefined;
  return judgeWindow(metric, timeline, timelines, past)?.expected;
}

function personIn(incident: Candidate, facts: readonly ConversationFact[]): Cause[] {
  const total = changeOf(incident, facts, incident.expected, incident.expected);
  if (total === 0) return [];
  const byUser = Map.groupBy(
    facts.filter(({ userId }) => userId !== null),
    ({ userId }) => userId ?? '',
  );
  return [...byUser]
    .map(([label, own]) => ({
      ...{ dimension: 'user' as const, label, observed: own.length, expected: 0 },
      share: Math.min(1, changeOf(incident, own, incident.expected, 0) / total),
    }))
    .filter(({ share, observed }) => share >= LEAST_SHARE_OF_A_PERSON && observed >= LEAST_OF_A_PERSON)
    .sort((a, b) => b.share - a.share)
    .slice(0, 1);
}

/** How much some conversations add to the deviation: beside `expected` of the metric, or `nExpected` conversations. */
function changeOf(
  { metric, slice }: Candidate,
  own: readonly ConversationFact[],
  expected: number,
  nExpected: number,
): number {
  if (metric.kind === 'count') return own.length - nExpected;
  if (metric.kind === 'mean')
    return own.map(toSums).reduce((sum, one) => sum + one[metric.field] - expected * one[metric.weight], 0);
  const { of } = metric;
  return own.reduce(
    (sum, fact) => sum + (of === 'slice' ? Number(isIn(slice, fact)) : toSums(fact)[of]) - expected,
    0,
  );
}

function restOf({ metric, slice }: Candidate, timelines: Timelines, past: Past): Rest | null {
  if (slice.dimension === 'all' || COUNT === undefined) return null;
  const own = timelines.slices.find(
    (one) => one.slice.dimension === slice.dimension && one.slice.label === slice.label,
  );
  if (own === undefined) return null;
  const isCounted = metric.kind === 'count' || (metric.kind === 'share' && metric.of === 'slice');
  const judged = (timeline: Timeline, by: Metric): Figures | null =>
    judgeWindow(by, timeline, timelines, past);
  const others = judged(without(timelines.all, own), isCounted ? COUNT : metric);
  return others && { own: isCounted ? judged(own, COUNT) : null, others };
}

/** All conversations but those of a slice. */
const without = (all: Timeline, slice: Timeline): Timeline => ({
  slice: all.slice,
  sum: (field, a, b) => all.sum(field, a, b) - slice.sum(field, a, b),
});
