import { describe, expect, it } from '@jest/globals';
import { packClassifier, unpackClassifier } from './classifier-file.ts';
import { createTextClassifier, trainTextClassifier } from './text-classifier.ts';

const EXAMPLES = ['my card is lost', 'the card was stolen', 'lost my card again'].flatMap((text) => [
  { text, label: 'card' },
  { text: text.replace('card', 'parcel').replace('stolen', 'late'), label: 'parcel' },
]);

describe('a trained classifier in a file', () => {
  it.each([false, true])('answers as it did before, feelings read: %s', (readsFeelings) => {
    const before = trainTextClassifier(EXAMPLES, { readsFeelings });
    const after = createTextClassifier(unpackClassifier(packClassifier(before.state)));
    for (const text of ['where is my card?', 'not a good parcel', ''])
      expect(after.predict(text)).toEqual(before.predict(text));
  });

  it('is refused when it is something else, or cut off', () => {
    const file = packClassifier(trainTextClassifier(EXAMPLES).state);
    expect(() => unpackClassifier(Buffer.from('{"text":"hello"}'))).toThrow(/not a trained classifier/);
    expect(() => unpackClassifier(file.subarray(0, file.length - 4))).toThrow(/incomplete/);
  });
});
