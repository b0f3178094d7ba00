import { seededRandom } from '@convoscope/testing';
import type { ConversationFact } from '../src/incidents/conversation-fact.ts';
import { HOUR_MS, HOURS_A_DAY } from '../src/incidents/timeline.ts';

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
