import {
  BACKOFF,
  extendHash,
  FLOOR,
  HASH_START,
  type LanguageTables,
  LONGEST,
  STEPS,
  ZERO,
} from './language-tables.ts';

/** A run of letters of one script in a text: UTF-16 offsets into its lower-case form. */
export interface LetterRun {
  readonly start: number;
  readonly end: number;
}

/** Log likelihoods, one a language, in steps of the tables; only differences between languages mean something. */
export interface LanguageScores {
  readonly sums: Int32Array;
  nLetters: number;
  /** N-grams that some language knows. */
  nKnown: number;
}

export function createScores(tables: LanguageTables): LanguageScores {
  return { sums: new Int32Array(tables.languages.length), nLetters: 0, nKnown: 0 };
}

/**
 * Adds a run of letters: each letter's likelihood after the up to four letters before it in the word, by the longest
 * n-gram that a language knows, each missing letter of context costing a constant ("stupid backoff", Brants et al. 2007).
 * Cost: O(letters), five look-ups a letter at most.
 */
export function addRun(tables: LanguageTables, scores: LanguageScores, text: string, run: LetterRun): void {
  const { slots, owners, values } = tables;
  const mask = (slots.length >>> 1) - 1;
  const { sums } = scores;
  for (let at = run.start; at < run.end; at++) {
    let hash = HASH_START;
    const first = Math.max(run.start, at - LONGEST + 1);
    for (let back = at; back >= first; back--) {
      hash = extendHash(hash, text.charCodeAt(back));
      let slot = hash & mask;
      while (slots[2 * slot] !== hash && slots[2 * slot + 1] !== 0) slot = (slot + 1) & mask;
      const place = slots[2 * slot + 1]!;
      if (place === 0) break;
      const from = place >>> 7;
      const to = from + (place & 127);
      for (let posting = from; posting < to; posting++) sums[owners[posting]!]! += values[posting]! - ZERO;
      scores.nKnown++;
    }
  }
  scores.nLetters += run.end - run.start;
}

/** Mean log likelihood of a letter, in nats, in a language whose sum is given: about -2 in the right one, below -3 in none. */
export function meanLogLikelihood(sum: number, nLetters: number, nKnown: number): number {
  return sum / STEPS / nLetters + FLOOR - (BACKOFF * (nKnown - nLetters)) / nLetters;
}
