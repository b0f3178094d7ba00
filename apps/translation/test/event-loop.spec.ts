import { describe, expect, it } from '@jest/globals';
import { aMessage, loopDelayMs } from '@convoscope/testing';
import { loadLanguageIdentifier } from '@convoscope/text';
import { createDetectLanguagesStep, type Draft } from '../src/steps/detect-languages.step.ts';

const SENTENCE = 'Where is my parcel number 1234? It should have arrived on Monday, please help me. ';
/** 20 ms on a quiet machine; several times that where others work too and each block that runs is counted. What it guards against was 40 s. */
const MOST_MS = 150;

describe('while languages are found', () => {
  const step = createDetectLanguagesStep(loadLanguageIdentifier(), 'en');

  it.each([
    ['2,000 messages', (i: number) => `${SENTENCE}${i}`],
    ['8 MB in 2,000 messages', (i: number) => `${SENTENCE.repeat(49)}${i}`],
    [
      '2,000 messages, one of them of 8 MB',
      (i: number) => (i === 7 ? SENTENCE.repeat(100_000) : `${SENTENCE}${i}`),
    ],
  ])('the event loop goes on turning: %s', async (_, textOf) => {
    const messages = Array.from({ length: 2_000 }, (_, index) => aMessage({ index, content: textOf(index) }));
    const event = {
      tenant: 't',
      data: { conversationId: 'c', messages, metadata: {}, title: null },
    } as unknown as Draft['event'];
    const work = async (): Promise<unknown> => step(event);
    await work();
    expect(await loopDelayMs(work, MOST_MS)).toBeLessThan(MOST_MS);
  });
});
