import { seededRandom } from '@convoscope/testing';
import type { ConversationFact } from '../src/incidents/conversation-fact.ts';
import { findIncidents, groupByTime, scanDays } from '../src/incidents/find-incidents.ts';
import { sumUp, toHour, toHourlySums } from '../src/incidents/count-hours.ts';
import { HOUR_MS, HOURS_A_DAY, toTimelines } from '../src/incidents/timeline.ts';
import type { IncidentContent } from '../src/incidents/to-incident.ts';

export const FIRST_DAY = Date.UTC(2026, 0, 5);
const DAY_MS = HOURS_A_DAY * HOUR_MS;

export const at = (day: number, hour: number): string =>
  new Date(FIRST_DAY + day * DAY_MS + hour * HOUR_MS).toISOString();

export const aFact = (overrides: Partial<ConversationFact> = {}): ConversationFact => ({
  ...{
    conversationId: 'c',
    startedAt: at(0, 12),
    userId: 'u',
    source: 's',
    model: 'm-1',
    topic: 't-1',
    language: 'en',
  },
  ...{ sentiment: 0.1, quality: 0.9, nMessages: 6, latencySeconds: 4, hasError: false, isRefused: false },
  ...overrides,
});

/** Days of ordinary conversations: two models, four topics, two languages, busy at noon, a little of everything going wrong. */
export function ordinaryFacts(nDays: number, perDay: number, seed: number): ConversationFact[] {
  const random = seededRandom(seed);
  const pick = <T>(...values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  return Array.from({ length: nDays }, (_, day) =>
    Array.from({ length: Math.round(perDay * (0.8 + 0.4 * random())) }, (__, i) =>
      aFact({
        ...{ conversationId: `c-${day}-${i}`, userId: `u-${Math.floor(random() * 80)}` },
        startedAt: at(day, Math.min(23.9, 8 + 5 * (random() + random() + random()))),
        ...{
          model: pick('m-1', 'm-2'),
          topic: pick('t-1', 't-2', 't-3', 't-4'),
          language: pick('en', 'en', 'de'),
        },
        ...{ sentiment: random() - 0.4, quality: random() < 0.1 ? 0.5 : 0.9, hasError: random() < 0.02 },
        ...{ nMessages: 2 + Math.floor(random() * 10), latencySeconds: 4 * Math.exp(random() - 0.5) },
      }),
    ),
  ).flat();
}

/** What is found in some conversations, as the service finds it. */
export async function detectIn(facts: readonly ConversationFact[], rate = 0.02): Promise<IncidentContent[]> {
  const hours = Map.groupBy(facts, ({ startedAt }) => toHour(startedAt));
  const names = [...hours.keys()].sort();
  const [from, to] = [names.at(0)?.slice(0, 10) ?? '', names.at(-1)?.slice(0, 10) ?? ''];
  const cells = [...hours].flatMap(([hour, ofHour]) => toHourlySums({ hour, slices: sumUp(ofHour) }));
  const timelines = toTimelines(cells, from, to);
  const hourOf = (instant: string): number => Date.parse(instant) / HOUR_MS - timelines.firstHour;
  const options = {
    ...{ firstDataHour: 0, rate, horizon: Math.floor(hourOf(`${names.at(-1) ?? ''}:00:00.000Z`)) },
    readFacts: (a: number, b: number) =>
      Promise.resolve(facts.filter(({ startedAt }) => hourOf(startedAt) >= a && hourOf(startedAt) < b)),
  };
  const candidates = scanDays(timelines, 0, timelines.nHours / HOURS_A_DAY - 1, options);
  const found = await Promise.all(
    groupByTime(candidates).map((group) => findIncidents(group, timelines, options)),
  );
  return found.flat();
}
