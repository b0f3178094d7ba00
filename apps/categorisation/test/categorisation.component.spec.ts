import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ConfigError,
  topics,
  type ConversationCategorised,
  type ConversationTranslated,
} from '@convoscope/contracts';
import { startService, type RunningService } from '@convoscope/service';
import {
  aConversation,
  anEvent,
  describeWithServer,
  eventually,
  saidInTurn,
  serviceEnvironment,
} from '@convoscope/testing';
import { categorisationService } from '../src/categorisation.service.ts';

type Categorisation = RunningService<typeof categorisationService.settings>;

const translated = (
  conversationId: string,
  language: string,
  said: string[],
  inEnglish: string[] = [],
): ConversationTranslated => ({
  ...aConversation({ conversationId, messages: saidInTurn(...said) }),
  language,
  languageConfidence: 0.9,
  languages: [language],
  pivotLanguage: 'en',
  translationStatus: inEnglish.length > 0 ? 'translated' : 'not-configured',
  translator: inEnglish.length > 0 ? 'test' : null,
  messages: saidInTurn(...said).map((message, index) => ({
    ...message,
    language,
    languageConfidence: 0.9,
    translations: inEnglish[index] === undefined ? {} : { en: inEnglish[index] },
  })),
});

async function categorise(
  { runtime }: Categorisation,
  data: ConversationTranslated,
): Promise<ConversationCategorised> {
  const { bus, store, tenant } = runtime;
  await bus.publish(topics.conversationsTranslated, [
    anEvent(topics.conversationsTranslated, data.conversationId, data),
  ]);
  return eventually(async () => {
    const stored = await store.categories.findById(tenant, data.conversationId);
    expect(stored).not.toBeNull();
    return stored as ConversationCategorised;
  });
}

describeWithServer('mongod', 'the categorisation service', (mongod) => {
  const environment = serviceEnvironment(mongod);
  let service: Categorisation;
  beforeAll(async () => {
    service = await startService(categorisationService, { env: environment, http: false });
  }, 60_000);
  afterAll(() => service.stop());

  it('says what a conversation is about and how the person feels, and publishes it', async () => {
    const said = [
      'I was charged twice on my invoice and your support ignores me. This is terrible, I want my money back!',
      'I am sorry about the double charge. I have refunded the second payment to your card.',
    ];
    const categorised = await categorise(service, translated('angry', 'en', said));
    expect(['billing', 'refunds']).toContain(categorised.topic.label);
    expect(categorised.topic.evidence.length).toBeGreaterThan(0);
    expect(categorised.sentiment.label).toBe('negative');
    expect(categorised.messages).toHaveLength(2);
    await eventually(async () => {
      const keys: string[] = [];
      await service.runtime.bus.scan(topics.conversationsCategorised, {
        onEvents: (events) => void keys.push(...events.map(({ key }) => key)),
      });
      expect(keys).toContain('angry');
    });
  });

  it('understands other languages without a translation', async () => {
    const said = [
      'Wo ist mein Paket? Die Lieferung sollte gestern ankommen, die Sendungsverfolgung zeigt nichts.',
    ];
    expect((await categorise(service, translated('parcel', 'de', said))).topic.label).toBe('shipping');
  });

  it('reads the translation where the original says nothing to the taxonomy', async () => {
    const inEnglish = [
      'Where is my parcel? The delivery should have arrived yesterday, tracking shows nothing.',
    ];
    const categorised = await categorise(service, translated('thai', 'th', ['พัสดุของฉันอยู่ที่ไหน'], inEnglish));
    expect(categorised.topic.label).toBe('shipping');
  });

  it('marks answers that failed', async () => {
    const said = [
      'Please summarise this text for me.',
      'Error 503: service unavailable. Something went wrong.',
    ];
    const categorised = await categorise(service, translated('failed', 'en', said));
    expect(categorised.messages[1]?.isError).toBe(true);
    expect(categorised.quality.issues).toContain('assistant_error');
    expect(categorised.quality.score).toBeLessThan(1);
    expect(categorised.outcome).toMatchObject({
      label: 'unresolved',
      because: 'the last answer is a failure',
    });
  });

  it('says how it ended and what happened, with the messages that show it', async () => {
    const said = [
      'Unlock my account',
      "I'm sorry, I can't help with that.",
      'this is useless, get me a human',
    ];
    const { outcome, signals } = await categorise(service, translated('refused', 'en', said));
    expect(outcome).toMatchObject({ label: 'unresolved' });
    expect(signals).toEqual(
      expect.arrayContaining([
        { name: 'refusal', messages: [1] },
        { name: 'escalation_request', messages: [2] },
      ]),
    );
  });

  it('takes an empty conversation', async () => {
    expect(await categorise(service, translated('empty', 'und', ['']))).toMatchObject({
      topic: { label: 'other' },
    });
  });

  it('forgets a deleted conversation', async () => {
    const data = translated('gone', 'en', ['Please cancel my subscription.']);
    await categorise(service, data);
    const { bus, store, tenant } = service.runtime;
    const { conversationId, source, startedAt } = data;
    const deletion = {
      conversationId,
      source,
      startedAt,
      sequence: data.sequence + 1,
      deletedAt: startedAt,
      reason: 'erased' as const,
    };
    await bus.publish(topics.conversationsDeleted, [anEvent(topics.conversationsDeleted, 'gone', deletion)]);
    await eventually(async () => expect(await store.categories.findById(tenant, 'gone')).toBeNull());
  });

  it("uses the user's own taxonomy", async () => {
    const file = join(environment['CONVOSCOPE_DATA_DIR'] ?? '', 'taxonomy.yaml');
    writeFileSync(
      file,
      'name: garden\nversion: 3\ntopics:\n  - id: tomatoes\n    title: Tomatoes\n    keywords: [tomato*, greenhouse]\n    examples: [My tomatoes have yellow leaves]\n  - id: lawns\n    title: Lawns\n    keywords: [lawn, mow*]\n    examples: [How often should I mow the lawn]\n',
    );
    const own = await startService(categorisationService, {
      env: {
        ...serviceEnvironment(mongod),
        MONGODB_DATABASE: `${mongod.database}_own`,
        CATEGORISATION_TAXONOMY_FILE: file,
      },
      http: false,
    });
    try {
      expect(
        await categorise(
          own,
          translated('garden', 'en', ['Why do my tomatoes in the greenhouse have yellow leaves?']),
        ),
      ).toMatchObject({
        topic: { label: 'tomatoes' },
        taxonomyVersion: 'garden/3',
      });
    } finally {
      await own.stop();
    }
  });

  it('names every problem of a wrong taxonomy at once', async () => {
    const file = join(environment['CONVOSCOPE_DATA_DIR'] ?? '', 'wrong.yaml');
    writeFileSync(
      file,
      'name: garden\nversion: 1\ntopics:\n  - id: Bad Id\n    title: A\n    keywords: [a]\n  - id: empty\n    title: B\n',
    );
    const starting = startService(categorisationService, {
      env: { ...serviceEnvironment(mongod), CATEGORISATION_TAXONOMY_FILE: file },
      http: false,
    });
    await expect(starting).rejects.toThrow(ConfigError);
    await expect(starting).rejects.toThrow(/Bad Id[\s\S]*neither keywords nor examples/);
  });
});
