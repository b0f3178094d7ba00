import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { analyseSentiment } from './analyse-sentiment.ts';
import { compileLexicon, valenceOf } from './lexicon.ts';

const score = (text: string, language?: string): number => analyseSentiment(text, language).score;

describe('analyseSentiment', () => {
  it.each([
    ['en', 'This is great, thank you so much!', 'This is terrible, nothing works.'],
    ['de', 'Das ist toll, vielen Dank!', 'Das ist schrecklich, ich bin sehr enttäuscht.'],
    ['fr', "C'est parfait, merci beaucoup", "C'est inadmissible, je suis très déçu"],
    ['es', 'Genial, muchas gracias', 'Es una vergüenza, estoy muy decepcionado'],
    ['it', 'Perfetto, grazie mille', 'È inaccettabile, sono molto deluso'],
    ['pt', 'Ótimo, muito obrigado', 'Isso é inaceitável, estou muito decepcionado'],
    ['nl', 'Geweldig, hartelijk dank', 'Dit is onacceptabel, ik ben erg teleurgesteld'],
    ['pl', 'Świetnie, bardzo dziękuję', 'To niedopuszczalne, jestem rozczarowany'],
    ['ja', 'ありがとうございます、助かりました', '最悪です。がっかりしました'],
  ])('tells praise from anger in %s, told the language or not', (language, good, bad) => {
    for (const hint of [language, undefined]) {
      expect(analyseSentiment(good, hint).label).toBe('positive');
      expect(analyseSentiment(bad, hint).label).toBe('negative');
    }
  });

  it('turns a word round when it is negated', () => {
    expect(score('this is good', 'en')).toBeGreaterThan(0);
    expect(score('this is not good', 'en')).toBeLessThan(0);
    expect(score('das ist nicht gut', 'de')).toBeLessThan(0);
    expect(score('これは良くないです', 'ja')).toBeLessThan(0);
  });

  it('does not turn round what is a complaint by itself', () => {
    expect(score("it doesn't work", 'en')).toBeLessThan(0);
    expect(score('not bad', 'en')).toBeGreaterThan(0);
  });

  it('feels more with intensifiers, capitals, exclamation marks and drawn-out letters, less with weakeners', () => {
    const plain = score('the app is bad', 'en');
    expect(score('the app is very bad', 'en')).toBeLessThan(plain);
    expect(score('the app is BAD', 'en')).toBeLessThan(plain);
    expect(score('the app is bad!!!', 'en')).toBeLessThan(plain);
    expect(score('the app is baaaad', 'en')).toBeLessThan(0);
    expect(score('the app is slightly bad', 'en')).toBeGreaterThan(plain);
  });

  it('counts what comes after "but" more', () => {
    expect(score('nice design but it crashes', 'en')).toBeLessThan(0);
    expect(score('it crashes but the design is nice', 'en')).toBeGreaterThan(
      score('nice design but it crashes', 'en'),
    );
  });

  it('reads emoji and emoticons in any language', () => {
    expect(score('😡😡')).toBeLessThan(-0.2);
    expect(score('ok :)')).toBeGreaterThan(0);
    expect(score('tak ❤️', 'sv')).toBeGreaterThan(0.2);
  });

  it('says neutral where nothing is felt, and names the words that are', () => {
    expect(analyseSentiment('my order number is 48213', 'en')).toMatchObject({ label: 'neutral', score: 0 });
    expect(analyseSentiment('a horrible mess', 'en').evidence).toEqual(['horrible', 'mess']);
  });

  it('does not let a hundred good words exceed the range', () => {
    expect(score('excellent '.repeat(500), 'en')).toBeLessThanOrEqual(1);
  });

  it('stays in range with a finite confidence for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { score: found, confidence } = analyseSentiment(text);
        expect(Math.abs(found)).toBeLessThanOrEqual(1);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('compileLexicon', () => {
  const base = { language: 'xx', intensifiers: '', weakeners: '', contrasts: '', marks: '' };

  it('prefers the exact word, then the longest stem', () => {
    const lexicon = compileLexicon({ ...base, words: { '1': 'hap*', '2': 'happi*', '-1': 'happiless' } });
    expect(['happy', 'happiness', 'happiless', 'ha'].map((word) => valenceOf(lexicon, word))).toEqual([
      1,
      2,
      -1,
      undefined,
    ]);
  });

  it('refuses a valence that is none', () => {
    expect(() => compileLexicon({ ...base, words: { much: 'good' } })).toThrow(RangeError);
  });
});
