import { NO_CAUTION, type Caution } from '../src/feedback/learn-caution.ts';
import type { ConversationFact } from '../src/incidents/conversation-fact.ts';
import { sumUp, toHour, toHourlySums } from '../src/incidents/count-hours.ts';
import { findIncidents, groupByTime, scanDays } from '../src/incidents/find-incidents.ts';
import { HOUR_MS, HOURS_A_DAY, toTimelines } from '../src/incidents/timeline.ts';
import type { IncidentContent } from '../src/incidents/to-incident.ts';

/** What is found in some conversations, as the service finds it. */
export async function detectIn(
  facts: readonly ConversationFact[],
  rate = 0.02,
  caution: Caution = NO_CAUTION,
): Promise<IncidentContent[]> {
  const hours = Map.groupBy(facts, ({ startedAt }) => toHour(startedAt));
  const names = [...hours.keys()].sort();
  const [from, to] = [names.at(0)?.slice(0, 10) ?? '', names.at(-1)?.slice(0, 10) ?? ''];
  const cells = [...hours].flatMap(([hour, ofHour]) => toHourlySums({ hour, slices: sumUp(ofHour) }));
  const timelines = toTimelines(cells, from, to);
  const hourOf = (instant: string): number => Date.parse(instant) / HOUR_MS - timelines.firstHour;
  const options = {
    ...{ firstDataHour: 0, rate, caution, horizon: Math.floor(hourOf(`${names.at(-1) ?? ''}:00:00.000Z`)) },
    readFacts: (a: number, b: number) =>
      Promise.resolve(facts.filter(({ startedAt }) => hourOf(startedAt) >= a && hourOf(startedAt) < b)),
  };
  const candidates = scanDays(timelines, 0, timelines.nHours / HOURS_A_DAY - 1, options);
  const found = await Promise.all(
    groupByTime(candidates).map((group) => findIncidents(group, timelines, options)),
  );
  return found.flat();
}
