import { describe, expect, it } from '@jest/globals';
import { createHourFacts } from './hour-facts-cache.ts';

/** A store of hours with ten conversations each, that counts what is read of it. */
function storeOfHours(hours: readonly string[]) {
  const versions = new Map(hours.map((hour) => [hour, 1]));
  const read: string[] = [];
  const row = (hour: string, i: number) => ({
    ...{
      conversationId: `${hour}-${i}`,
      startedAt: `${hour}:${i}0:00.000Z`,
      metrics: { nErrors: versions.get(hour) },
    },
  });
  return {
    read,
    touch: (hour: string) => versions.set(hour, (versions.get(hour) ?? 0) + 1),
    metricHours: {
      versionsBetween: (_tenant: string, from: string, to: string) =>
        Promise.resolve(
          [...versions]
            .map(([hour, version]) => ({ hour, version }))
            .filter(({ hour }) => hour >= from && hour <= to),
        ),
    },
    scores: {
      startedBetween: (_tenant: string, from: string) => {
        read.push(from);
        return Promise.resolve([0, 1, 2].map((i) => row(from, i)) as never[]);
      },
    },
  };
}

describe('conversations of hours', () => {
  const hours = Array.from({ length: 24 }, (_, hour) => `2026-01-05T${String(hour).padStart(2, '0')}`);

  it('are read once, and again only where an hour has changed', async () => {
    const store = storeOfHours(hours);
    const facts = createHourFacts('t', store.metricHours, store.scores);
    const first = await facts.read('2026-01-05T08', '2026-01-05T20');
    expect(store.read).toHaveLength(12);
    expect(await facts.read('2026-01-05T08', '2026-01-05T20')).toEqual(first);
    expect(store.read).toHaveLength(12);
    store.touch('2026-01-05T10');
    const later = await facts.read('2026-01-05T08', '2026-01-05T21');
    expect(store.read.slice(12)).toEqual(['2026-01-05T10', '2026-01-05T20']);
    expect(later).toHaveLength(39);
    expect(later.map(({ startedAt }) => startedAt)).toEqual(
      later.map(({ startedAt }) => startedAt).toSorted(),
    );
  });
});
