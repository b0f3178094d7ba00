import { createHash } from 'node:crypto';
import { canonicalJson, type IncidentChanged } from '@convoscope/contracts';
import { toSums, type ConversationFact, type Slice } from './conversation-fact.ts';
import { isOf, type Incident } from './form-incidents.ts';
import { explainIncident, type Cause } from './root-cause.ts';
import type { Candidate } from './scan-windows.ts';
import { lengthOf } from './select-windows.ts';
import { tellStory, titleOf, type Told } from './tell-story.ts';
import { HOUR_MS, type Timelines } from './timeline.ts';

/** Name and version of the method: a change of what it finds in the same data raises it. */
export const INCIDENT_DETECTOR = 'incidents/2';

/** An incident as it is published, but for what its history adds. */
export type IncidentContent = Omit<IncidentChanged, 'change' | 'pass'>;

const MOST_EXAMPLES = 20;
const MOST_FINDINGS = 20;

export interface IncidentContext {
  timelines: Timelines;
  firstDataHour: number;
  /** Up to here all hours are known. */
  horizon: number;
  /** Conversations of the incident's hours. */
  facts: readonly ConversationFact[];
}

/** Hours after which an incident that has not gone on is over. */
const OVER_AFTER_HOURS = 24;

/** What is said of an incident: when, how much, why, and which conversations. The same data gives the same words. */
export function toIncident({ windows }: Incident, context: IncidentContext): IncidentContent {
  const { timelines, horizon, facts } = context;
  const [headline, ...others] = windows;
  const own = windows.filter((one) => continuesHeadline(one, headline));
  const from = Math.min(...own.map(({ window }) => window.from));
  const to = Math.max(...own.map(({ window }) => window.to));
  const toMs = (hour: number): number => (timelines.firstHour + hour) * HOUR_MS;
  const concerned = facts.filter((fact) => own.some((one) => isOf(one, fact, timelines.firstHour)));
  const inWindow = within(facts, headline, timelines.firstHour);
  const explanation = explainIncident(headline, { ...context, facts: inWindow });
  const { causes } = explanation;
  const told = { ...toTold(headline), own: explanation.rest?.own ?? null };
  const time = { startMs: toMs(from), endMs: toMs(to) };
  const content = {
    incidentId: `${headline.metric.name}/${nameSlice(headline.slice)}/${new Date(time.startMs).toISOString().slice(0, 13)}`,
    severity: severityOf(headline, concerned.length),
    startedAt: new Date(time.startMs).toISOString(),
    endedAt: new Date(time.endMs).toISOString(),
    isOver: horizon - to >= OVER_AFTER_HOURS,
    metric: headline.metric.name,
    slice: headline.slice,
    ...toPlain(headline),
    score: scoreOf(headline),
    title: titleOf(told),
    story: tellStory(
      time,
      [told, ...others.filter((one) => isSameTime(one, headline)).map(toTold)],
      explanation,
    ),
    causes,
    findings: windows.slice(0, MOST_FINDINGS).map((one) => ({
      ...{ metric: one.metric.name, slice: one.slice, ...toPlain(one) },
      startedAt: new Date(toMs(one.window.from)).toISOString(),
      endedAt: new Date(toMs(one.window.to)).toISOString(),
    })),
    nConversations: concerned.length,
    exampleConversationIds: pickExamples(headline, concerned, causes),
    detector: INCIDENT_DETECTOR,
  };
  const revision = createHash('sha256').update(canonicalJson(content)).digest('hex').slice(0, 32);
  return { ...content, revision };
}

const continuesHeadline = ({ metric, slice, z }: Candidate, headline: Candidate): boolean =>
  metric.name === headline.metric.name &&
  slice.dimension === headline.slice.dimension &&
  slice.label === headline.slice.label &&
  Math.sign(z) === Math.sign(headline.z);

/** Of two windows, what must be common to both before figures of the one are told with the time of the other. */
const SAME_TIME = 0.8;

function isSameTime({ window: a }: Candidate, { window: b }: Candidate): boolean {
  const common = Math.min(a.to, b.to) - Math.max(a.from, b.from);
  return common >= SAME_TIME * Math.max(lengthOf(a), lengthOf(b));
}

const nameSlice = ({ dimension, label }: Slice): string =>
  dimension === 'all' ? 'all' : `${dimension}=${label}`;

const round = (value: number): number => Number(value.toPrecision(6));

const toTold = ({ metric, slice, observed, expected, nExcess }: Candidate): Told => ({
  ...{ metric: metric.name, slice, observed, expected, n: Math.abs(nExcess) },
});

/** Lengths and answer times are judged on a log scale and told on their own. */
function toPlain({ metric, observed, expected }: Candidate): { observed: number; expected: number } {
  const isLog = metric.name === 'latency' || metric.name === 'length';
  return isLog
    ? { observed: round(Math.exp(observed)), expected: round(Math.exp(expected)) }
    : { observed: round(observed), expected: round(expected) };
}

/** 0.5 where it is just sure enough, towards 1 with its square. */
const scoreOf = ({ surprise, sureFrom }: Candidate): number =>
  round(1 - 1 / (1 + (surprise / sureFrom) ** 2));

const MANY_CONVERSATIONS = 20;

/** Critical is what all conversations suffer from and many did; a slice or a few are a warning, what is just sure is for information. */
function severityOf(headline: Candidate, nConversations: number): IncidentChanged['severity'] {
  const isOverall = headline.slice.dimension === 'all';
  const isClear = scoreOf(headline) >= 0.8;
  if (isOverall && isClear && nConversations >= MANY_CONVERSATIONS) return 'critical';
  return isOverall || isClear ? 'warning' : 'info';
}

const within = (
  facts: readonly ConversationFact[],
  { window }: Candidate,
  firstHour: number,
): ConversationFact[] =>
  facts.filter(({ startedAt }) => {
    const hour = Date.parse(startedAt) / HOUR_MS - firstHour;
    return hour >= window.from && hour < window.to;
  });

/** Those that show it best: of its causes, furthest off first. */
function pickExamples(
  headline: Candidate,
  concerned: readonly ConversationFact[],
  causes: readonly Cause[],
): string[] {
  const [cause] = causes;
  const weight = (fact: ConversationFact): number => {
    const isCaused = cause !== undefined && isOfCause(fact, cause) ? 1000 : 0;
    const { metric } = headline;
    if (metric.kind !== 'mean') return isCaused;
    return isCaused + Math.sign(headline.z) * toSums(fact)[metric.field];
  };
  return concerned
    .map((fact) => ({ id: fact.conversationId, weight: weight(fact) }))
    .sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_EXAMPLES)
    .map(({ id }) => id);
}

const isOfCause = (fact: ConversationFact, { dimension, label }: Cause): boolean =>
  dimension === 'user' ? fact.userId === label : dimension !== 'all' && fact[dimension] === label;
