import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { topics, type ConversationIngested, type ConversationTranslated } from '@convoscope/contracts';
import { startService, type RunningService } from '@convoscope/service';
import {
  aConversation,
  anEvent,
  describeWithServer,
  eventually,
  saidInTurn,
  ScriptedHttpServer,
  serviceEnvironment,
} from '@convoscope/testing';
import { translationService } from '../src/translation.service.ts';

type Translation = RunningService<typeof translationService.settings>;

const ingested = (conversationId: string, ...said: string[]): ConversationIngested =>
  aConversation({ conversationId, messages: saidInTurn(...said) });

/** Publishes and waits for what comes out. */
async function translate(
  { runtime }: Translation,
  data: ConversationIngested,
): Promise<ConversationTranslated> {
  await runtime.bus.publish(topics.conversationsIngested, [
    anEvent(topics.conversationsIngested, data.conversationId, data),
  ]);
  return eventually(async () => {
    const stored = await runtime.store.translations.findById(runtime.tenant, data.conversationId);
    expect(stored?.sequence).toBe(data.sequence);
    return stored as ConversationTranslated;
  });
}

async function published(
  { runtime }: Translation,
  conversationId: string,
): Promise<ConversationTranslated[]> {
  const found: ConversationTranslated[] = [];
  await runtime.bus.scan(topics.conversationsTranslated, {
    onEvents: (events) => {
      for (const event of events)
        if (event.key === conversationId) found.push(event.data as ConversationTranslated);
    },
  });
  return found;
}

describeWithServer('mongod', 'the translation service', (mongod) => {
  describe('without a translator', () => {
    let service: Translation;
    beforeAll(async () => {
      service = await startService(translationService, {
        env: { ...serviceEnvironment(mongod) },
        http: false,
      });
    });
    afterAll(() => service.stop());

    it('finds the language of conversation and messages, stores and publishes it', async () => {
      const said = [
        'Meine Rechnung vom letzten Monat stimmt leider nicht.',
        'Das tut mir leid, ich sehe sofort nach.',
        'ok',
      ];
      const translated = await translate(service, ingested('german', ...said));
      expect(translated).toMatchObject({
        language: 'de',
        translationStatus: 'not-configured',
        translator: null,
      });
      expect(translated.messages.map(({ language }) => language)).toEqual(['de', 'de', 'de']);
      await eventually(async () => expect(await published(service, 'german')).toHaveLength(1));
    });

    it('names every language of a mixed conversation', async () => {
      const said = [
        'I would like to change my delivery address, please.',
        'Por supuesto, dígame la nueva dirección de entrega y la actualizo.',
      ];
      expect((await translate(service, ingested('mixed', ...said))).languages.sort()).toEqual(['en', 'es']);
    });

    it('says that a conversation without words has no language', async () => {
      expect(await translate(service, ingested('wordless', '123', '🙂'))).toMatchObject({
        language: 'und',
        languages: [],
      });
    });

    it('forgets a deleted conversation', async () => {
      const data = ingested('gone', 'Please cancel my subscription today.');
      await translate(service, data);
      const { runtime } = service;
      const deletion = {
        conversationId: 'gone',
        source: data.source,
        sequence: data.sequence + 1,
        startedAt: data.startedAt,
        deletedAt: data.startedAt,
        reason: 'gone-at-source' as const,
      };
      await runtime.bus.publish(topics.conversationsDeleted, [
        anEvent(topics.conversationsDeleted, 'gone', deletion),
      ]);
      await eventually(async () =>
        expect(await runtime.store.translations.findById(runtime.tenant, 'gone')).toBeNull(),
      );
    });
  });

  describe('with a translator that fails and comes back', () => {
    let service: Translation;
    let engine: ScriptedHttpServer;
    let isDown = false;
    beforeAll(async () => {
      engine = await ScriptedHttpServer.start();
      engine.route('GET /languages', { body: [{ code: 'fr', targets: ['en'] }] });
      engine.route('POST /translate', (request) => {
        if (isDown) return { status: 503 };
        const { q } = request.json as { q: string[] };
        return { body: { translatedText: q.map((text) => `EN ${text}`) } };
      });
      service = await startService(translationService, {
        env: {
          ...serviceEnvironment(mongod),
          TRANSLATION_TRANSLATOR: 'libretranslate',
          TRANSLATION_URL: engine.url,
          TRANSLATION_BACKLOG_INTERVAL_MS: '200ms',
          TRANSLATION_BATCH_BUDGET_MS: '3s',
        },
        http: false,
      });
    });
    afterAll(async () => {
      await service.stop();
      await engine.stop();
    });

    it('translates what is not in the pivot language', async () => {
      const translated = await translate(
        service,
        ingested('french', 'Bonjour, je voudrais annuler ma commande de la semaine dernière.'),
      );
      expect(translated).toMatchObject({
        language: 'fr',
        translationStatus: 'translated',
        translator: 'libretranslate',
      });
      expect(translated.messages[0]?.translations['en']).toBe(
        'EN Bonjour, je voudrais annuler ma commande de la semaine dernière.',
      );
    });

    it('leaves English alone', async () => {
      const translated = await translate(
        service,
        ingested('english', 'Where can I download my invoice for last month?'),
      );
      expect(translated).toMatchObject({ translationStatus: 'same-language', translator: null });
    });

    it('says that the engine does not have the language', async () => {
      const translated = await translate(
        service,
        ingested('polish', 'Dzień dobry, chciałbym zmienić adres dostawy mojego zamówienia.'),
      );
      expect(translated).toMatchObject({ language: 'pl', translationStatus: 'unsupported-language' });
    });

    it('lets a conversation go on untranslated and makes up for it with a higher pass', async () => {
      isDown = true;
      const data = ingested('late', 'Pouvez-vous me rembourser le montant de ma facture, s’il vous plaît ?');
      expect(await translate(service, data)).toMatchObject({ translationStatus: 'untranslated', pass: 0 });
      isDown = false;
      await eventually(
        async () => {
          const events = await published(service, 'late');
          expect(events.map(({ pass, translationStatus }) => [pass, translationStatus])).toContainEqual([
            1,
            'translated',
          ]);
        },
        { timeoutMs: 60_000 },
      );
    }, 90_000);
  });
});
