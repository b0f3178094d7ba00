import { describe, expect, it } from '@jest/globals';
import { createIntentClassifier } from '../intents/intent-classifier.ts';
import { defaultTaxonomy } from '../topics/default-taxonomy.ts';
import { createTopicClassifier } from '../topics/topic-classifier.ts';
import { summariseConversation, type ConversationSummary } from './summarise-conversation.ts';

const analysers = { topics: createTopicClassifier(defaultTaxonomy), intents: createIntentClassifier() };
const say = (...users: string[]): ConversationSummary =>
  summariseConversation(
    users.flatMap((content) => [
      { role: 'user' as const, content, sentAt: null },
      { role: 'assistant' as const, content: 'Here you are.', sentAt: null },
    ]),
    analysers,
  );

describe('what ordinary conversations are about', () => {
  it.each([
    ['mathematics', 'What is the integral of x^2 * sin(x)?'],
    ['mathematics', 'Löse die Gleichung 3x + 4 = 19'],
    ['mathematics', 'Докажи, что корень из двух иррационален'],
    ['creative_writing', 'Write a haiku about an old harbour'],
    ['creative_writing', 'напиши сказку про старого медведя'],
    ['creative_writing', 'napiš krátkou povídku o staré věži'],
    ['creative_writing', 'escribe un cuento sobre un faro'],
    ['business', 'Draft a marketing strategy for a small bakery'],
    ['coding', 'def refund(order):\n    return order.total\n\nWhy does this fail?'],
    ['coding', '```python\nreturn charge(invoice)\n```\nwhat does it print?'],
    ['refunds', 'I want to return these shoes and get my money back'],
  ])('%s: %s', (topic, text) => expect(say(text).topic.topic).toBe(topic));
});

describe('what people want', () => {
  it('is never a reply where nothing was said before', () => {
    for (const text of ['yes', 'ok', 'the second one', '48213', 'water waves in a tank'])
      expect(say(text).intent.intent).not.toBe('reply');
    expect(say('book a table', 'yes please').messages[2]?.intent).toBe('reply');
  });

  it('is nobody in charge where nobody is named', () => {
    expect(say('can we watch a movie tonight').intent.intent).not.toBe('escalation');
    expect(say('let me speak to your manager').intent.intent).toBe('escalation');
  });

  it('is a text where one is asked for, however sad', () => {
    expect(say('Write an essay about a terrible war and its victims').intent.intent).toBe('content_creation');
  });
});

describe('how people feel', () => {
  it.each([
    'Thank you, please send me the best offer',
    'Write a sad story about a lonely, desperate man who loses everything',
    'What is the best and most beautiful beach in Portugal?',
    'def happy(love):\n    return love.win()\n\nWhy does it raise an error?',
  ])('neutral: %s', (text) => expect(say(text).sentiment.label).toBe('neutral'));

  it('positive where they praise, negative where they complain', () => {
    expect(say('That is wonderful, it solved my problem, you are amazing!').sentiment.label).toBe('positive');
    expect(say('This is the worst service ever, I am really angry').sentiment.label).toBe('negative');
  });
});
