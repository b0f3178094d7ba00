import { describe, expect, it } from '@jest/globals';
import { toConversationRef, TransientError, type Event } from '@convoscope/contracts';
import type { TranslationDocument } from '@convoscope/store';
import { aConversation } from '@convoscope/testing';
import type { TranslationEvents } from './translation.events.ts';
import { workOffBacklog } from './translation-backlog.ts';
import type { Translator } from './translators/translator.port.ts';

const EVENTS: TranslationEvents = {
  conversationTranslated: () => undefined,
  translatorFailed: () => undefined,
  translatorPassedOver: () => undefined,
  backlogWorkedOff: () => undefined,
};

const waiting = (conversationId: string, minute: number): TranslationDocument => ({
  ...toConversationRef(aConversation({ conversationId })),
  ...{
    tenant: 'default',
    title: null,
    metadata: {},
    language: 'en',
    languageConfidence: 1,
    languages: ['en'],
  },
  ...{ pivotLanguage: 'de', translationStatus: 'untranslated', translator: null },
  messages: [
    {
      ...{ index: 0, role: 'user', content: `hello from ${conversationId}`, sentAt: null },
      ...{ language: 'en', languageConfidence: 1, translations: {} },
    },
  ],
  translatedAt: new Date(minute * 60_000),
});

/** Translations in memory, an engine that refuses some texts, and what was published. */
function setUp(documents: readonly TranslationDocument[], refuses: (text: string) => boolean) {
  const stored = new Map(documents.map((document) => [document.conversationId, document]));
  const published: Event[] = [];
  let nCalls = 0;
  const translator: Translator = {
    name: 'engine',
    supports: () => Promise.resolve(true),
    translate: (texts) => {
      nCalls += 1;
      return texts.some(refuses)
        ? Promise.reject(new TransientError('engine fails', { code: 'TEST_ENGINE' }))
        : Promise.resolve(texts.map((text) => `de: ${text}`));
    },
  };
  const translations = {
    findUntranslated: (_tenant: string, limit: number) =>
      Promise.resolve(
        [...stored.values()]
          .filter(({ translationStatus }) => translationStatus === 'untranslated')
          .sort((a, b) => a.translatedAt.getTime() - b.translatedAt.getTime())
          .slice(0, limit),
      ),
    findUnpublished: () =>
      Promise.resolve([...stored.values()].filter(({ isPublished }) => isPublished === false)),
    markPublished: (_tenant: string, { conversationId, pass }: TranslationDocument) => {
      const { isPublished: _, ...published } = stored.get(conversationId)!;
      if (published.pass === pass) stored.set(conversationId, published);
      return Promise.resolve();
    },
    findById: (_tenant: string, id: string) => Promise.resolve(stored.get(id) ?? null),
    upsertMany: (_tenant: string, changed: readonly TranslationDocument[]) => {
      for (const document of changed) stored.set(document.conversationId, document);
      return Promise.resolve({ written: changed.length, skippedAsOlder: 0 });
    },
  };
  const run = (publish?: () => Promise<void>): Promise<number> =>
    workOffBacklog({
      ...{
        tenant: 'default',
        translator,
        targetLanguages: ['de'],
        translations: translations as never,
        events: EVENTS,
      },
      bus: {
        publish: (_topic, events) =>
          publish?.() ?? Promise.resolve(void published.push(...(events as Event[]))),
      },
      now: () => 1e12,
    });
  return { run, stored, published, calls: () => nCalls };
}

describe('making up for translations', () => {
  it('does not let one conversation that the engine always refuses keep all others waiting for ever', async () => {
    const documents = ['poison', 'a', 'b'].map(waiting);
    const { run, stored, published } = setUp(documents, (text) => text.includes('poison'));
    expect(await run()).toBe(2);
    expect(published.map(({ key }) => key)).toEqual(['a', 'b']);
    expect(stored.get('a')).toMatchObject({ translationStatus: 'translated', pass: 1 });
    expect(stored.get('poison')).toMatchObject({ translationStatus: 'untranslated', pass: 0 });
    expect(stored.get('poison')?.translatedAt).toEqual(new Date(1e12));
  });

  it('gives an engine that is down a rest after a few refusals', async () => {
    const documents = Array.from({ length: 20 }, (_, i) => waiting(`c${i}`, i));
    const { run, calls } = setUp(documents, () => true);
    expect(await run()).toBe(0);
    expect(calls()).toBe(3);
  });

  it('stores before it publishes, and publishes after all what a crash has left in between', async () => {
    const { run, stored, published, calls } = setUp([waiting('a', 1)], () => false);
    const crash = (): Promise<void> => {
      expect(stored.get('a')).toMatchObject({ translationStatus: 'translated', pass: 1 });
      return Promise.reject(new Error('killed'));
    };
    await expect(run(crash)).rejects.toThrow('killed');
    expect(await run()).toBe(0);
    expect(published).toMatchObject([{ key: 'a', data: { pass: 1, translationStatus: 'translated' } }]);
    expect(published[0]?.data).not.toHaveProperty('isPublished');
    expect(await run()).toBe(0);
    expect([published.length, calls()]).toEqual([1, 1]);
  });

  it('does not publish an old revision behind the new one that came while the engine was at work', async () => {
    const { run, stored, published } = setUp([waiting('a', 1)], (text) => {
      stored.set('a', { ...waiting('a', 2), sequence: 2 });
      return text === '';
    });
    expect(await run()).toBe(0);
    expect(published).toEqual([]);
    expect(stored.get('a')?.sequence).toBe(2);
  });
});
