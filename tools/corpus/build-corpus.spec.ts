import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { buildCorpus, type DemoConversation } from './build-corpus.ts';
import { DEMO_SEED, toIncidentsJson, toJsonLines } from './corpus-files.ts';
import { RELEASED_MODEL, SPIKE_DAY } from './incidents.ts';
import { dateOf, N_DAYS } from './timeline.ts';

const corpus = buildCorpus(DEMO_SEED);
const { conversations } = corpus;
const demo = new URL('../../apps/standalone/demo/', import.meta.url);
const userTexts = conversations.flatMap((each) =>
  each.messages.filter((m) => m.role === 'user').map((m) => m.content),
);
const countOn = (date: string): number =>
  conversations.filter((each) => each.started_at.startsWith(date)).length;
const idsOf = (id: string): readonly string[] =>
  corpus.incidents.find((each) => each.id === id)!.conversation_ids;
const within = (ids: readonly string[]): DemoConversation[] =>
  conversations.filter((each) => ids.includes(each.conversation_id));

describe('the demo corpus', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(toJsonLines(buildCorpus(DEMO_SEED))).toBe(toJsonLines(corpus));
    expect(toJsonLines(buildCorpus(DEMO_SEED + 1))).not.toBe(toJsonLines(corpus));
  });

  it('is what the bundled files hold', () => {
    const bundled = gunzipSync(readFileSync(new URL('conversations.jsonl.gz', demo))).toString('utf8');
    expect(bundled).toBe(toJsonLines(corpus));
    expect(readFileSync(new URL('incidents.json', demo), 'utf8')).toBe(toIncidentsJson(corpus));
  });

  it('says hardly anything twice', () => {
    expect(new Set(userTexts).size / userTexts.length).toBeGreaterThan(0.95);
  });

  it('has many topics, models, people and languages over six weeks', () => {
    const distinct = (of: (each: DemoConversation) => string): number => new Set(conversations.map(of)).size;
    expect(conversations.length).toBeGreaterThan(800);
    expect(distinct((each) => each.topics[0]!)).toBeGreaterThanOrEqual(16);
    expect(distinct((each) => each.model)).toBeGreaterThanOrEqual(4);
    expect(distinct((each) => each.user_id)).toBeGreaterThan(70);
    expect(distinct((each) => each.language)).toBeGreaterThanOrEqual(8);
    expect(distinct((each) => each.started_at.slice(0, 10))).toBe(N_DAYS);
  });

  it('gives every conversation 2 to 14 messages in order, unique ids, and no unfilled slot', () => {
    expect(new Set(conversations.map((each) => each.conversation_id)).size).toBe(conversations.length);
    for (const { messages, started_at, ended_at } of conversations) {
      expect(messages.length).toBeGreaterThanOrEqual(2);
      expect(messages.length).toBeLessThanOrEqual(14);
      const times = messages.map((message) => message.timestamp);
      expect(times).toEqual(times.toSorted());
      expect([started_at, ended_at]).toEqual([times[0], times.at(-1)]);
      for (const { content } of messages) expect(content).not.toMatch(/\{[a-z#][\w-]*\}(?!\})/);
    }
  });

  it('is busier on weekdays than at weekends', () => {
    const days = Array.from({ length: 7 }, (_, week) => dateOf(week < 6 ? week * 7 + 1 : 1));
    const weekends = Array.from({ length: 6 }, (_, week) => dateOf(week * 7 + 6));
    const mean = (dates: readonly string[]): number =>
      dates.reduce((sum, date) => sum + countOn(date), 0) / dates.length;
    expect(mean(days)).toBeGreaterThan(1.5 * mean(weekends));
  });

  it('has the incidents that are labelled', () => {
    expect(countOn(dateOf(SPIKE_DAY))).toBeGreaterThan(3 * countOn(dateOf(SPIKE_DAY - 7)));
    expect(within(idsOf('bad-release')).every((each) => each.model === RELEASED_MODEL)).toBe(true);
    const failing = within(idsOf('error-burst')).filter((each) =>
      each.messages.some(
        (message) =>
          message.role === 'assistant' && /50[0234]|Something went wrong|unavailable/.test(message.content),
      ),
    );
    expect(failing.length).toBe(idsOf('error-burst').length);
    expect(within(idsOf('recall')).every((each) => each.topics[0] === 'refunds')).toBe(true);
    expect(new Set(within(idsOf('night-burst')).map((each) => each.user_id)).size).toBe(1);
  });
});
