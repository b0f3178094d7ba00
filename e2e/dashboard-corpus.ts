import { pickOne, seededRandom } from '@convoscope/testing';
import type { CorpusConversation } from './conversation-corpus.ts';

interface Exchange {
  language: string;
  question: string;
  answer: string;
}

/** Questions and answers of a few subjects and languages, unlike enough to be told apart by topic. */
const EXCHANGES: readonly [Exchange, ...Exchange[]] = [
  {
    language: 'en',
    question: 'I was charged twice for my order and I want a refund of the second payment.',
    answer: 'I am sorry about the double charge. The refund is on its way to your card.',
  },
  {
    language: 'en',
    question: 'Can you find me a flight to Lisbon in May and a hotel near the beach?',
    answer: 'There is a flight on May 4 and a hotel two minutes from the beach.',
  },
  {
    language: 'en',
    question: 'How long do I bake this chocolate cake, and which recipe needs no eggs?',
    answer: 'Bake it for forty minutes. A recipe with yoghurt needs no eggs.',
  },
  {
    language: 'de',
    question: 'Meine Bestellung ist immer noch nicht angekommen, das ist wirklich ärgerlich!',
    answer: 'Das tut mir leid. Das Paket kommt morgen bei Ihnen an.',
  },
];

const MODELS = ['assistant-one', 'assistant-two'];
const START = Date.parse('2025-03-03T08:00:00Z');
const SPACING_MS = 4 * 3_600_000;

const SURGE_SPACING_MS = 600_000;

/** Conversations four hours apart; the same for the same seed. */
export function generateConversations(count: number, seed: number): CorpusConversation[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) =>
    hold(
      random,
      { id: `dashboard-${index}`, index, startMs: START + index * SPACING_MS },
      pickOne(random, EXCHANGES),
    ),
  );
}

/** What went wrong on the day after so many of them: the first exchange, again and again, minutes apart. */
export function generateSurge(count: number, after: number, seed: number): CorpusConversation[] {
  const random = seededRandom(seed);
  const [exchange] = EXCHANGES;
  const begin = START + after * SPACING_MS;
  return Array.from({ length: count }, (_, index) =>
    hold(random, { id: `surge-${index}`, index, startMs: begin + index * SURGE_SPACING_MS }, exchange),
  );
}

interface Place {
  id: string;
  index: number;
  startMs: number;
}

function hold(random: () => number, { id, index, startMs }: Place, exchange: Exchange): CorpusConversation {
  const { language, question, answer } = exchange;
  const at = (seconds: number): string => new Date(startMs + seconds * 1_000).toISOString();
  return {
    conversation_id: id,
    started_at: at(0),
    ended_at: at(40),
    user_id: `user-${index % 7}`,
    model: pickOne(random, MODELS),
    language,
    messages: [
      { role: 'user', content: question, timestamp: at(0) },
      { role: 'assistant', content: answer, timestamp: at(3) },
      { role: 'user', content: 'Thank you!', timestamp: at(30) },
      { role: 'assistant', content: 'You are welcome.', timestamp: at(40) },
    ],
  };
}
