import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createIntentClassifier,
  createTopicClassifier,
  defaultTaxonomy,
  summariseConversation,
  type ConversationMessage,
} from '@convoscope/text';
import { type Section, type Target, toTable } from '../anomaly/section.ts';
import { percent, readRows } from './read-rows.ts';

interface StoredConversation {
  readonly conversation_id: string;
  readonly messages: readonly { role: 'user' | 'assistant'; content: string; timestamp: string }[];
}

type Facet = 'topic' | 'intent' | 'sentiment';
const ASKED: Readonly<Record<Facet, number>> = { topic: 0.85, intent: 0.8, sentiment: 0.85 };

interface Judgement extends Readonly<Record<Facet, readonly string[]>> {
  readonly source: string;
  readonly conversation: string;
  readonly half: string;
}

const readJudgements = (): Judgement[] =>
  readFileSync(join(import.meta.dirname, 'judged-conversations.tsv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [source = '', conversation = '', half = '', ...facets] = line.split('\t');
      const [topic = [], intent = [], sentiment = []] = facets.map((facet) => facet.split(','));
      return { source, conversation, half, topic, intent, sentiment };
    });

/** What is said of conversations beside what a reader said of them. */
export function measureConversations(data: string): Section {
  const analysers = { topics: createTopicClassifier(defaultTaxonomy), intents: createIntentClassifier() };
  const judgements = readJudgements();
  const stored = new Map(
    [...new Set(judgements.map(({ source }) => source))].flatMap((source) =>
      readRows<StoredConversation>(join(data, 'conversations', source)).map(
        (conversation) => [conversation.conversation_id, conversation.messages] as const,
      ),
    ),
  );
  const counts = new Map<string, Record<Facet | 'n', number>>();
  for (const judgement of judgements) {
    const messages = (stored.get(judgement.conversation) ?? []).map(
      ({ role, content, timestamp }): ConversationMessage => ({ role, content, sentAt: timestamp }),
    );
    const { topic, intent, sentiment } = summariseConversation(messages, analysers);
    const found = { topic: topic.topic, intent: intent.intent, sentiment: sentiment.label };
    for (const key of [judgement.half, `${judgement.half}, ${judgement.source.split('_')[0]}`]) {
      const count = counts.get(key) ?? { n: 0, topic: 0, intent: 0, sentiment: 0 };
      counts.set(key, count);
      count.n++;
      for (const facet of ['topic', 'intent', 'sentiment'] as const)
        if (judgement[facet].includes(found[facet])) count[facet]++;
    }
  }
  const unseen = counts.get('unseen')!;
  const targets = (Object.keys(ASKED) as Facet[]).map((facet): Target => {
    const share = unseen[facet] / unseen.n;
    return {
      what: `${facet} of conversations that nothing was tuned on (${unseen.n})`,
      asked: `≥ ${percent(ASKED[facet], 0)}`,
      measured: percent(share, 0),
      isReached: share >= ASKED[facet],
    };
  });
  const rows = [...counts].map(([key, { n, ...facets }]) => [
    ...[key, n],
    ...[facets.topic, facets.intent, facets.sentiment].map((count) => percent(count / n, 0)),
  ]);
  return {
    targets,
    lines: [
      '## Conversations',
      '',
      'Agreement with a reader (`tools/bench/text/README.md` says how they were judged):',
      '',
      ...toTable(['conversations', 'number', 'topic', 'intent', 'sentiment'], rows),
    ],
  };
}
