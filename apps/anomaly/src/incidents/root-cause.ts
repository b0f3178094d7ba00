import { DIMENSIONS, isIn, toSums, type ConversationFact, type Slice } from './conversation-fact.ts';
import { HISTORY_DAYS, judgeWindow } from './judge-window.ts';
import { metrics } from './metrics.ts';
import { pastOf, type Candidate } from './scan-windows.ts';
import { HOURS_A_DAY, type Timeline, type Timelines } from './timeline.ts';

/** A slice of the conversations, or one person's. */
export interface Cause {
  dimension: Slice['dimension'] | 'user';
  label: string;
  /** Conversations in the window. */
  observed: number;
  expected: number;
  /** Of the whole change, the part that this slice explains. */
  share: number;
}

/** A slice is a cause that explains so much of the change, and so much more than its size lets expect. */
const LEAST_SHARE = 0.2;
const LEAST_LIFT = 1.4;
/** What the causes of one dimension must explain beyond their size. */
const LEAST_POWER = 0.25;
const MOST_CAUSES = 5;
/** A single person is a cause from this share on. */
const LEAST_SHARE_OF_A_PERSON = 0.5;

const COUNT = metrics.find(({ kind }) => kind === 'count');

/**
 * Which slices explain how much of the change (after Bhagwan et al., Adtributor, NSDI 2014): of each dimension those that explain more of it
 * than their size lets expect, the dimension that explains most first. Empty where all slices moved alike.
 */
export function findCauses(
  incident: Candidate,
  facts: readonly ConversationFact[],
  timelines: Timelines,
  firstDataHour: number,
): Cause[] {
  const concerned = facts.filter((fact) => isIn(incident.slice, fact));
  const total = changeOf(incident, concerned, incident.expected);
  if (total === 0) return [];
  const ranked = DIMENSIONS.filter((dimension) => dimension !== incident.slice.dimension)
    .map((dimension) => causesIn(dimension, incident, { concerned, timelines, firstDataHour, total }))
    .filter(({ power }) => power >= LEAST_POWER)
    .sort((a, b) => b.power - a.power);
  const people = personIn(incident, concerned, total);
  return [...people, ...ranked.flatMap(({ causes }) => causes)].slice(0, MOST_CAUSES);
}

interface Context {
  concerned: readonly ConversationFact[];
  timelines: Timelines;
  firstDataHour: number;
  total: number;
}

function causesIn(
  dimension: (typeof DIMENSIONS)[number],
  incident: Candidate,
  context: Context,
): { power: number; causes: Cause[] } {
  const { concerned, timelines, total } = context;
  const { from } = incident.window;
  const before = { from: from - HISTORY_DAYS * HOURS_A_DAY, to: from };
  const sizeOf = (timeline: Timeline): number => timeline.sum('n', Math.max(0, before.from), before.to);
  const nBefore = Math.max(1, sizeOf(timelines.all));
  const slices = timelines.slices.filter(({ slice }) => slice.dimension === dimension);
  const causes = slices
    .map((timeline) => {
      const own = concerned.filter((fact) => isIn(timeline.slice, fact));
      const expected = expectedIn(timeline, incident, context);
      const usual = sizeOf(timeline) / nBefore;
      const share =
        changeOf(incident, own, incident.metric.kind === 'count' ? expected : incident.expected) / total;
      return { usual, dimension, label: timeline.slice.label, observed: own.length, expected, share };
    })
    .filter(({ share, usual }) => share >= LEAST_SHARE && share >= LEAST_LIFT * usual && usual < 0.95)
    .sort((a, b) => b.share - a.share || (a.label < b.label ? -1 : 1));
  const power = causes.reduce((sum, { share, usual }) => sum + Math.min(share, 1) - usual, 0);
  return { power, causes: causes.map(({ usual: _, ...cause }) => cause) };
}

/** Conversations of a slice that the weeks before let expect in the window. */
function expectedIn(
  timeline: Timeline,
  { window }: Candidate,
  { timelines, firstDataHour }: Context,
): number {
  const past = pastOf(window, timelines, firstDataHour);
  return (past && COUNT && judgeWindow(COUNT, timeline, timelines, past)?.expected) ?? 0;
}

function personIn(incident: Candidate, concerned: readonly ConversationFact[], total: number): Cause[] {
  const byUser = Map.groupBy(
    concerned.filter(({ userId }) => userId !== null),
    ({ userId }) => userId ?? '',
  );
  const isCount = incident.metric.kind === 'count';
  return [...byUser]
    .map(([label, own]) => ({
      ...{ dimension: 'user' as const, label, observed: own.length, expected: 0 },
      share: changeOf(incident, own, isCount ? 0 : incident.expected) / total,
    }))
    .filter(({ share, observed }) => share >= LEAST_SHARE_OF_A_PERSON && observed >= 5)
    .sort((a, b) => b.share - a.share)
    .slice(0, 1);
}

/** How much the conversations add to the deviation. */
function changeOf({ metric }: Candidate, own: readonly ConversationFact[], expected: number): number {
  if (metric.kind === 'count') return own.length - expected;
  const sums = own.map(toSums);
  if (metric.kind === 'mean')
    return sums.reduce((sum, one) => sum + one[metric.field] - expected * one[metric.weight], 0);
  const { of } = metric;
  return of === 'slice' ? own.length : sums.reduce((sum, one) => sum + one[of] - expected, 0);
}
