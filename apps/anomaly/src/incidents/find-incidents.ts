import type { Caution } from '../feedback/learn-caution.ts';
import type { ConversationFact } from './conversation-fact.ts';
import { formIncidents } from './form-incidents.ts';
import { scanDay, type Candidate } from './scan-windows.ts';
import { overlaps, selectWindows } from './select-windows.ts';
import { HOUR_MS, HOURS_A_DAY, type Timelines } from './timeline.ts';
import { toIncident, type IncidentContent } from './to-incident.ts';

export interface FindOptions {
  firstDataHour: number;
  horizon: number;
  rate: number;
  caution?: Caution;
  /** Conversations of a range of hours, oldest first. */
  readFacts: (from: number, to: number) => Promise<readonly ConversationFact[]>;
}

/** Windows of all days of a range that are off. */
export function scanDays(timelines: Timelines, from: number, to: number, options: FindOptions): Candidate[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i).flatMap((day) =>
    scanDay(timelines, { day, ...options }),
  );
}

/** Candidates that lie over each other, or over others that do: what is chosen and put together within one group depends on it alone. */
export function groupByTime(candidates: readonly Candidate[]): Candidate[][] {
  const sorted = candidates.toSorted((a, b) => a.window.from - b.window.from || a.window.to - b.window.to);
  const groups: { to: number; members: Candidate[] }[] = [];
  for (const candidate of sorted) {
    const group = groups.at(-1);
    // A day's gap keeps together what goes on in the next window of the same series.
    if (group && candidate.window.from <= group.to + HOURS_A_DAY) {
      group.members.push(candidate);
      group.to = Math.max(group.to, candidate.window.to);
    } else groups.push({ to: candidate.window.to, members: [candidate] });
  }
  return groups.map(({ members }) => members);
}

/** The incidents of one group of candidates. Reads the conversations of its hours, where it holds anything sure. */
export async function findIncidents(
  group: readonly Candidate[],
  timelines: Timelines,
  options: FindOptions,
): Promise<IncidentContent[]> {
  const selected = selectWindows(group, timelines);
  const sure = selected.filter(({ surprise, sureFrom }) => surprise >= sureFrom);
  if (sure.length === 0) return [];
  const near = selected.filter((one) => sure.some(({ window }) => overlaps(extended(window), one.window)));
  const from = Math.min(...near.map(({ window }) => window.from));
  const to = Math.max(...near.map(({ window }) => window.to));
  const facts = await options.readFacts(from, to);
  const factsIn = (a: number, b: number): ConversationFact[] =>
    facts.filter(({ startedAt }) => {
      const hour = Date.parse(startedAt) / HOUR_MS - timelines.firstHour;
      return hour >= a && hour < b;
    });
  return formIncidents(near, factsIn, timelines.firstHour).map((incident) =>
    toIncident(incident, { timelines, facts, ...options }),
  );
}

const extended = ({ from, to }: Candidate['window']): Candidate['window'] => ({
  from: from - HOURS_A_DAY,
  to: to + HOURS_A_DAY,
});
