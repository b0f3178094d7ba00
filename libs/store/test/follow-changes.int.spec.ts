import { expect, it } from '@jest/globals';
import { positionAtSecond, secondOf, type FollowOptions, type StoredChange } from '@convoscope/store';
import { describeWithServer, eventually } from '@convoscope/testing';
import { aMessagesDocument } from './document-builders.ts';
import { openStore } from './open-store.ts';

describeWithServer('mongod', 'following changes', ({ uri, database }) => {
  it('tells each once, in order, from any position on, and only of the collections asked for', async () => {
    const { store, drop } = await openStore({ uri, database: `${database}_follow` });
    const follow = (options: Partial<FollowOptions> = {}) => {
      const seen = { changes: [] as StoredChange[], positions: [] as string[] };
      const { end } = store.follow({
        collections: ['conversation_messages'],
        onChange: (change) => void seen.changes.push(change),
        onPosition: (position) => void seen.positions.push(position),
        onGap: () => undefined,
        ...options,
      });
      return { seen, end };
    };
    const idsOf = (changes: readonly StoredChange[]): unknown[] =>
      changes.map(({ document }) => document['conversationId']);
    const write = (...ids: string[]) =>
      store.messages.upsertMany(
        'acme',
        ids.map((conversationId) => aMessagesDocument({ conversationId })),
      );

    await write('before');
    const live = follow();
    await eventually(() => expect(live.seen.positions).not.toEqual([]));
    const startedAt = Math.floor(Date.now() / 1_000);
    await write('a', 'b', 'c');
    await store.snapshots.put('acme', 'test', 'other', { n: 1 }, 0);
    await write('d');
    await eventually(() => expect(idsOf(live.seen.changes)).toEqual(['a', 'b', 'c', 'd']));
    const positions = live.seen.changes.map(({ position }) => position);
    expect([...positions].sort()).toEqual(positions);
    expect(new Set(positions).size).toBe(4);
    for (const position of positions) expect(Math.abs(secondOf(position) - startedAt)).toBeLessThan(30);
    // Where it stands moves on also while nothing of these collections changes: behind what was told.
    await eventually(() => expect((live.seen.positions.at(-1) ?? '') > (positions.at(-1) ?? '')).toBe(true));

    const resumed = follow({ after: positions[1] ?? '' });
    await eventually(() => expect(idsOf(resumed.seen.changes)).toEqual(['c', 'd']));
    expect(resumed.seen.changes).toEqual(live.seen.changes.slice(2));
    const fromSecond = follow({ after: positionAtSecond(secondOf(positions[0] ?? '') - 60) });
    await eventually(() => expect(idsOf(fromSecond.seen.changes)).toEqual(['before', 'a', 'b', 'c', 'd']));
    for (const { end } of [live, resumed, fromSecond]) await end();
    await drop();
  }, 60_000);
});
