import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { topics, type ConversationCategorised, type ConversationTranslated } from '@convoscope/contracts';
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

/** Nothing in the built-in taxonomy knows these words. */
const SEEDS = [
  'zorvex',
  'quandle',
  'plimth',
  'brastic',
  'fennow',
  'glimper',
  'trusk',
  'wendrel',
  'yolphin',
  'ostrad',
];
const about = (word: string): string => `My flibberwock makes a ${word} noise when the gromlet turns`;

const translated = (conversationId: string, said: string): ConversationTranslated => ({
  ...aConversation({ conversationId, messages: saidInTurn(said, 'Let me look into it.') }),
  ...{ language: 'en', languageConfidence: 0.9, languages: ['en'], pivotLanguage: 'en' },
  ...{ translationStatus: 'same-language', translator: null },
  messages: saidInTurn(said, 'Let me look into it.').map((message) => ({
    ...{ ...message, language: 'en', languageConfidence: 0.9, translations: {} },
  })),
});

describeWithServer('mongod', 'what people say of categories', (mongod) => {
  /** Five corrections come before those of the seeds: it learns when all of them are there. */
  const env = {
    ...serviceEnvironment(mongod),
    CATEGORISATION_LEARN_AFTER: '15',
    CATEGORISATION_MODEL_INTERVAL_MS: '200',
  };
  let service: Categorisation;
  let nWords = 0;
  const start = async (more: Record<string, string> = {}): Promise<void> => {
    service = await startService(categorisationService, { env: { ...env, ...more }, http: false });
  };
  beforeAll(() => start(), 60_000);
  afterAll(() => service.stop());

  const stored = async (id: string): Promise<ConversationCategorised> =>
    (await service.runtime.store.categories.findById(service.runtime.tenant, id)) as ConversationCategorised;

  /** As the translation service does it: stored first, then published. */
  async function bring(...data: ConversationTranslated[]): Promise<void> {
    const { store, bus, tenant } = service.runtime;
    await store.translations.upsertMany(
      tenant,
      data.map((one) => ({ ...one, tenant, translatedAt: new Date() })),
    );
    const { conversationsTranslated } = topics;
    await bus.publish(
      conversationsTranslated,
      data.map((one) => anEvent(conversationsTranslated, one.conversationId, one)),
    );
    await eventually(async () => {
      for (const { conversationId } of data) expect(await stored(conversationId)).not.toBeNull();
    });
  }

  async function say(subjectId: string, field: string, value: string, minute = ++nWords): Promise<void> {
    const feedbackId = `feedback-${++nWords}`;
    const givenAt = new Date(Date.parse('2026-02-01T00:00:00Z') + minute * 60_000).toISOString();
    await service.runtime.bus.publish(topics.feedbackGiven, [
      anEvent(topics.feedbackGiven, feedbackId, {
        ...{ feedbackId, subject: 'category' as const, subjectId, field, value },
        ...{ givenBy: 'ana', givenAt },
      }),
    ]);
  }

  const published = async (id: string): Promise<ConversationCategorised[]> => {
    const found: ConversationCategorised[] = [];
    await service.runtime.bus.scan(topics.conversationsCategorised, {
      onEvents: (events) =>
        void found.push(
          ...events.filter(({ key }) => key === id).map(({ data }) => data as ConversationCategorised),
        ),
    });
    return found;
  };

  it('stands over the model, is published with a higher pass, and stays when the conversation comes again', async () => {
    const data = translated('corrected', 'Something quite strange came up again today');
    await bring(data);
    const before = await stored('corrected');
    await say('corrected', 'topic', 'shipping');
    await say('corrected', 'intent', 'complaint');
    await say('corrected', 'sentiment', 'negative');
    await eventually(async () =>
      expect(await stored('corrected')).toMatchObject({
        topic: { label: 'shipping', confidence: 1, evidence: ['said by a person'] },
        intent: { label: 'complaint', confidence: 1 },
        sentiment: { label: 'negative', confidence: 1 },
      }),
    );
    const after = await stored('corrected');
    expect(after.pass).toBeGreaterThan(before.pass);
    expect((await published('corrected')).at(-1)).toMatchObject({
      pass: after.pass,
      topic: { label: 'shipping' },
    });

    await bring({ ...data, sequence: data.sequence + 1, revision: 'b'.repeat(32) });
    await eventually(async () => expect((await stored('corrected')).sequence).toBe(data.sequence + 1));
    expect(await stored('corrected')).toMatchObject({ topic: { label: 'shipping' }, pass: 0 });
  });

  it('leaves out what is no label, no conversation, or was overtaken', async () => {
    await bring(translated('left', 'Where is my parcel? The delivery is late.'));
    await say('left', 'topic', 'no-such-topic');
    await say('nowhere', 'topic', 'shipping');
    await say('left', 'mood', 'fine');
    await say('left', 'intent', 'complaint', 1_000);
    await say('left', 'intent', 'purchase', 900);
    await say('left', 'sentiment', 'negative', 1_001);
    await eventually(async () => expect((await stored('left')).sentiment.confidence).toBe(1));
    expect(await stored('left')).toMatchObject({
      topic: { label: 'shipping' },
      intent: { label: 'complaint' },
    });
    const { store, tenant } = service.runtime;
    expect(
      (await store.categoryCorrections.findOf(tenant, ['left', 'nowhere'])).map(({ field }) => field).sort(),
    ).toEqual(['intent', 'sentiment']);
  });

  it('is learned from: what was never corrected is called right, history too, and a restart says the same', async () => {
    const old = translated('old', about('humming'));
    await bring(old, ...SEEDS.map((word, at) => translated(`seed-${at}`, about(word))));
    expect((await stored('old')).topic.label).not.toBe('account_access');
    const labels = new Set((await readModel()).labels.topic);
    const label = [...labels].find((topic) => /hardware|technical|device/.test(topic)) ?? [...labels][0]!;
    for (const at of SEEDS.keys()) await say(`seed-${at}`, 'topic', label, 2_000 + at);
    await eventually(async () => expect((await stored('seed-9')).topic.label).toBe(label));
    await eventually(
      async () => {
        expect(await readModel()).toMatchObject({ generation: 1, lastJudgement: { isPromoted: true } });
      },
      { timeoutMs: 60_000 },
    );
    const { lastJudgement } = await readModel();
    expect(lastJudgement.topic.after).toBeGreaterThan(lastJudgement.topic.before);
    expect(lastJudgement.because).toMatch(/better on examples that it had not seen/);

    await eventually(
      async () => {
        expect(await stored('old')).toMatchObject({
          topic: { label },
          modelVersion: 'local-text/4+1',
          pass: 1,
        });
      },
      { timeoutMs: 30_000 },
    );
    await eventually(async () => {
      const { value } = (await service.runtime.store.snapshots.get(
        service.runtime.tenant,
        'categorisation',
        'replay',
      ))!;
      expect(value).toMatchObject({ modelVersion: 'local-text/4+1', endedAt: expect.any(String) });
    });
    // What people said is what it was before, and keeps saying so.
    expect(await stored('left')).toMatchObject({ intent: { label: 'complaint', confidence: 1 } });

    await service.stop();
    await start();
    await bring(translated('new', about('rattling')));
    expect(await stored('new')).toMatchObject({ topic: { label }, modelVersion: 'local-text/4+1', pass: 0 });
  }, 120_000);

  it('goes with its conversation', async () => {
    const { bus, store, tenant } = service.runtime;
    const { conversationId, source, startedAt, sequence } = translated('corrected', '');
    const deletion = {
      ...{ conversationId, source, startedAt, sequence: sequence + 5 },
      ...{ deletedAt: startedAt, reason: 'erased' as const },
    };
    await bus.publish(topics.conversationsDeleted, [
      anEvent(topics.conversationsDeleted, conversationId, deletion),
    ]);
    await eventually(async () =>
      expect(await store.categoryCorrections.findOf(tenant, [conversationId])).toEqual([]),
    );
  });

  interface Model {
    generation: number;
    labels: { topic: string[] };
    lastJudgement: { because: string; topic: { before: number; after: number } };
  }
  async function readModel(): Promise<Model> {
    const { store, tenant } = service.runtime;
    return (await store.snapshots.get(tenant, 'categorisation', 'model'))!.value as Model;
  }
});
