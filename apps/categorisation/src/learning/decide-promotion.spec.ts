import { expect, it } from '@jest/globals';
import { decidePromotion } from './decide-promotion.ts';

const judgement = (
  topic: [number, number],
  intent: [number, number],
  [n, changed]: [number, number] = [100, 0],
): Parameters<typeof decidePromotion>[0] => ({
  topic: { n: 10, before: topic[0], after: topic[1] },
  intent: { n: 10, before: intent[0], after: intent[1] },
  ...{ unasked: { n, changed }, figures: { topic: null, intent: null } },
});

it.each([
  ['better in both', judgement([2, 6], [3, 4]), true],
  ['better in one', judgement([2, 6], [3, 3]), true],
  ['no better', judgement([2, 2], [3, 3]), false],
  ['worse in one, however much better in the other', judgement([2, 9], [3, 2]), false],
  ['changing what nobody complained of', judgement([2, 9], [3, 3], [100, 6]), false],
  ['changing little', judgement([2, 9], [3, 3], [100, 5]), true],
  ['changing one of few', judgement([2, 9], [3, 3], [3, 1]), true],
])('%s: promoted only if that is no loss', (_, given, isPromoted) => {
  expect(decidePromotion(given)).toMatchObject({ isPromoted, because: expect.stringContaining('of 10') });
});
