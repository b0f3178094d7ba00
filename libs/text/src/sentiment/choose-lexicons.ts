import type { Token } from '../tokens/token.ts';
import { compileLexicon, type Lexicon } from './lexicon.ts';
import { DE } from './lexicons/de.ts';
import { EN } from './lexicons/en.ts';
import { ES } from './lexicons/es.ts';
import { FR } from './lexicons/fr.ts';
import { IT } from './lexicons/it.ts';
import { JA } from './lexicons/ja.ts';
import { NL } from './lexicons/nl.ts';
import { PL } from './lexicons/pl.ts';
import { PT } from './lexicons/pt.ts';

export const LEXICONS: readonly Lexicon[] = [EN, DE, FR, ES, IT, PT, NL, PL].map(compileLexicon);
export const JAPANESE = compileLexicon(JA);
const BY_LANGUAGE = new Map([...LEXICONS, JAPANESE].map((lexicon) => [lexicon.language, lexicon]));

/** For each frequent word a bit per lexicon it is a mark of. */
const MARKS = new Map<string, number>();
LEXICONS.forEach((lexicon, index) => {
  for (const mark of lexicon.marks) MARKS.set(mark, (MARKS.get(mark) ?? 0) | (1 << index));
});

const KANA = /[\u3040-\u30ff]/;

function countMarks(tokens: readonly Token[]): Int32Array {
  const counts = new Int32Array(LEXICONS.length);
  for (const token of tokens) {
    const bits = MARKS.get(token.norm);
    if (bits === undefined) continue;
    for (let index = 0; index < counts.length; index++) counts[index]! += (bits >> index) & 1;
  }
  return counts;
}

/**
 * The lexicons to read a text with: the one of its language when that is known and supported, otherwise those whose
 * frequent words occur most; all of them when nothing speaks for one. A known but unsupported language gets none.
 */
export function chooseLexicons(tokens: readonly Token[], language?: string): readonly Lexicon[] {
  const known = language === undefined || language === 'und' ? undefined : language.slice(0, 2).toLowerCase();
  if (known !== undefined) {
    const lexicon = BY_LANGUAGE.get(known);
    return lexicon === undefined ? [] : [lexicon];
  }
  if (tokens.some((token) => KANA.test(token.text))) return [JAPANESE];
  const counts = countMarks(tokens);
  const most = Math.max(...counts);
  if (most === 0) return LEXICONS;
  return LEXICONS.filter((_, index) => counts[index] === most);
}
