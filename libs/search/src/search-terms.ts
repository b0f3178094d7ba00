import { stemOf, stemsOf } from './stemmers.ts';

export interface WrittenText {
  text: string;
  /** ISO 639-1 code; words of other languages are kept as they are. */
  language: string;
}

/** Longer ones are keys and addresses: their beginning finds them. */
const MAX_TERM_LENGTH = 40;
/** A conversation with more different words than a novel has is found by the first of them. */
const MAX_TERMS = 3_000;
const MAX_QUERY_WORDS = 8;

const WORDS = /[\p{L}\p{N}\p{Mn}]+/gu;
/** Scripts without spaces between words: found by pairs of signs. */
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]+/gu;

function pairsOf(signs: string): string[] {
  const all = [...signs];
  return all.length < 2 ? all : all.slice(1).map((sign, i) => `${all[i]}${sign}`);
}

/** Words in lower case, in order. */
function* wordsOf(text: string): Generator<string> {
  for (const [word] of text.normalize('NFKC').toLowerCase().matchAll(WORDS)) {
    const spaced = word.replaceAll(UNSPACED, ' ');
    if (spaced !== word) for (const [signs] of word.matchAll(UNSPACED)) yield* pairsOf(signs);
    for (const part of spaced.split(' ')) if (part !== '') yield part.slice(0, MAX_TERM_LENGTH);
  }
}

/**
 * What texts can be found by: the stem of each different word in its language, without marks on letters; of scripts without spaces pairs of signs. In order
 * of first occurrence, at most 3,000. Cost: the length of the texts.
 *
 * @example
 * searchTerms([{ text: 'Invoices were paid twice', language: 'en' }]); // ['invoic', 'were', 'paid', 'twice']
 */
export function searchTerms(texts: readonly WrittenText[]): string[] {
  const terms = new Set<string>();
  for (const { text, language } of texts)
    for (const word of wordsOf(text)) {
      if (terms.size >= MAX_TERMS) return [...terms];
      terms.add(stemOf(word, language));
    }
  return [...terms];
}

/**
 * The words of a query, each with every term it may have become: whoever searches does not say in which language it was written. A text fits when it
 * has a term of each word. The longest word comes first: it is likely the rarest. At most 8 words; empty where the query has none.
 *
 * @example
 * queryWords('paid invoices'); // [['invoices', 'invoic', …], ['paid', …]]
 */
export function queryWords(query: string): string[][] {
  const words = [...new Set(wordsOf(query))].slice(0, MAX_QUERY_WORDS);
  return words.sort((a, b) => b.length - a.length).map(stemsOf);
}
