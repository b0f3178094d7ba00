import { describe, expect, it } from '@jest/globals';
import { topics, type ConversationDeleted } from '@convoscope/contracts';
import type { Store } from '@convoscope/store';
import { aConversation, anEvent } from '@convoscope/testing';
import { createReportingPipeline, type ReportingDependencies } from '../src/reporting.pipeline.ts';
import { TouchedUsers } from '../src/users/touched-users.ts';

/** What a user's row says, and the conversations it is computed from: ada's, until it is gone. */
function createWorld() {
  const stored: number[] = [];
  let nLive = 1;
  let pause: Promise<void> = Promise.resolve();
  const store = {
    analytics: {
      aggregate: async (_tenant: string, stages: object[]) => {
        const found = nLive;
        await pause;
        const isOwners = stages.length === 2;
        if (isOwners) return [{ _id: 'ada' }];
        return found === 0 ? [] : [{ _id: 'ada', nConversations: found }];
      },
      markDeleted: () => {
        nLive = 0;
        return Promise.resolve();
      },
    },
    users: {
      findById: () => Promise.resolve({ userId: 'ada' }),
      upsertMany: (_tenant: string, rows: { nConversations: number }[]) => {
        stored.push(...rows.map(({ nConversations }) => nConversations));
        return Promise.resolve();
      },
    },
  };
  const users = new TouchedUsers(store as unknown as Store, () => 0);
  return { store, stored, users, hold: (until: Promise<void>) => void (pause = until) };
}

const gone: ConversationDeleted = {
  ...{ conversationId: 'c', source: 'test', sequence: 2, reason: 'gone-at-source' },
  ...{ startedAt: aConversation().startedAt, deletedAt: aConversation().startedAt },
};

describe('the row of a user', () => {
  it('does not keep a conversation that was deleted while the row was computed', async () => {
    const { store, stored, users } = createWorld();
    const { markDeleted } = store.analytics;
    // The periodic round comes between the look at the owners and the write.
    store.analytics.markDeleted = () => users.recompute().then(markDeleted);
    const { markDeleted: handle } = createReportingPipeline({
      store,
      users,
    } as unknown as ReportingDependencies);
    const events = [{ ...anEvent(topics.conversationsDeleted, 'c', gone) }];
    await handle({ events } as unknown as Parameters<typeof handle>[0]);
    await users.recompute();
    expect(stored.at(-1)).toBe(0);
  });

  it('is not written over by a round that began before', async () => {
    const { store, stored, users, hold } = createWorld();
    const { promise, resolve } = Promise.withResolvers<void>();
    hold(promise);
    users.touch('default', ['ada']);
    const early = users.recompute();
    await store.analytics.markDeleted();
    users.touch('default', ['ada']);
    hold(Promise.resolve());
    const late = users.recompute();
    resolve();
    await Promise.all([early, late]);
    expect(stored.at(-1)).toBe(0);
  });
});
