import { describe, expect, it } from '@jest/globals';
import { createIntentClassifier } from './intents/intent-classifier.ts';
import { loadLanguageIdentifier } from './languages/load-language-identifier.ts';
import { analyseSentiment } from './sentiment/analyse-sentiment.ts';
import { defaultTaxonomy } from './topics/default-taxonomy.ts';
import { createTopicClassifier } from './topics/topic-classifier.ts';
import { assessQuality } from './quality/assess-quality.ts';
import { summariseConversation } from './conversation/summarise-conversation.ts';

/** What has made expressions and loops of text engines quadratic, each to be repeated to any length. */
const EVIL = [
  ...[
    'a',
    'ab',
    'a ',
    'a.',
    'a.a@',
    'a@',
    'a@a-',
    '@',
    '#a',
    '#',
    '_',
    'aError',
    'Error',
    'x1',
    '1',
    '1.',
    '1,',
  ],
  ...[
    'SELECT ',
    'SELECT x ',
    'def a',
    'def a ',
    'function ',
    'function',
    '; ',
    ';',
    '{ }',
    '</a',
    '<a',
    '```',
    '`',
  ],
  ...[
    'http://',
    'www.',
    'http://a ',
    "don't ",
    "n't",
    '-',
    'a-',
    "a'",
    '!',
    '!?',
    ':-',
    '😀',
    '👨‍👩‍👧',
    '\ud800',
    '\u0301',
  ],
  ...[
    'speak ',
    'transfer to ',
    'error has ',
    'not ',
    'nicht ',
    '日本',
    'とても良い',
    'ありがとう',
    'ไทย',
    'не ',
    'سلام ',
    '\u200d',
  ],
  ...[
    '\n',
    '\t',
    ' ',
    '"',
    '\\',
    '(',
    '((',
    '[',
    'か。',
    'goood',
    'ooo',
    'import ',
    'A',
    'ß',
    'İ',
    '\u2028',
    '&amp;',
    '|',
  ],
];

const CHARACTERS = 100_000;
const repeat = (part: string, characters: number): string =>
  part.repeat(Math.ceil(characters / part.length)).slice(0, characters);

const topics = createTopicClassifier(defaultTaxonomy);
const intents = createIntentClassifier();
const languages = loadLanguageIdentifier();

const WORK: Readonly<Record<string, (text: string) => unknown>> = {
  language: (text) => languages.identify(text),
  topic: (text) => topics.classify(text),
  intent: (text) => intents.classify(text),
  sentiment: (text) => analyseSentiment(text),
  quality: (content) =>
    assessQuality([
      { role: 'user', content, sentiment: 0, latencySeconds: null },
      { role: 'assistant', content, sentiment: 0, latencySeconds: null },
    ]),
  conversation: (content) =>
    summariseConversation(
      [
        { role: 'user', content, sentAt: null },
        { role: 'assistant', content, sentAt: null },
      ],
      { topics, intents },
    ),
};

/** CPU, not the clock: other work on the machine must not fail a test. */
function cpuMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const MOST_MS = 50;

/** Measured again where it seems slow: collecting the garbage of the text before is not this text's work. */
function leastCpuMs(work: () => unknown): number {
  let least = cpuMs(work);
  for (let again = 0; again < 4 && least > MOST_MS; again++) least = Math.min(least, cpuMs(work));
  return least;
}

describe('texts of 100,000 characters that make careless expressions quadratic', () => {
  it.each(Object.keys(WORK))('cost the %s no more than their length', (name) => {
    const work = WORK[name]!;
    work(repeat('warm up, please. ', CHARACTERS));
    const slow = EVIL.map((part) => ({
      part,
      ms: leastCpuMs(() => work(repeat(part, CHARACTERS))),
    })).filter(({ ms }) => ms > MOST_MS);
    expect(slow).toEqual([]);
  });
});
