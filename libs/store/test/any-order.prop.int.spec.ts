import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { describeWithServer } from '@convoscope/testing';
import type { AnalyticsSection, Store } from '@convoscope/store';
import {
  AT,
  aCategory,
  aCategorySection,
  aConversationSection,
  aLanguageSection,
  aMessagesDocument,
  anAnomalySection,
} from './document-builders.ts';
import { openStore, type OpenedStore } from './open-store.ts';

const IDS = ['c-1', 'c-2', 'c-3'];

/** What a handler does with one event. The content is a function of the version, as it is with real events. */
type Effect =
  | { kind: 'deletion'; conversationId: string; sequence: number }
  | { kind: AnalyticsSection['section']; conversationId: string; sequence: number; pass: number };

const anEffect: fc.Arbitrary<Effect> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('conversation', 'language', 'category', 'anomaly'),
      conversationId: fc.constantFrom(...IDS),
      sequence: fc.nat(4),
      pass: fc.nat(2),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('deletion' as const),
      conversationId: fc.constantFrom(...IDS),
      sequence: fc.nat(5),
    }),
  },
);

/** The same events, each 1-5 times, in two orders of their own and cut into batches. */
const twoDeliveries = fc.array(anEffect, { minLength: 1, maxLength: 10 }).chain((effects) => {
  const delivery = fc
    .tuple(
      ...effects.map((effect) =>
        fc.integer({ min: 1, max: 5 }).map((times) => Array.from({ length: times }, () => effect)),
      ),
    )
    .chain((copies) => {
      const all = copies.flat();
      return fc.shuffledSubarray(all, { minLength: all.length });
    });
  return fc.tuple(delivery, delivery, fc.integer({ min: 1, max: 6 }));
});

const tagOf = (effect: { sequence: number; pass: number }): string => `${effect.sequence}-${effect.pass}`;

function toSection(effect: Exclude<Effect, { kind: 'deletion' }>): AnalyticsSection {
  const { kind, conversationId, sequence, pass } = effect;
  if (kind === 'conversation')
    return aConversationSection({ conversationId, sequence, pass, title: tagOf(effect) });
  if (kind === 'language') return aLanguageSection(conversationId, { sequence, pass }, tagOf(effect));
  if (kind === 'category') return aCategorySection(conversationId, { sequence, pass }, tagOf(effect));
  return anAnomalySection(conversationId, { sequence, pass }, (sequence + pass) % 2 === 0);
}

const toDeletion = ({ conversationId, sequence }: { conversationId: string; sequence: number }) => ({
  conversationId,
  sequence,
  deletedAt: new Date(AT.getTime() + sequence * 1_000),
});

const isDeletion = (effect: Effect): effect is Extract<Effect, { kind: 'deletion' }> =>
  effect.kind === 'deletion';

describeWithServer('mongod', 'events delivered repeatedly and in any order', (server) => {
  let opened: OpenedStore | undefined;
  let store: Store;
  let nTenants = 0;

  beforeAll(async () => {
    opened = await openStore(server);
    ({ store } = opened);
  }, 60_000);
  afterAll(() => opened?.drop());

  const inBatches = async (
    effects: Effect[],
    size: number,
    handle: (tenant: string, batch: Effect[]) => Promise<unknown>,
  ) => {
    const tenant = `tenant-${(nTenants += 1)}`;
    for (let i = 0; i < effects.length; i += size) await handle(tenant, effects.slice(i, i + size));
    return tenant;
  };

  const contentOf = async (collection: string, tenant: string) =>
    opened!.raw
      .db(server.database)
      .collection(collection)
      .find({ tenant }, { projection: { _id: 0, tenant: 0 } })
      .sort({ conversationId: 1 })
      .toArray();

  it('leave conversation_analytics in the same state', async () => {
    const handle = async (tenant: string, batch: Effect[]) => {
      const sections = batch.filter((effect) => !isDeletion(effect)).map((effect) => toSection(effect));
      await store.analytics.markDeleted(tenant, batch.filter(isDeletion).map(toDeletion));
      await store.analytics.upsertSections(tenant, sections, AT);
    };
    await fc.assert(
      fc.asyncProperty(twoDeliveries, async ([one, other, size]) => {
        const first = await contentOf('conversation_analytics', await inBatches(one, size, handle));
        const second = await contentOf('conversation_analytics', await inBatches(other, 1, handle));
        expect(second).toEqual(first);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('leave what a stage has made of the messages in the same state', async () => {
    const handle = async (tenant: string, batch: Effect[]) => {
      const documents = batch.flatMap((effect) => {
        if (effect.kind !== 'category') return [];
        const { conversationId, sequence, pass } = effect;
        return [aCategory({ tenant, conversationId, sequence, pass, modelVersion: tagOf(effect) })];
      });
      await store.categories.upsertMany(tenant, documents);
      await store.categories.markDeleted(tenant, batch.filter(isDeletion).map(toDeletion));
    };
    await fc.assert(
      fc.asyncProperty(twoDeliveries, async ([one, other, size]) => {
        const first = await contentOf('conversation_categories', await inBatches(one, size, handle));
        const second = await contentOf('conversation_categories', await inBatches(other, 1, handle));
        expect(second).toEqual(first);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('leave the messages that are live in the same state', async () => {
    const handle = async (tenant: string, batch: Effect[]) => {
      const documents = batch.flatMap((effect) =>
        effect.kind === 'conversation'
          ? [
              aMessagesDocument({
                conversationId: effect.conversationId,
                sequence: effect.sequence,
                pass: effect.pass,
                title: tagOf(effect),
              }),
            ]
          : [],
      );
      await store.messages.markDeleted(tenant, batch.filter(isDeletion).map(toDeletion));
      await store.messages.upsertMany(tenant, documents);
    };
    const liveOf = async (tenant: string) =>
      (await contentOf('conversation_messages', tenant)).filter((document) => document['deletedAt'] === null);
    await fc.assert(
      fc.asyncProperty(twoDeliveries, async ([one, other, size]) => {
        const first = await liveOf(await inBatches(one, size, handle));
        const second = await liveOf(await inBatches(other, 1, handle));
        expect(second).toEqual(first);
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});
