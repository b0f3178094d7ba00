import { describe, expect, it } from '@jest/globals';
import { detectIn } from '../../test/detect-in.ts';
import { aFact, at, ordinaryFacts } from '../../test/facts.ts';
import type { ConversationFact } from './conversation-fact.ts';

const many = (
  n: number,
  day: number,
  hours: [number, number],
  overrides: Partial<ConversationFact>,
): ConversationFact[] =>
  Array.from({ length: n }, (_, i) =>
    aFact({
      ...{ conversationId: `x-${day}-${i}`, userId: `x-${i}` },
      startedAt: at(day, hours[0] + ((hours[1] - hours[0]) * i) / n),
      ...overrides,
    }),
  );

const isIn = (day: number, until: number, { startedAt }: ConversationFact): boolean =>
  startedAt >= at(day, 0) && startedAt < at(until, 0);

describe('incidents', () => {
  it('are not found where nothing happens', async () => {
    const found = await Promise.all([1, 2, 3, 4].map((seed) => detectIn(ordinaryFacts(35, 30, seed))));
    expect(found.flat().length).toBeLessThanOrEqual(2);
  });

  it('are one where one morning moves many series, from its first to its last hour', async () => {
    const burst = many(30, 25, [9, 12], {
      hasError: true,
      quality: 0.4,
      sentiment: -0.8,
      latencySeconds: 60,
    });
    const found = await detectIn([...ordinaryFacts(35, 30, 5), ...burst]);
    expect(found.map(({ startedAt, endedAt }) => [startedAt, endedAt])).toEqual([[at(25, 9), at(25, 12)]]);
    expect(new Set(found[0]?.findings.map(({ metric }) => metric)).size).toBeGreaterThanOrEqual(4);
    expect(found[0]?.nConversations).toBeGreaterThanOrEqual(30);
  });

  it('last for a week where one model is bad for a week', async () => {
    const facts = ordinaryFacts(40, 30, 6).map((fact) =>
      isIn(24, 31, fact) && fact.model === 'm-2'
        ? { ...fact, sentiment: fact.sentiment - 0.5, quality: 0.5 }
        : fact,
    );
    const [found, ...others] = await detectIn(facts);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      startedAt: at(24, 0),
      endedAt: at(31, 0),
      slice: { dimension: 'model', label: 'm-2' },
    });
    expect(found?.isOver).toBe(true);
  });

  it('are two where a bad afternoon of all lies in a bad week of one model', async () => {
    const week = ordinaryFacts(40, 40, 7).map((fact) =>
      isIn(24, 31, fact) && fact.model === 'm-2'
        ? { ...fact, sentiment: fact.sentiment - 0.6, quality: 0.5 }
        : fact,
    );
    const found = await detectIn([...week, ...many(30, 27, [13, 16], { hasError: true, model: 'm-1' })]);
    expect(found).toHaveLength(2);
    expect(found.map(({ startedAt }) => startedAt).sort()).toEqual([at(24, 0), at(27, 13)]);
  });

  it('are not four conversations where there were none, nor good news', async () => {
    const ordinary = ordinaryFacts(35, 30, 8).map((fact) => ({ ...fact, hasError: false }));
    expect(await detectIn([...ordinary, ...many(4, 25, [9, 10], { hasError: true })])).toEqual([]);
    const better = ordinary.map((fact) =>
      isIn(25, 30, fact) ? { ...fact, sentiment: 0.9, latencySeconds: 1 } : fact,
    );
    expect(await detectIn(better)).toEqual([]);
  });

  it('tell of a silence, and of the person, without a name, that a burst is of', async () => {
    const silent = ordinaryFacts(35, 60, 9).filter(
      (fact) => !(fact.startedAt >= at(25, 9) && fact.startedAt < at(25, 22)),
    );
    const found = await detectIn([
      ...silent,
      ...many(20, 20, [2, 3], { userId: 'anna@example.com', isRefused: true }),
    ]);
    expect(found.map(({ title }) => title).sort()).toEqual([
      'Far fewer conversations',
      'Many more conversations',
    ]);
    const burst = found.find(({ title }) => title === 'Many more conversations');
    expect(burst?.causes[0]).toMatchObject({ dimension: 'user', label: 'anna@example.com' });
    expect(burst?.story).toContain('of one person');
    expect(burst?.story).not.toContain('anna');
  });

  it('are the same in whatever order the conversations come', async () => {
    const facts = [...ordinaryFacts(30, 20, 10), ...many(40, 20, [9, 15], { topic: 't-2' })];
    expect(await detectIn(facts.toReversed())).toEqual(await detectIn(facts));
  });
});
