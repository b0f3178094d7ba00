import {
  DEFAULT_TENANT,
  eventId,
  revisionOf,
  type Conversation,
  type Event,
  type Message,
  type Topic,
} from '@convoscope/contracts';
import { pickOne, seededRandom } from './seeded-random.ts';

const STARTED_AT = Date.UTC(2026, 0, 5, 9);
const MESSAGE_GAP_MS = 30_000;

const isoTime = (instantMs: number): string => new Date(instantMs).toISOString();

/** A message; sent 30 s after the one before it when given its index. */
export const aMessage = (overrides: Partial<Message> = {}): Message => {
  const index = overrides.index ?? 0;
  const role = index % 2 === 0 ? 'user' : 'assistant';
  const content =
    role === 'user' ? 'How do I reset my password?' : 'Open the settings and choose "Reset password".';
  return { index, role, content, sentAt: isoTime(STARTED_AT + index * MESSAGE_GAP_MS), ...overrides };
};

/** Messages said in turn by user and assistant. */
export const saidInTurn = (...contents: string[]): Message[] =>
  contents.map((content, index) => aMessage({ index, content }));

/**
 * A valid conversation of two messages. What is left out fits what is given: revision, number of messages, first and last time follow
 * from the content.
 */
export function aConversation(overrides: Partial<Conversation> = {}): Conversation {
  const messages = overrides.messages ?? [aMessage({ index: 0 }), aMessage({ index: 1 })];
  const sentAt = messages.flatMap((message) => message.sentAt ?? []).sort();
  const conversation = {
    conversationId: 'conversation-1',
    source: 'test',
    sequence: 1,
    pass: 0,
    startedAt: sentAt[0] ?? isoTime(STARTED_AT),
    endedAt: sentAt.at(-1) ?? isoTime(STARTED_AT),
    userId: 'user-1',
    model: 'model-a',
    title: 'Password reset',
    metadata: {},
    ...overrides,
    messages,
  };
  return { revision: revisionOf(conversation), nMessages: messages.length, ...conversation };
}

const OPENINGS = [
  'How do I reset my password?',
  'The invoice of last month is wrong, I was charged twice.',
  'Write a Python function that sorts a list of dates.',
  'Translate "good morning" into Spanish, please.',
  'The app crashes whenever I open the settings!',
  'What is the capital of Australia?',
];
const ANSWERS = [
  'Of course. Here is how it works.',
  'I am sorry to hear that. Let me have a look.',
  'Canberra.',
  'Done.',
];
const HOUR_MS = 3_600_000;

/** `count` different conversations over the days after 5 January 2026; the same for the same seed. */
export function someConversations(count: number, seed = 1): Conversation[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, number) => {
    const startedAt = STARTED_AT + Math.floor(number * HOUR_MS * random());
    const messages = Array.from({ length: 2 + Math.floor(random() * 6) }, (__, index) => {
      const content = pickOne(random, index % 2 === 0 ? OPENINGS : ANSWERS);
      return aMessage({ index, content, sentAt: isoTime(startedAt + index * MESSAGE_GAP_MS) });
    });
    return aConversation({
      conversationId: `conversation-${number + 1}`,
      userId: `user-${1 + Math.floor(random() * Math.max(1, count / 5))}`,
      model: pickOne(random, ['model-a', 'model-b', 'model-c']),
      title: messages[0]?.content ?? null,
      messages,
    });
  });
}

/** An event of a topic about some data; its id is a function of topic, key and data, as in the product. */
export function anEvent<T>(
  topic: Topic<T>,
  key: string,
  data: T,
  overrides: Partial<Event<T>> = {},
): Event<T> {
  const tenant = overrides.tenant ?? DEFAULT_TENANT;
  const revision = JSON.stringify(data);
  return {
    id: eventId({ topic: topic.name, tenant, key, revision, producerVersion: 'test' }),
    topic: topic.name,
    source: 'test',
    tenant,
    key,
    time: isoTime(STARTED_AT),
    data,
    ...overrides,
  };
}
