import { describe, expect, it } from '@jest/globals';
import { packClassifier, unpackClassifier } from './classifier-file.ts';
import { createTextClassifier, trainTextClassifier, type TextClassifier } from './text-classifier.ts';

const EXAMPLES = ['my card is lost', 'the card was stolen', 'lost my card again'].flatMap((text) => [
  { text, label: 'card' },
  { text: text.replace('card', 'parcel').replace('stolen', 'late'), label: 'parcel' },
]);

function reopen({ state }: TextClassifier): TextClassifier {
  const saved = unpackClassifier(packClassifier({ kind: 'n-grams', state }));
  if (saved.kind !== 'n-grams') throw new Error(`saved as ${saved.kind}`);
  return createTextClassifier(saved.state);
}

describe('a trained classifier in a file', () => {
  it.each([false, true])('answers as it did before, feelings read: %s', (readsFeelings) => {
    const before = trainTextClassifier(EXAMPLES, { readsFeelings });
    const after = reopen(before);
    for (const text of ['where is my card?', 'not a good parcel', ''])
      expect(after.predict(text)).toEqual(before.predict(text));
  });

  it('is refused when it is something else, or cut off', () => {
    const file = packClassifier({ kind: 'n-grams', state: trainTextClassifier(EXAMPLES).state });
    expect(() => unpackClassifier(Buffer.from('{"text":"hello"}'))).toThrow(/not a trained classifier/);
    for (const length of [9, 14, 40, file.length - 4])
      expect(() => unpackClassifier(file.subarray(0, length))).toThrow(/incomplete/);
  });
});
