import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithServer } from '@convoscope/testing';
import type { AnalyticsDocument, Store } from '@convoscope/store';
import {
  aCategorySection,
  aConversationSection,
  aLanguageSection,
  anAnomalySection,
  AT,
} from './document-builders.ts';
import { openStore, type OpenedStore } from './open-store.ts';

const FIRST = { sequence: 1, pass: 0 };

describeWithServer('mongod', 'conversation_analytics', (server) => {
  let opened: OpenedStore | undefined;
  let store: Store;
  let nTenants = 0;
  const freshTenant = (): string => `tenant-${(nTenants += 1)}`;

  beforeAll(async () => {
    opened = await openStore(server);
    ({ store } = opened);
  }, 60_000);
  afterAll(() => opened?.drop());

  it('joins sections that arrive before their conversation', async () => {
    const tenant = freshTenant();
    await store.analytics.upsertSections(tenant, [aCategorySection('conversation-1', FIRST)], AT);
    expect(await store.analytics.findById(tenant, 'conversation-1')).toBeNull();
    expect(await store.analytics.count(tenant)).toBe(0);
    const section = aConversationSection({ title: '$set me' });
    expect(await store.analytics.upsertSections(tenant, [section], AT)).toEqual({
      written: 1,
      skippedAsOlder: 0,
    });
    const found = await store.analytics.findById(tenant, 'conversation-1');
    expect(found).toEqual({
      ...section.value,
      tenant,
      language: null,
      category: aCategorySection('conversation-1', FIRST).value,
      anomaly: null,
      deletedAt: null,
      updatedAt: AT,
    });
  });

  it('guards each section by its own version', async () => {
    const tenant = freshTenant();
    const newer = { sequence: 2, pass: 1 };
    const result = await store.analytics.upsertSections(
      tenant,
      [
        aConversationSection({ sequence: 3 }),
        aLanguageSection('conversation-1', newer, 'de'),
        aLanguageSection('conversation-1', FIRST, 'fr'),
      ],
      AT,
    );
    expect(result).toEqual({ written: 2, skippedAsOlder: 1 });
    const late = await store.analytics.upsertSections(
      tenant,
      [
        aLanguageSection('conversation-1', { sequence: 2, pass: 0 }, 'es'),
        aConversationSection({ sequence: 2 }),
      ],
      AT,
    );
    expect(late).toEqual({ written: 0, skippedAsOlder: 2 });
    const found = await store.analytics.findById(tenant, 'conversation-1');
    expect([found?.sequence, found?.language?.code]).toEqual([3, 'de']);
  });

  it('hides a deleted conversation until a newer one comes', async () => {
    const tenant = freshTenant();
    const deletion = { conversationId: 'conversation-1', sequence: 2, deletedAt: AT };
    await store.analytics.upsertSections(tenant, [aConversationSection({ sequence: 1 })], AT);
    expect(await store.analytics.markDeleted(tenant, [deletion])).toBe(1);
    const sections = [aConversationSection({ sequence: 2 }), aCategorySection('conversation-1', FIRST)];
    await store.analytics.upsertSections(tenant, sections, AT);
    expect(await store.analytics.count(tenant)).toBe(0);
    expect((await store.analytics.findById(tenant, 'conversation-1'))?.deletedAt).toEqual(AT);
    await store.analytics.upsertSections(tenant, [aConversationSection({ sequence: 3 })], AT);
    expect((await store.analytics.findById(tenant, 'conversation-1'))?.deletedAt).toBeNull();
    expect(await store.analytics.markDeleted(tenant, [deletion])).toBe(1);
    expect(await store.analytics.count(tenant)).toBe(1);
  });

  it('remembers a deletion that came first', async () => {
    const tenant = freshTenant();
    const deletion = { conversationId: 'conversation-1', sequence: 2, deletedAt: AT };
    await store.analytics.markDeleted(tenant, [deletion]);
    await store.analytics.upsertSections(tenant, [aConversationSection({ sequence: 1 })], AT);
    expect(await store.analytics.count(tenant)).toBe(0);
  });

  it('pages newest first with every filter, without gaps or repeats', async () => {
    const tenant = freshTenant();
    const ids = Array.from({ length: 25 }, (_, i) => `c-${String(i).padStart(2, '0')}`);
    const sections = ids.flatMap((conversationId, i) => [
      aConversationSection({
        conversationId,
        startedAt: `2026-01-${String(1 + (i % 5)).padStart(2, '0')}T10:00:00Z`,
        title: i === 7 ? 'Cost (50%) of the Plan' : 'Other',
        userId: `u-${i % 2}`,
        model: i % 3 === 0 ? 'm-a' : 'm-b',
      }),
      aCategorySection(conversationId, FIRST, i % 2 === 0 ? 'billing' : 'account'),
      aLanguageSection(conversationId, FIRST, i % 4 === 0 ? 'de' : 'en'),
      anAnomalySection(conversationId, FIRST, i % 10 === 0),
    ]);
    await store.analytics.upsertSections(tenant, sections, AT);
    const seen: AnalyticsDocument[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.analytics.findPage(tenant, {}, { limit: 7, ...(cursor && { cursor }) });
      seen.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen.map((d) => d.conversationId).sort()).toEqual(ids);
    expect(seen.map((d) => d.startedAt)).toEqual(
      seen
        .map((d) => d.startedAt)
        .sort()
        .reverse(),
    );

    const count = (filter: Parameters<typeof store.analytics.count>[1]) =>
      store.analytics.count(tenant, filter);
    expect(await count({ topic: 'billing' })).toBe(13);
    expect(await count({ userId: 'u-1' })).toBe(12);
    expect(await count({ model: 'm-a' })).toBe(9);
    expect(await count({ language: 'de' })).toBe(7);
    expect(await count({ isAnomalous: true })).toBe(3);
    expect(await count({ isAnomalous: false })).toBe(22);
    expect(await count({ from: '2026-01-02', to: '2026-01-03' })).toBe(10);
    expect(await count({ intent: 'question', sentiment: 'neutral', source: 'test' })).toBe(25);
  });

  it('refuses limits out of range and cursors that are not its own', async () => {
    const page = (request: { limit: number; cursor?: string }) =>
      store.analytics.findPage('acme', {}, request);
    await expect(page({ limit: 0 })).rejects.toMatchObject({ code: 'STORE_LIMIT_INVALID' });
    await expect(page({ limit: 201 })).rejects.toMatchObject({ code: 'STORE_LIMIT_INVALID' });
    const forged = [
      'x',
      '',
      Buffer.from('{"startedAt":{"$gt":""},"conversationId":"a"}').toString('base64url'),
    ];
    for (const cursor of forged)
      await expect(page({ limit: 5, cursor })).rejects.toMatchObject({ code: 'STORE_CURSOR_INVALID' });
    await expect(store.analytics.findPage('acme', { from: 'yesterday' }, { limit: 5 })).rejects.toMatchObject(
      {
        code: 'STORE_FILTER_INVALID',
      },
    );
  });

  it('aggregates live documents of its tenant only, and refuses what could reach further', async () => {
    const [tenant, other] = [freshTenant(), freshTenant()];
    await store.analytics.upsertSections(
      tenant,
      [aConversationSection({ conversationId: 'a' }), aConversationSection({ conversationId: 'b' })],
      AT,
    );
    await store.analytics.upsertSections(other, [aConversationSection({ conversationId: 'c' })], AT);
    await store.analytics.markDeleted(tenant, [{ conversationId: 'b', sequence: 9, deletedAt: AT }]);
    const group = [{ $group: { _id: null, n: { $sum: 1 }, ids: { $push: '$conversationId' } } }];
    expect(await store.analytics.aggregate(tenant, group)).toEqual([{ _id: null, n: 1, ids: ['a'] }]);
    const body = { body: 'return 1', args: [], lang: 'js' };
    const refused: Record<string, unknown>[] = [
      { $match: { $where: 'true' } },
      { $match: { $and: [{ $expr: { $function: body } }] } },
      { $group: { _id: null, x: { $accumulator: {} } } },
      { $out: 'elsewhere' },
      { $merge: { into: 'elsewhere' } },
      { $lookup: { from: 'conversation_messages', as: 'x', pipeline: [] } },
      { $facet: { x: [{ $unionWith: 'conversation_messages' }] } },
      { $collStats: {} },
    ];
    for (const stage of refused)
      await expect(store.analytics.aggregate(tenant, [stage])).rejects.toMatchObject({
        code: 'STORE_PIPELINE_REFUSED',
      });
  });

  it('streams live documents in order of the id', async () => {
    const tenant = freshTenant();
    const ids = Array.from({ length: 1_100 }, (_, i) => `c-${String(i).padStart(4, '0')}`);
    await store.analytics.upsertSections(
      tenant,
      ids.map((conversationId) => aConversationSection({ conversationId })),
      AT,
    );
    await store.analytics.markDeleted(tenant, [{ conversationId: 'c-0005', sequence: 9, deletedAt: AT }]);
    const streamed: string[] = [];
    for await (const document of store.analytics.stream(tenant)) streamed.push(document.conversationId);
    expect(streamed).toEqual(ids.filter((id) => id !== 'c-0005'));
  });
});
