import { stemmer as danish } from '@orama/stemmers/danish';
import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as finnish } from '@orama/stemmers/finnish';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as hungarian } from '@orama/stemmers/hungarian';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as norwegian } from '@orama/stemmers/norwegian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as romanian } from '@orama/stemmers/romanian';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stemmer as swedish } from '@orama/stemmers/swedish';
import { stemmer as turkish } from '@orama/stemmers/turkish';

type Stemmer = (word: string) => string;

/** Snowball, by ISO 639-1 code. */
const STEMMERS: ReadonlyMap<string, Stemmer> = new Map([
  ['da', danish],
  ['de', german],
  ['en', english],
  ['es', spanish],
  ['fi', finnish],
  ['fr', french],
  ['hu', hungarian],
  ['it', italian],
  ['nb', norwegian],
  ['nl', dutch],
  ['no', norwegian],
  ['pt', portuguese],
  ['ro', romanian],
  ['ru', russian],
  ['sv', swedish],
  ['tr', turkish],
]);

const MAX_REMEMBERED = 50_000;

/** Remembers the words it has seen: the same ones come again and again. Memory: 50,000 words a language. */
function remembering(stem: Stemmer): Stemmer {
  const known = new Map<string, string>();
  return (word) => {
    const found = known.get(word);
    if (found !== undefined) return found;
    if (known.size >= MAX_REMEMBERED) known.clear();
    const stemmed = fold(stem(word));
    known.set(word, stemmed);
    return stemmed;
  };
}

/** Without marks on letters: who searches for "cafe" means "café". */
const fold = (word: string): string => word.normalize('NFD').replaceAll(/\p{Mn}/gu, '');

const remembered: ReadonlyMap<string, Stemmer> = new Map(
  [...STEMMERS].map(([language, stem]) => [language, remembering(stem)]),
);
const plain = remembering((word) => word);

/** The stem of a lower-case word in a language; of a language without a stemmer the word itself. */
export const stemOf = (word: string, language: string): string => (remembered.get(language) ?? plain)(word);

/** Every stem that a word may have, in whichever language it was written. */
export const stemsOf = (word: string): string[] => [
  ...new Set([plain(word), ...[...remembered.values()].map((stem) => stem(word))]),
];
