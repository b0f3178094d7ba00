import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { PermanentError } from '@convoscope/contracts';
import { describeWithServer } from '@convoscope/testing';
import type { Store } from '@convoscope/store';
import { AT, aCategory, aMessagesDocument, aScore, aTranslation } from './document-builders.ts';
import { openStore, type OpenedStore } from './open-store.ts';

const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
};

const aDeletion = (overrides: Partial<{ conversationId: string; sequence: number }> = {}) => ({
  ...{ conversationId: 'conversation-1', sequence: 1, deletedAt: AT },
  ...overrides,
});

describeWithServer('mongod', 'collections of one document a conversation', (server) => {
  let opened: OpenedStore | undefined;
  let store: Store;
  let nTenants = 0;
  const freshTenant = (): string => `tenant-${(nTenants += 1)}`;

  beforeAll(async () => {
    opened = await openStore(server);
    ({ store } = opened);
  }, 60_000);
  afterAll(() => opened?.drop());

  it('gives back what was stored, dates as dates and without internal fields', async () => {
    const tenant = freshTenant();
    const document = aMessagesDocument({
      tenant,
      title: '$5 off',
      metadata: { 'a.b': 1, $c: 'x', empty: null },
      sequence: 1_770_000_000_000,
    });
    expect(await store.messages.upsertMany(tenant, [document])).toEqual({ written: 1, skippedAsOlder: 0 });
    expect(await store.messages.findById(tenant, document.conversationId)).toEqual(document);
    expect(await store.messages.findById(tenant, 'unknown')).toBeNull();
  });

  it('keeps the newer of two versions, in whichever order they come', async () => {
    const tenant = freshTenant();
    const older = aCategory({ tenant, sequence: 1, pass: 0 });
    const newer = aCategory({ tenant, sequence: 1, pass: 1, modelVersion: 'm-2' });
    expect(await store.categories.upsertMany(tenant, [newer])).toEqual({ written: 1, skippedAsOlder: 0 });
    expect(await store.categories.upsertMany(tenant, [older])).toEqual({ written: 0, skippedAsOlder: 1 });
    expect(await store.categories.upsertMany(tenant, [newer])).toEqual({ written: 1, skippedAsOlder: 0 });
    expect(await store.categories.findById(tenant, newer.conversationId)).toEqual(newer);
  });

  it('takes only the newest of each conversation out of one batch', async () => {
    const tenant = freshTenant();
    const documents = [3, 1, 2].map((sequence) => aCategory({ tenant, sequence }));
    expect(await store.categories.upsertMany(tenant, documents)).toEqual({ written: 1, skippedAsOlder: 2 });
    expect((await store.categories.findById(tenant, 'conversation-1'))?.sequence).toBe(3);
  });

  it('keeps the newest when many writers race to be the first', async () => {
    const tenant = freshTenant();
    const sequences = Array.from({ length: 12 }, (_, i) => i + 1);
    await Promise.all(
      sequences.map((sequence) => store.categories.upsertMany(tenant, [aCategory({ tenant, sequence })])),
    );
    expect((await store.categories.findById(tenant, 'conversation-1'))?.sequence).toBe(12);
    expect(await store.categories.count(tenant)).toBe(1);
  });

  it('does not let one tenant see or change documents of another', async () => {
    const [one, other] = [freshTenant(), freshTenant()];
    await store.translations.upsertMany(one, [aTranslation({ tenant: one, sequence: 5 })]);
    await store.translations.upsertMany(other, [aTranslation({ tenant: one, sequence: 9 })]);
    expect((await store.translations.findById(one, 'conversation-1'))?.sequence).toBe(5);
    expect((await store.translations.findById(other, 'conversation-1'))?.tenant).toBe(other);
    expect(await store.translations.markDeleted(other, [aDeletion({ sequence: 9 })])).toBe(1);
    expect(await store.translations.count(other)).toBe(0);
    expect(await store.translations.count(one)).toBe(1);
  });

  it('does not let what was made from a deleted revision come back: a deletion that overtook it left the text of gone conversations', async () => {
    const tenant = freshTenant();
    await store.translations.markDeleted(tenant, [aDeletion({ sequence: 6 })]);
    const late = [5, 6].map((sequence) => aTranslation({ tenant, sequence }));
    expect(await store.translations.upsertMany(tenant, late)).toEqual({ written: 0, skippedAsOlder: 2 });
    expect(await store.translations.findById(tenant, 'conversation-1')).toBeNull();
    expect(await store.translations.findByIds(tenant, ['conversation-1'])).toEqual([]);
    expect(await all(store.translations.stream(tenant))).toEqual([]);
    expect(await store.translations.count(tenant)).toBe(0);
  });

  it('keeps a conversation that came back when its deletion is delivered again', async () => {
    const tenant = freshTenant();
    await store.scores.upsertMany(tenant, [aScore({ tenant, sequence: 5 })]);
    expect(await store.scores.markDeleted(tenant, [aDeletion({ sequence: 6 })])).toBe(1);
    expect(await store.scores.dateRange(tenant)).toBeNull();
    expect(await store.scores.startedBetween(tenant, '2020-01-01', '2030-01-01')).toEqual([]);
    await store.scores.upsertMany(tenant, [aScore({ tenant, sequence: 7 })]);
    expect(await store.scores.markDeleted(tenant, [aDeletion({ sequence: 6 })])).toBe(0);
    expect((await store.scores.findById(tenant, 'conversation-1'))?.sequence).toBe(7);
  });

  it('streams in order of the id, bounded by days and source', async () => {
    const tenant = freshTenant();
    const documents = Array.from({ length: 450 }, (_, i) =>
      aScore({
        tenant,
        conversationId: `c-${String(i).padStart(4, '0')}`,
        source: i % 2 === 0 ? 'even' : 'odd',
        startedAt: `2026-01-${String(1 + (i % 10)).padStart(2, '0')}T23:59:59.999Z`,
      }),
    );
    await store.scores.upsertMany(tenant, documents.toReversed());
    expect((await all(store.scores.stream(tenant))).map((d) => d.conversationId)).toEqual(
      documents.map((d) => d.conversationId),
    );
    const some = await all(
      store.scores.stream(tenant, { from: '2026-01-02', to: '2026-01-03', source: 'odd' }),
    );
    expect(new Set(some.map((d) => d.startedAt.slice(0, 10)))).toEqual(new Set(['2026-01-02']));
    expect(some).toHaveLength(45);
  });

  it('writes the good documents of a batch and names the ones that the validator refuses', async () => {
    const tenant = freshTenant();
    const bad = { ...aCategory({ tenant, conversationId: 'bad' }), quality: { score: 7, issues: [] } };
    const failure = await store.categories
      .upsertMany(tenant, [bad, aCategory({ tenant })])
      .catch((e: unknown) => e);
    expect(failure).toBeInstanceOf(PermanentError);
    expect(failure).toMatchObject({ code: 'STORE_DOCUMENT_INVALID', context: { ids: ['bad'] } });
    expect(JSON.stringify((failure as PermanentError).context)).toContain('quality.score');
    expect(await store.categories.count(tenant)).toBe(1);
  });

  it('names a document that is too large, and writes the others', async () => {
    const tenant = freshTenant();
    const huge = aMessagesDocument({ tenant, conversationId: 'huge', title: 'x'.repeat(17 * 1024 * 1024) });
    await expect(
      store.messages.upsertMany(tenant, [huge, aMessagesDocument({ tenant })]),
    ).rejects.toMatchObject({
      code: 'STORE_DOCUMENT_INVALID',
      context: { ids: ['huge'] },
    });
    expect(await store.messages.count(tenant)).toBe(1);
  });

  it('hides deleted conversations, and an older version does not bring them back', async () => {
    const tenant = freshTenant();
    await store.messages.upsertMany(tenant, [aMessagesDocument({ tenant, sequence: 1 })]);
    const deletion = { conversationId: 'conversation-1', sequence: 2, deletedAt: AT };
    expect(await store.messages.markDeleted(tenant, [deletion])).toBe(1);
    expect(await store.messages.upsertMany(tenant, [aMessagesDocument({ tenant, sequence: 2 })])).toEqual({
      written: 0,
      skippedAsOlder: 1,
    });
    expect(await store.messages.count(tenant)).toBe(0);
    expect(await all(store.messages.stream(tenant))).toEqual([]);
    expect(await all(store.messages.revisions(tenant, 'test'))).toEqual([]);
    expect((await store.messages.findById(tenant, 'conversation-1'))?.deletedAt).toEqual(AT);
    await store.messages.upsertMany(tenant, [aMessagesDocument({ tenant, sequence: 3 })]);
    expect(await store.messages.count(tenant)).toBe(1);
  });

  it('remembers a deletion that came before its conversation', async () => {
    const tenant = freshTenant();
    await store.messages.markDeleted(tenant, [
      { conversationId: 'conversation-1', sequence: 2, deletedAt: AT },
    ]);
    expect(await store.messages.findById(tenant, 'conversation-1')).toBeNull();
    await store.messages.upsertMany(tenant, [aMessagesDocument({ tenant, sequence: 1 })]);
    expect(await store.messages.count(tenant)).toBe(0);
  });

  it('lists revisions by source row for change detection', async () => {
    const tenant = freshTenant();
    const documents = ['9', '10', '11'].map((row) =>
      aMessagesDocument({ tenant, conversationId: `c-${row}`, sourceRowId: row }),
    );
    await store.messages.upsertMany(tenant, documents);
    const revisions = await all(store.messages.revisions(tenant, 'test'));
    expect(revisions.map((r) => r.sourceRowId)).toEqual(['10', '11', '9']);
    expect(Object.keys(revisions[0] ?? {}).sort()).toEqual(
      ['conversationId', 'revision', 'sequence', 'sourceRowId', 'startedAt'].sort(),
    );
    const rows = await store.messages.findBySourceRows(tenant, 'test', ['9', 'none']);
    expect(rows.map((r) => r.conversationId)).toEqual(['c-9']);
  });

  it('lists what is still untranslated, oldest first', async () => {
    const tenant = freshTenant();
    const untranslated = [3, 1, 2].map((minute) =>
      aTranslation({
        tenant,
        conversationId: `c-${minute}`,
        translationStatus: 'untranslated',
        translatedAt: new Date(AT.getTime() + minute * 60_000),
      }),
    );
    await store.translations.upsertMany(tenant, [...untranslated, aTranslation({ tenant })]);
    const found = await store.translations.findUntranslated(tenant, 2);
    expect(found.map((d) => d.conversationId)).toEqual(['c-1', 'c-2']);
  });

  it('reads the scores of some hours, and of a day the same sample in whatever order they came', async () => {
    const tenant = freshTenant();
    const at = (instant: string, id: string, sampleKey?: number) =>
      aScore({
        ...{ tenant, conversationId: id, startedAt: `${instant}:00Z`, date: instant.slice(0, 10) },
        ...(sampleKey !== undefined && { sampleKey }),
      });
    const scores = [
      at('2026-01-01T09:59', 'a', 7),
      at('2026-01-01T10:00', 'b', 3),
      at('2026-01-01T10:59', 'c', 9),
      at('2026-01-01T11:00', 'd'),
      at('2026-02-01T10:00', 'e', 1),
    ];
    await store.scores.upsertMany(tenant, scores.toReversed());
    const hour = await store.scores.startedBetween(tenant, '2026-01-01T10', '2026-01-01T11');
    expect(hour.map((d) => d.conversationId)).toEqual(['b', 'c']);
    const sample = await store.scores.sampleOf(tenant, '2026-01-01', 2);
    expect(sample.map((d) => d.conversationId)).toEqual(['b', 'a']);
    expect(await store.scores.dateRange(tenant)).toEqual({ from: '2026-01-01', to: '2026-02-01' });
    expect(await store.scores.dateRange(freshTenant())).toBeNull();
  });

  it('refuses query operators where a plain value belongs', async () => {
    const evil = { $ne: null } as unknown as string;
    await expect(store.messages.findById('acme', evil)).rejects.toMatchObject({
      code: 'STORE_FILTER_INVALID',
    });
    await expect(store.messages.count(evil)).rejects.toMatchObject({ code: 'STORE_FILTER_INVALID' });
    await expect(
      store.categories.markDeleted('acme', [aDeletion({ conversationId: evil })]),
    ).rejects.toMatchObject({
      code: 'STORE_FILTER_INVALID',
    });
  });
});
