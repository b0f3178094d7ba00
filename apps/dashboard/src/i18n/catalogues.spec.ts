import { describe, expect, it } from '@jest/globals';
import { ar } from './catalogues/ar.ts';
import { de } from './catalogues/de.ts';
import { es } from './catalogues/es.ts';
import { fr } from './catalogues/fr.ts';
import { en } from './catalogues/en.ts';
import { ja } from './catalogues/ja.ts';
import { writeFilledIn } from './filled-in.ts';
import { chooseLanguage, directionOf } from './languages.ts';
import { withPlurals } from './plurals.ts';
import { disguise } from './pseudo.ts';

describe('the language of the page', () => {
  it('is the first wish that can be granted, also by the language alone', () => {
    expect(chooseLanguage([null, 'xx', 'de-AT', 'en'])).toBe('de');
    expect(chooseLanguage(['en-GB'])).toBe('en');
    expect(chooseLanguage([])).toBe('en');
    expect(directionOf('de')).toBe('ltr');
  });
});

/** Every text by its path. */
const textsOf = (texts: object, path = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]: [string, string | object]) =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : textsOf(value, `${path}${key}.`),
  );

const english = new Map(textsOf(en));

const blanksOf = (text: string): string[] => [...new Set(text.match(/\{\{\w+\}\}/g))].sort();

/** The keys that a language needs: those of the English catalogue, and of what is counted each form that the language has. */
function keysFor(language: string): string[] {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  return [...english.keys()]
    .filter((key) => !key.endsWith('_one'))
    .flatMap((key) => (key.endsWith('_other') ? forms.map((form) => key.replace(/other$/, form)) : [key]));
}

/** Where a form stands for one number alone, its word may say the number. */
const saysItself = (key: string): boolean => /_(?:zero|one|two)$/.test(key);

describe.each(Object.entries({ de, es, fr, ar, ja }))('the catalogue %s', (language, catalogue) => {
  const own = textsOf(withPlurals(catalogue, language));

  it('has the keys of the English one in every form of its own, and a text for each', () => {
    expect(own.map(([key]) => key).sort()).toEqual(keysFor(language).sort());
    expect(own.filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('fills in what the English one does', () => {
    const wrong = own.filter(([key, text]) => {
      const blanks = blanksOf(text);
      const general = blanksOf(english.get(key.replace(/_(?:zero|one|two|few|many)$/, '_other')) ?? '');
      return saysItself(key)
        ? blanks.some((blank) => !general.includes(blank))
        : blanks.join() !== general.join();
    });
    expect(wrong).toEqual([]);
  });
});

it('writes what is filled in as the language does, and keeps its direction where that differs', () => {
  expect(writeFilledIn(12_345, 'en')).toBe('12,345');
  expect(writeFilledIn('gpt-4', 'ja')).toBe('gpt-4');
  expect(writeFilledIn('gpt-4', 'ar')).toBe('\u2068gpt-4\u2069');
});

it('disguises texts, and keeps what is filled in', () =>
  expect(disguise('Of {{count}}')).toMatch(/^⟦Öƒ \{\{count\}\}·+⟧$/));

it('has every plural form of a language, those not written as the general one', () => {
  const texts = { a: { n_one: 'un', n_other: 'des' }, b: 'x' };
  expect(withPlurals(texts, 'fr')).toEqual({ a: { n_one: 'un', n_other: 'des', n_many: 'des' }, b: 'x' });
  expect(withPlurals(texts, 'en')).toEqual(texts);
});
