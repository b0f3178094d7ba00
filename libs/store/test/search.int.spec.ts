import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeWithServer } from '@convoscope/testing';
import type { AnalyticsSection, TranslationDocument } from '@convoscope/store';
import { fillTerms } from '../src/migrations/0012-search.ts';
import {
  AT,
  aCategorySection,
  aConversationSection,
  aMessagesDocument,
  aTranslation,
} from './document-builders.ts';
import { openStore, type OpenedStore } from './open-store.ts';

const N = 2_050;
const LIMIT = 10;
const FIRST = { sequence: 1, pass: 0 };
const idOf = (i: number): string => `c-${String(i).padStart(4, '0')}`;
const startOf = (i: number): string => new Date(Date.UTC(2026, 0, 1) + i * 60_000).toISOString();

const TEXTS: Readonly<Record<number, [text: string, language: string]>> = {
  3: ['Die Rechnungen stimmen nicht', 'de'],
  5: ["Je veux résilier l'abonnement", 'fr'],
  7: ['この請求書は間違っています', 'ja'],
};

const aSearchable = (tenant: string, i: number): TranslationDocument => {
  const [content, language] = TEXTS[i] ?? ['The customer asked a common question', 'en'];
  const translations = language === 'de' ? { en: 'The invoices are wrong' } : {};
  return aTranslation({
    ...{ tenant, conversationId: idOf(i), startedAt: startOf(i), title: i === 9 ? 'Seating plans' : null },
    messages: [
      { index: 0, role: 'user', sentAt: null, content, language, languageConfidence: 1, translations },
    ],
  });
};

const sectionsOf = (i: number): AnalyticsSection[] => [
  aConversationSection({ conversationId: idOf(i), startedAt: startOf(i), userId: `u-${i % 2}` }),
  aCategorySection(idOf(i), FIRST, i === 3 ? 'billing' : 'account'),
];

describeWithServer('mongod', 'looking for conversations', (server) => {
  let opened: OpenedStore;
  const tenant = 'acme';

  beforeAll(async () => {
    opened = await openStore(server);
    const all = Array.from({ length: N }, (_, i) => i);
    await opened.store.translations.upsertMany(
      tenant,
      all.map((i) => aSearchable(tenant, i)),
    );
    await opened.store.analytics.upsertSections(tenant, all.flatMap(sectionsOf), AT);
  }, 120_000);
  afterAll(() => opened?.drop());

  const search = async (text: string, filter = {}, page: { cursor?: string } = {}) => {
    const found = await opened.store.analytics.search(tenant, text, filter, { limit: LIMIT, ...page });
    return { ids: found.items.map(({ conversationId }) => conversationId), nextCursor: found.nextCursor };
  };
  /** Documents that the database looked at for some work. */
  const countLookedAt = async (work: () => Promise<unknown>): Promise<number> => {
    const db = opened.raw.db(server.database);
    await db.setProfilingLevel('all');
    await work();
    await db.setProfilingLevel('off');
    const entries = await db.collection('system.profile').find().toArray();
    await db.collection('system.profile').drop();
    return entries.reduce((sum, { docsExamined = 0 }) => sum + Number(docsExamined), 0);
  };

  it.each([
    ['rechnung', 3],
    ['invoice', 3],
    ['wrong invoices', 3],
    ['abonnements', 5],
    ['resilier', 5],
    ['請求', 7],
    ['PLAN seats', 9],
    ['c-0011', 11],
  ])('finds by "%s"', async (text, i) => expect((await search(text)).ids).toEqual([idOf(i)]));

  it.each(['refund', 'common refund', '.*', '', '$where', 'invoice abonnement'])(
    'finds nothing by "%s"',
    async (text) => expect(await search(text)).toEqual({ ids: [], nextCursor: null }),
  );

  it('goes with every filter', async () => {
    expect((await search('invoice', { topic: 'billing', userId: 'u-1', to: '2026-01-01' })).ids).toEqual([
      idOf(3),
    ]);
    expect((await search('invoice', { topic: 'account' })).ids).toEqual([]);
    expect((await search('invoice', { from: '2026-01-02' })).ids).toEqual([]);
  });

  it('leads through all that it finds, newest first, each once', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    for (let n = 0; cursor !== null && n < 5; n++) {
      const page: { ids: string[]; nextCursor: string | null } = await search(
        'questions',
        {},
        cursor === '' ? {} : { cursor },
      );
      seen.push(...page.ids);
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(Array.from({ length: 5 * LIMIT }, (_, i) => idOf(N - 1 - i)));
  });

  it('costs a page, however many there are', async () => {
    // Those with the word, and the row of each; the id is looked up beside.
    expect(await countLookedAt(() => search('question'))).toBeLessThanOrEqual(2 * LIMIT + 1);
    expect(await countLookedAt(() => search('invoice'))).toBeLessThanOrEqual(3);
    const rare = await countLookedAt(() => search('question', { topic: 'billing' }));
    expect(rare).toBeLessThanOrEqual(5_000);
  });

  it('finds nothing that is gone', async () => {
    const deletion = { conversationId: idOf(5), sequence: 9, deletedAt: AT };
    await opened.store.translations.markDeleted(tenant, [deletion]);
    await opened.store.analytics.markDeleted(tenant, [deletion]);
    expect((await search('abonnement')).ids).toEqual([]);
  });

  it('does not show what they are found by', async () => {
    expect(await opened.store.translations.findById(tenant, idOf(1))).not.toHaveProperty('terms');
  });

  describe('lists', () => {
    const list = (filter: object, page = {}) =>
      opened.store.analytics.findPage(tenant, filter, { limit: LIMIT, ...page });

    it('look at 2,000 at most, and lead on where few fit', async () => {
      const first = await list({ intent: 'nothing-of-this-kind' });
      expect([first.items, typeof first.nextCursor]).toEqual([[], 'string']);
      const second = await list({ intent: 'nothing-of-this-kind' }, { cursor: first.nextCursor });
      expect(second).toEqual({ items: [], nextCursor: null });
      const lookedAt = await countLookedAt(() => list({ intent: 'nothing-of-this-kind' }));
      expect(lookedAt).toBeLessThanOrEqual(2_000);
      expect(await countLookedAt(() => list({ userId: 'u-1' }))).toBeLessThanOrEqual(LIMIT + 1);
    });

    it('come in the order of the score', async () => {
      const score = (i: number, value: number): AnalyticsSection => ({
        ...{ section: 'anomaly', conversationId: idOf(i) },
        value: { ...FIRST, score: value, isAnomalous: false, topFeature: null },
      });
      await opened.store.analytics.upsertSections(tenant, [score(1, 0.2), score(2, 0.9), score(4, 0.5)], AT);
      const ids: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await opened.store.analytics.findPage(
          tenant,
          {},
          { limit: 2, order: 'score', ...(cursor != null && { cursor }) },
        );
        ids.push(...page.items.map(({ conversationId }) => conversationId));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(ids).toEqual([idOf(2), idOf(4), idOf(1)]);
    });

    it('show the first words of a person', async () => {
      const said = (role: 'user' | 'system', content: string, index: number) => ({
        index,
        role,
        content,
        sentAt: null,
      });
      await opened.store.messages.upsertMany(tenant, [
        aMessagesDocument({
          ...{ conversationId: 'w-1', sourceRowId: 'w-1' },
          messages: [said('system', 'Be kind', 0), said('user', 'é'.repeat(500), 1)],
        }),
        aMessagesDocument({ ...{ conversationId: 'w-2', sourceRowId: 'w-2' }, messages: [] }),
      ]);
      const words = await opened.store.messages.firstWords(tenant, ['w-1', 'w-2', 'none']);
      expect([...words]).toEqual([['w-1', 'é'.repeat(160)]]);
    });
  });

  it('finds what was stored before there were terms', async () => {
    const db = opened.raw.db(server.database);
    await db.collection('conversation_translations').updateMany({}, { $unset: { terms: '' } });
    expect((await search('invoice')).ids).toEqual([]);
    await fillTerms(db as never);
    await fillTerms(db as never);
    expect((await search('invoice')).ids).toEqual([idOf(3)]);
  });
});
