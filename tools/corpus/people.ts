import { between, pick, type Random } from './expand-template.ts';
import { pickWeighted } from './seeded-random.ts';

/** How a person writes, where and with what. */
export interface Person {
  readonly id: string;
  readonly language: string;
  readonly model: string;
  readonly writesLowerCase: boolean;
  readonly dropsFullStops: boolean;
  readonly typoRate: number;
  readonly emoji: string;
  /** Hours that their day is shifted against UTC. */
  readonly hourShift: number;
}

export const MODELS = ['aster-2-large', 'aster-2-mini', 'borealis-1', 'quill-7b', 'orchid-chat-3'] as const;
const MODEL_WEIGHTS = [34, 27, 18, 12, 9];
/** Share of people per language, in per cent. */
const LANGUAGE_SHARES: Readonly<Record<string, number>> = {
  ...{ en: 48, de: 13, fr: 9, es: 10, it: 5, pt: 5, nl: 3.5, pl: 3, ja: 2.5, sv: 1 },
};
const HOUR_SHIFT: Readonly<Record<string, number>> = { ja: -9, pt: 3, es: 1 };
const N_PEOPLE = 84;
/** Zipf's exponent of how often people come back. */
const ACTIVITY_EXPONENT = 0.8;

function createPerson(index: number, language: string, random: Random): Person {
  return {
    id: `user-${String(index + 1).padStart(3, '0')}`,
    language,
    model: MODELS[pickWeighted(MODEL_WEIGHTS, random)]!,
    writesLowerCase: random() < 0.22,
    dropsFullStops: random() < 0.35,
    typoRate: random() < 0.3 ? 0.25 : 0.03,
    emoji: random() < 0.15 ? pick(['🙂', '🙏', '😅', '👀'], random) : '',
    hourShift: HOUR_SHIFT[language] ?? (language === 'en' ? pick([0, 0, 5, 8, -10], random) : -1),
  };
}

/** Languages of the most active people: left to chance, one of a small language could outweigh it. */
const MOST_ACTIVE = 'en en de en es fr en de en it es pt en fr nl en de pl en ja en sv'.split(' ');

/** Every language has its people; the first in the list of all are the most active. */
export function createPeople(random: Random): readonly Person[] {
  const languages = Object.keys(LANGUAGE_SHARES);
  const shares = Object.values(LANGUAGE_SHARES);
  return Array.from({ length: N_PEOPLE }, (_, index) => {
    const language = MOST_ACTIVE[index] ?? languages[pickWeighted(shares, random)]!;
    return createPerson(index, language, random);
  });
}

/** How often each person writes: Zipf. */
export function activityOf(people: readonly Person[]): readonly number[] {
  return people.map((_, rank) => 1 / (rank + 1) ** ACTIVITY_EXPONENT);
}

function addTypo(text: string, random: Random): string {
  const words = text.split(' ');
  const at = between(0, words.length - 1, random);
  const word = words[at]!;
  if (!/^\p{Ll}{4,}$/u.test(word)) return text;
  const swap = between(1, word.length - 2, random);
  words[at] = word.slice(0, swap) + word[swap + 1]! + word[swap]! + word.slice(swap + 2);
  return words.join(' ');
}

/** The same words in a person's own manner: lower case, missing stops, a slip of the fingers, an emoji. */
export function writeAs(person: Person, text: string, random: Random): string {
  let result = text.replace(/ {2,}/g, ' ').trim();
  if (result.includes('```') || person.language === 'ja') return result;
  if (random() < person.typoRate) result = addTypo(result, random);
  if (person.writesLowerCase && result !== result.toUpperCase()) result = result.toLowerCase();
  if (person.dropsFullStops && result.endsWith('.')) result = result.slice(0, -1);
  if (person.emoji !== '' && random() < 0.2) result += ` ${person.emoji}`;
  return result;
}
