import { isAmbiguousName, isGivenName, JAPANESE_SURNAMES } from '../names/given-names.ts';
import { GREETINGS, INTRODUCTIONS, NO_NAMES, TITLES } from '../names/name-words.ts';
import { findMatches } from './find-matches.ts';
import type { Finder, PersonalSpan } from './personal-span.ts';

/** A word as names are written: one capital first, or with a second behind a hyphen, an apostrophe or Mc. */
const WORD = String.raw`\p{Lu}(?:[\p{Ll}]{1,20}(?:['’-]?\p{Lu}[\p{Ll}]{1,20}){0,2}|['’]\p{Lu}[\p{Ll}]{1,20}|\.)`;
const PARTICLE = String.raw`(?:van der|van den|van de|von der|van|von|zu|de la|de los|de|da|do|dos|das|di|del|della|le|la|el|al|bin|y|e)`;
/** At most four words and the small ones between them, on one line. */
const NAME = String.raw`${WORD}(?:[ ](?:${PARTICLE}[ ])?${WORD}){0,3}`;
const FRONT = String.raw`(?<![\p{L}\p{N}])`;
const BACK = String.raw`(?![\p{L}\p{N}])`;

const TITLED = new RegExp(`${FRONT}(?:(?:${TITLES})[ ]){1,2}(${NAME})${BACK}`, 'gu');
const INTRODUCED = new RegExp(
  `${FRONT}(?:${anyCase(INTRODUCTIONS)})(?:[ ]?[:,=][ ]?|[ ]|,?[ ]?\\n{1,2}|,?[ ])(${NAME})${BACK}`,
  'gu',
);
const GREETED = new RegExp(
  `${FRONT}(?:${anyCase(GREETINGS)}),?[ ](${WORD})(?=[ ]?[,!.:;\\n]|$|[ ]\\p{Ll})`,
  'gu',
);
const PLAIN = new RegExp(`${FRONT}${NAME}${BACK}`, 'gu');

/** The first letter of a phrase in either case: all of it would make what follows lose its capital. */
function anyCase(alternatives: string): string {
  return alternatives
    .split('|')
    .map((phrase) => {
      const [first = '', rest] = [phrase[0], phrase.slice(1)];
      return first.toLowerCase() === first.toUpperCase()
        ? phrase
        : `[${first.toLowerCase()}${first.toUpperCase()}]${rest}`;
    })
    .join('|');
}

const canonicalOf = (name: string): string => name.toLowerCase().replace(/\s+/g, ' ');

const isWeak = (phrase: string): boolean =>
  /^(?:i['’ ]|this|here|it|ich bin|je suis|soy|sono|ik ben|jestem|sou|eu sou|name|customer|nom|nome|nombre|naam|client)/i.test(
    phrase,
  );

/** How many of a name's characters are one: without words at its end that are none. Null where its first word is none. */
function trimmed(name: string): string | null {
  const words = name.split(' ');
  const end = words.findIndex((word) => NO_NAMES.has(word));
  if (end === 0) return null;
  const kept = end < 0 ? words : words.slice(0, end);
  while (kept.length > 1 && !/^\p{Lu}/u.test(kept.at(-1) ?? '')) kept.pop();
  return kept.join(' ');
}

function namesBehind(
  text: string,
  expression: RegExp,
  isName: (name: string, phrase: string) => boolean,
): PersonalSpan[] {
  return findMatches('name', expression, text, (match) => {
    const offset = match[0].length - (match[1] ?? '').length;
    const name = trimmed(match[1] ?? '');
    if (name === null || !isName(name, match[0])) return null;
    return { offset, length: name.length, canonical: canonicalOf(name) };
  });
}

/** A given name that is known with what stands beside it as a surname: `Anna Kowalska`; not `Anna` alone. */
function isFullName(name: string): boolean {
  const words = name.split(' ');
  return words.length > 1 && isGivenName(words[0] ?? '');
}

/** Where in a run of capitalised words a name begins: `Yesterday Anna Kowalska`. */
function plainNames(text: string): PersonalSpan[] {
  return findMatches('name', PLAIN, text, ({ 0: found }) => {
    const words = found.split(' ');
    const first = words.findIndex((word) => isGivenName(word));
    if (first < 0) return null;
    const name = trimmed(words.slice(first).join(' '));
    if (name === null || !isFullName(name)) return null;
    const offset = words.slice(0, first).reduce((sum, word) => sum + word.length + 1, 0);
    return { offset, length: name.length, canonical: canonicalOf(name) };
  });
}

const SURNAME = `(?:${[...JAPANESE_SURNAMES].sort((a, b) => b.length - a.length).join('|')})`;
const GIVEN = String.raw`[\p{Script=Han}ぁ-んァ-ヶー]{1,4}`;
const JAPANESE = new RegExp(
  [
    String.raw`(${SURNAME}(?:[ \u3000]?${GIVEN}){0,1}?)(?=さん|様|さま|氏|くん|君|ちゃん|先生|と申します|といいます|と言います|です)`,
    String.raw`(?<=(?:名前は|氏名[:：は]|私は|担当の|担当者[:：は]))(${SURNAME}[ \u3000]?${GIVEN}?)`,
    String.raw`(${SURNAME}[ \u3000]${GIVEN})`,
  ].join('|'),
  'gu',
);

const japaneseNames: Finder = (text) =>
  /[\p{Script=Han}]/u.test(text)
    ? findMatches('name', JAPANESE, text, (match) => ({ canonical: match[0].replace(/[ \u3000]/g, '') }))
    : [];

/**
 * Names of people, by the words around them (titles, introductions, greetings, signatures in nine languages) and by frequent given names before a
 * surname. What is neither is not found: rules know no names, they know where names stand.
 */
export const findNames: Finder = (text) => [
  ...namesBehind(text, TITLED, () => true),
  ...namesBehind(
    text,
    INTRODUCED,
    (name, phrase) => !isWeak(phrase) || isGivenName(name.split(' ')[0] ?? '') || name.includes(' '),
  ),
  ...namesBehind(text, GREETED, (name) => isGivenName(name) || isAmbiguousName(name)),
  ...plainNames(text),
  ...japaneseNames(text),
];
