import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tokenise } from '../tokens/tokenise.ts';
import { bucketOfWord, hashFeatures, N_BUCKETS, WORD_BUCKETS } from './hash-features.ts';
import { createTfidfVectoriser, fitTfidf } from './tfidf.ts';

const hash = (text: string, markers?: string[]): ReturnType<typeof hashFeatures> =>
  hashFeatures(tokenise(text), markers);

describe('hashFeatures', () => {
  it('gives equal texts equal features, whatever was hashed between', () => {
    const first = hash('my card has not arrived');
    hash('something else '.repeat(800));
    expect(hash('my card has not arrived')).toEqual(first);
  });

  it('counts repetitions instead of repeating buckets', () => {
    const { buckets, counts } = hash('spam spam spam');
    expect(new Set(buckets).size).toBe(buckets.length);
    expect(counts[buckets.indexOf(bucketOfWord('spam'))]).toBe(3);
  });

  it('keeps counts of a text with more features than the table first has room for', () => {
    const words = Array.from({ length: 390 }, (_, n) => `word${n.toString(36)}x${n * 7919}`);
    const { buckets, counts, nWords } = hash([...words, 'again', 'again'].join(' '));
    expect(new Set(buckets).size).toBe(buckets.length);
    expect(nWords).toBeGreaterThan(700);
    expect(counts[buckets.indexOf(bucketOfWord('again'))]).toBe(2);
  });

  it('keeps word and character features apart and in range', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { buckets, nWords } = hash(text);
        buckets.forEach((bucket, at) => {
          expect(bucket).toBeLessThan(N_BUCKETS);
          expect(bucket < WORD_BUCKETS).toBe(at < nWords);
        });
      }),
    );
  });

  it('adds markers as words', () => {
    const { buckets, nWords } = hash('does it work', ['__question']);
    expect([...buckets.subarray(0, nWords)]).toContain(bucketOfWord('__question'));
    expect(nWords).toBe(hash('does it work').nWords + 1);
  });
});

describe('TF-IDF', () => {
  const texts = ['red apple', 'green apple', 'blue sky'].map((text) => hash(text));

  it('scales words and characters to length one each', () => {
    const { values } = createTfidfVectoriser(fitTfidf(texts)).toVector(hash('red apple'));
    const squares = values.reduce((sum, value) => sum + value * value, 0);
    expect(squares).toBeCloseTo(2, 5);
  });

  it('weighs rare words more', () => {
    const weighting = fitTfidf(texts);
    const idf = (word: string): number => weighting.idf[weighting.buckets.indexOf(bucketOfWord(word))]!;
    expect(idf('red')).toBeCloseTo(Math.log(4 / 2) + 1, 5);
    expect(idf('red')).toBeGreaterThan(idf('apple'));
  });

  it('leaves out what it never saw and what is too rare', () => {
    expect(createTfidfVectoriser(fitTfidf(texts)).toVector(hash('zzz')).length).toBe(0);
    const frequent = fitTfidf(texts, 2);
    expect([...frequent.buckets]).not.toContain(bucketOfWord('sky'));
    expect([...frequent.buckets]).toContain(bucketOfWord('apple'));
  });
});
