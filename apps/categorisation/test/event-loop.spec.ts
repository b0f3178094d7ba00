import { describe, expect, it } from '@jest/globals';
import { defaultTaxonomy } from '@convoscope/text';
import { loopDelayMs } from '@convoscope/testing';
import type { ConversationClassifier } from '../src/conversation-classifier.port.ts';
import { runInTurns } from '@convoscope/service';
import { createLocalClassifier } from '../src/local-classifier.ts';

type Conversation = Parameters<ConversationClassifier['classify']>[0];
const SENTENCE = 'Where is my parcel number 1234? It should have arrived on Monday, please help me. ';
const MEGABYTES_8 = 8_000_000;
/** 20 ms on a quiet machine; several times that where others work too and each block that runs is counted. What it guards against was 40 s. */
const MOST_MS = 150;

const conversation = (texts: readonly string[]): Conversation =>
  ({
    pivotLanguage: 'en',
    messages: texts.map((content, index) => ({
      ...{ index, role: index % 2 === 0 ? 'user' : 'assistant', content, sentAt: null },
      ...{ language: 'en', languageConfidence: 1, translations: {} },
    })),
  }) as unknown as Conversation;

const times = (n: number, text: string): string[] => Array.from({ length: n }, (_, i) => `${text}${i}`);

describe('while conversations of any length are classified', () => {
  const classifier = createLocalClassifier(defaultTaxonomy, { runLong: runInTurns });

  it.each([
    ['2,000 messages', times(2_000, SENTENCE)],
    ['8 MB in 2,000 messages', times(2_000, SENTENCE.repeat(MEGABYTES_8 / 2_000 / SENTENCE.length))],
    [
      '2,000 messages, one of them of 8 MB',
      [...times(1_999, SENTENCE), SENTENCE.repeat(MEGABYTES_8 / SENTENCE.length)],
    ],
  ])('the event loop goes on turning: %s', async (_, texts) => {
    const given = conversation(texts);
    await classifier.classify(conversation(times(200, SENTENCE)));
    expect(await loopDelayMs(async () => void (await classifier.classify(given)), MOST_MS)).toBeLessThan(
      MOST_MS,
    );
  });
});
