import type { Phrases } from '../scenario.ts';
import { DE } from './de.ts';
import { EN } from './en.ts';
import { ES } from './es.ts';
import { FR } from './fr.ts';
import { IT } from './it.ts';
import { JA } from './ja.ts';
import { NL } from './nl.ts';
import { PL } from './pl.ts';
import { PT } from './pt.ts';
import { SV } from './sv.ts';

const ALL: ReadonlyMap<string, Phrases> = new Map(
  [EN, DE, FR, ES, IT, PT, NL, PL, JA, SV].map((phrases) => [phrases.language, phrases]),
);

/** Every language that people of the corpus speak. */
export const LANGUAGES: readonly string[] = [...ALL.keys()];

/** The phrases of a language. Throws RangeError for one that nobody speaks. */
export function phrasesOf(language: string): Phrases {
  const phrases = ALL.get(language);
  if (phrases === undefined) throw new RangeError(`no phrases in language "${language}"`);
  return phrases;
}
