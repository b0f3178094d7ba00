import { describe, expect, it } from '@jest/globals';
import { de } from './catalogues/de.ts';
import { es } from './catalogues/es.ts';
import { fr } from './catalogues/fr.ts';
import { en } from './catalogues/en.ts';
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

const blanksOf = (text: string): string[] => [...new Set(text.match(/\{\{\w+\}\}/g))].sort();

describe.each(Object.entries({ de, es, fr }))('the catalogue %s', (_language, catalogue) => {
  const english = new Map(textsOf(en));
  const own = textsOf(catalogue);

  it('has the keys of the English one, and a text for each', () => {
    expect(own.map(([key]) => key).sort()).toEqual([...english.keys()].sort());
    expect(own.filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('fills in what the English one does', () => {
    const wrong = own.filter(
      ([key, text]) => blanksOf(text).join() !== blanksOf(english.get(key) ?? '').join(),
    );
    expect(wrong).toEqual([]);
  });
});

it('disguises texts, and keeps what is filled in', () =>
  expect(disguise('Of {{count}}')).toMatch(/^⟦Öƒ \{\{count\}\}·+⟧$/));

it('has every plural form of a language, those not written as the general one', () => {
  const texts = { a: { n_one: 'un', n_other: 'des' }, b: 'x' };
  expect(withPlurals(texts, 'fr')).toEqual({ a: { n_one: 'un', n_other: 'des', n_many: 'des' }, b: 'x' });
  expect(withPlurals(texts, 'en')).toEqual(texts);
});
