import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tokenise } from './tokenise.ts';

const norms = (text: string): string[] => tokenise(text).map((token) => token.norm);
const kinds = (text: string): string[] => tokenise(text).map((token) => token.kind);
const negated = (text: string): string[] =>
  tokenise(text)
    .filter((token) => token.negated)
    .map((token) => token.norm);

describe('tokenise', () => {
  it('keeps contractions and hyphenated words whole and straightens apostrophes', () => {
    expect(norms("I can’t re-open it, it's stuck")).toEqual([
      'i',
      "can't",
      're-open',
      'it',
      ',',
      "it's",
      'stuck',
    ]);
  });

  it('knows links, addresses, mentions, hashtags and numbers', () => {
    expect(kinds('see https://a.b/c?d=1 or www.x.org me@x.org @bob #fail_now 3,50 2nd')).toEqual(
      'word url word url email mention hashtag number word'.split(' '),
    );
  });

  it('keeps emoji with their joiners together and finds emoticons', () => {
    expect(kinds('👩‍💻 ❤️ :) great')).toEqual(['emoji', 'emoji', 'emoji', 'emoticon', 'word']);
    expect(norms('love ❤️ it')).toEqual(['love', '❤️', 'it']);
  });

  it('does not take the colon of a word for a smile', () => {
    expect(kinds('note:Done')).toEqual(['word', 'punctuation', 'word']);
  });

  it('reads a run of Japanese as one token', () => {
    expect(norms('ログインできません。')).toEqual(['ログインできません', '。']);
  });

  it('reads letters beyond the basic plane', () => {
    expect(kinds('𝒜𝒷 𠮷')).toEqual(['word', 'word']);
  });

  it('groups repeated exclamation and question marks', () => {
    expect(norms('what?!?! no...')).toEqual(['what', '?!?!', 'no', '...']);
  });

  it('marks what a negation covers up to the end of the clause', () => {
    expect(negated('I do not like this, but thanks')).toEqual(['like', 'this']);
    expect(negated("ça n'est pas très bon")).toEqual(expect.arrayContaining(['très', 'bon']));
  });

  it('reaches back where the negation closes the clause', () => {
    expect(negated('Das gefällt mir nicht.')).toEqual(['das', 'gefällt', 'mir']);
  });

  it('covers any text: offsets ascend and cut out what was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        let last = 0;
        for (const token of tokenise(text)) {
          expect(token.start).toBeGreaterThanOrEqual(last);
          expect(text.slice(token.start, token.end)).toBe(token.text);
          expect(token.end).toBeGreaterThan(token.start);
          last = token.end;
        }
      }),
    );
  });
});
