import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  conversationDate,
  DISCOVERY_SNAPSHOTS,
  discoveredTopicsSchema,
  toConversationRef,
  toFeedbackEvent,
  TOPIC_DECISIONS,
  topics,
  type ConversationTranslated,
  type DiscoveredTopics,
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

/** Nothing in the built-in taxonomy knows these words. */
const ABOUT: Readonly<Record<string, readonly string[]>> = {
  gromlets: ['zorvex', 'quandle', 'plimth', 'brastic', 'fennow', 'glimper', 'trusk'],
  wendrels: ['yolphin', 'ostrad', 'kibble', 'snarvel', 'tromp', 'quist', 'velmar'],
};

function textOf(topic: string, n: number): string {
  const words = ABOUT[topic]!;
  return `${topic}: ${words[n % 7]} and ${words[(n * 3 + 1) % 7]} ${topic} ${words[(n * 5 + 2 + Math.floor(n / 7)) % 7]}`;
}

const translated = (conversationId: string, said: string, userId: string): ConversationTranslated => ({
  ...aConversation({ conversationId, userId, messages: saidInTurn(said, 'Let me look into it.') }),
  ...{ language: 'en', languageConfidence: 0.9, languages: ['en'], pivotLanguage: 'en' },
  ...{ translationStatus: 'same-language', translator: null },
  messages: saidInTurn(said, 'Let me look into it.').map((message) => ({
    ...{ ...message, language: 'en', languageConfidence: 0.9, translations: {} },
  })),
});

describeWithServer('mongod', 'topics that nobody named, in the service', (mongod) => {
  let service: Categorisation;
  beforeAll(async () => {
    const intervals = {
      CATEGORISATION_MODEL_INTERVAL_MS: '200',
      CATEGORISATION_DISCOVERY_INTERVAL_MS: '300',
    };
    service = await startService(categorisationService, {
      env: { ...serviceEnvironment(mongod), ...intervals },
      http: false,
    });
  }, 60_000);
  afterAll(() => service.stop());

  /** As translation and reporting leave them, and categorisation found nothing that covers them. */
  async function bring(conversations: readonly ConversationTranslated[]): Promise<void> {
    const { store, bus, tenant } = service.runtime;
    await store.translations.upsertMany(
      tenant,
      conversations.map((one) => ({ ...one, tenant, translatedAt: new Date() })),
    );
    await bus.publish(
      topics.conversationsTranslated,
      conversations.map((one) => anEvent(topics.conversationsTranslated, one.conversationId, one)),
    );
    const version = { sequence: 1, pass: 0 };
    await store.analytics.upsertSections(
      tenant,
      conversations.flatMap((one) => [
        {
          section: 'conversation' as const,
          value: {
            ...toConversationRef(one),
            date: conversationDate(one),
            title: null,
            nUserMessages: 1,
            nCharacters: 60,
            durationSeconds: 30,
          },
        },
        {
          section: 'category' as const,
          conversationId: one.conversationId,
          value: {
            ...{
              ...version,
              topic: 'other',
              topicConfidence: 0.8,
              intent: 'other',
              sentiment: 'neutral',
              sentimentScore: 0,
            },
            ...{ quality: 1, qualityIssues: [], nErrors: 0, meanLatencySeconds: null, taxonomyVersion: 't' },
          },
        },
      ]),
      new Date(),
    );
  }

  const found = (): Promise<DiscoveredTopics> =>
    eventually(
      async () => {
        const { store, tenant } = service.runtime;
        const stored = await store.snapshots.get(
          tenant,
          DISCOVERY_SNAPSHOTS.owner,
          DISCOVERY_SNAPSHOTS.found,
        );
        return discoveredTopicsSchema.parse(stored?.value);
      },
      { timeoutMs: 60_000 },
    );

  it('are found, taken into the taxonomy by a person, learned, and history follows', async () => {
    const conversations = Object.keys(ABOUT).flatMap((topic) =>
      Array.from({ length: 25 }, (_, n) => translated(`${topic}-${n}`, textOf(topic, n), `u-${n}`)),
    );
    await bring(conversations);
    const { topics: proposed } = await found();
    const gromlets = proposed.find(({ members }) =>
      members.every((member) => member.startsWith('gromlets')),
    )!;
    expect(gromlets.nPeople).toBeGreaterThanOrEqual(5);

    const { bus, store, tenant } = service.runtime;
    const said = {
      feedbackId: 'f-1',
      subject: 'category' as const,
      subjectId: gromlets.id,
      field: TOPIC_DECISIONS.accept,
    };
    const by = { value: 'gromlets', givenBy: 'ada', givenAt: '2026-03-20T00:00:00.000Z' };
    await bus.publish(topics.feedbackGiven, [toFeedbackEvent(tenant, 'cli', { ...said, ...by })]);
    await eventually(
      async () => {
        const stored = await store.categories.findById(tenant, gromlets.typicalConversationId);
        expect(stored).toMatchObject({
          topic: { label: 'gromlets' },
          taxonomyVersion: expect.stringMatching(/\+1$/),
          pass: 1,
        });
      },
      { timeoutMs: 60_000 },
    );
  }, 150_000);
});
