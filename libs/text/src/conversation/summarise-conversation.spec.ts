import { describe, expect, it } from '@jest/globals';
import { createIntentClassifier, type IntentClassifier } from '../intents/intent-classifier.ts';
import { defaultTaxonomy } from '../topics/default-taxonomy.ts';
import { createTopicClassifier } from '../topics/topic-classifier.ts';
import { type ConversationMessage, summariseConversation } from './summarise-conversation.ts';

const analysers = { topics: createTopicClassifier(defaultTaxonomy), intents: createIntentClassifier() };
const START = Date.UTC(2026, 0, 5, 9);
const at = (seconds: number): string => new Date(START + seconds * 1000).toISOString();
const say = (role: ConversationMessage['role'], content: string, seconds: number): ConversationMessage => ({
  ...{ role, content, sentAt: at(seconds) },
});

const ANGRY = [
  say('user', 'Hi, I was charged twice for my subscription in March.', 0),
  say('assistant', 'I can check that. What is your email?', 4),
  say('user', 'it is jane@example.com', 40),
  say('assistant', 'Error 503: upstream timeout', 70),
  say('user', 'This is unacceptable!! Worst service ever 😡', 100),
];

describe('summariseConversation', () => {
  const summary = summariseConversation(ANGRY, analysers);

  it('takes topic and intent from what the user came for', () => {
    expect(summary.topic.topic).toBe('billing');
    expect(summary.intent.intent).toBe('complaint');
  });

  it('weighs the end of the conversation and sees the trend', () => {
    expect(summary.sentiment.label).toBe('negative');
    expect(summary.sentimentTrend).toBeLessThan(-0.3);
  });

  it('reports each message with length, latency and errors', () => {
    expect(summary.messages.map((message) => message.latencySeconds)).toEqual([null, 4, 36, 30, 30]);
    expect(summary.messages.map((message) => message.isError)).toEqual([false, false, false, true, false]);
    expect(summary.messages[2]).toMatchObject({
      index: 2,
      role: 'user',
      nWords: 3,
      nCharacters: 22,
      intent: 'reply',
    });
    expect(summary.messages[1]!.intent).toBeNull();
  });

  it('names the issues', () => {
    expect(summary.quality.issues).toEqual(
      expect.arrayContaining(['assistant_error', 'unanswered', 'unresolved']),
    );
    expect(summary.quality.score).toBeLessThan(0.5);
  });

  it('has an answer for a conversation without messages, and one without a user', () => {
    const empty = summariseConversation([], analysers);
    expect(empty).toMatchObject({
      topic: { topic: 'other' },
      intent: { intent: 'other' },
      sentimentTrend: 0,
    });
    expect(empty.sentiment).toEqual({ label: 'neutral', score: 0, confidence: 1 });
    const alone = summariseConversation([say('assistant', 'Here is your recipe for lasagna', 0)], analysers);
    expect(alone.topic.topic).toBe('cooking');
  });

  it('says nothing about latencies it cannot know', () => {
    const back = summariseConversation(
      [say('user', 'a', 10), say('assistant', 'b', 5), { role: 'user', content: 'c', sentAt: null }],
      analysers,
    );
    expect(back.messages.map((message) => message.latencySeconds)).toEqual([null, null, null]);
  });

  it('judges an enormous message by its beginning, in bounded time', () => {
    const huge = `my parcel has not arrived ${'x '.repeat(500_000)}`;
    const started = performance.now();
    const found = summariseConversation([say('user', huge, 0), say('system', 'be kind', 1)], analysers);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(found.topic.topic).toBe('shipping');
    expect(found.messages[0]!.nCharacters).toBe(huge.length);
    expect(found.messages[1]!.sentiment).toBe(0);
  });

  it('is a function of its input', () => {
    expect(summariseConversation(ANGRY, analysers)).toEqual(summary);
  });
});

describe('a conversation of any length', () => {
  it('costs no more text than a bound, whatever its messages hold', () => {
    let nRead = 0;
    const counting = {
      ...analysers,
      intents: {
        ...analysers.intents,
        classifyTokens: (...[text, ...rest]: Parameters<IntentClassifier['classifyTokens']>) => {
          nRead += text.length;
          return analysers.intents.classifyTokens(text, ...rest);
        },
      },
    };
    const messages = Array.from({ length: 2000 }, () =>
      say('user', 'I would like to know more about this. '.repeat(100), 0),
    );
    const { messages: told } = summariseConversation(messages, counting);
    expect(nRead).toBeLessThanOrEqual(400_000);
    expect(told).toHaveLength(2000);
    expect(told[0]?.nCharacters).toBe(3800);
  });
});
