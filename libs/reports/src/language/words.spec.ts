import { describe, expect, it } from '@jest/globals';
import { de } from './de.ts';
import { en, type Catalogue } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { pt } from './pt.ts';
import { REPORT_LANGUAGES } from './languages.ts';
import { wordsOf } from './words.ts';

const CATALOGUES: Readonly<Record<string, Catalogue>> = { de, es, fr, pt };

const valuesOf = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))].sort();

describe('the words of a report', () => {
  it.each(Object.entries(CATALOGUES))(
    'say in %s what they say in English, with the same values and forms',
    (_name, catalogue) => {
      for (const key of Object.keys(en) as (keyof typeof en)[]) {
        const [own, english] = [catalogue[key], en[key] as string];
        expect([key, valuesOf(own)]).toEqual([key, valuesOf(english)]);
        expect([key, own.split('|').length]).toEqual([key, english.split('|').length]);
        expect([key, own.trim() === own || own.startsWith(', ')]).toEqual([key, true]);
      }
      const same = Object.keys(en).filter(
        (key) => catalogue[key as keyof typeof en] === en[key as keyof typeof en],
      );
      // Such as `Total`, `{name}` or `Conversations`, which are the same word in both.
      expect(same.length).toBeLessThan(25);
    },
  );

  it('write figures, dates and plurals as their language does', () => {
    const shown = REPORT_LANGUAGES.map((language) => {
      const { t, percent, signed, dayRange, languageName } = wordsOf(language);
      return [
        ...[t('n.conversations', { n: 1 }), t('n.conversations', { n: 12_345 }), percent(0.1234, 1)],
        ...[signed(-0.25), dayRange('2026-03-09', '2026-03-15').replaceAll('\u2009', ''), languageName('de')],
      ];
    });
    expect(shown[0]).toEqual([
      ...['1 conversation', '12,345 conversations', '12.3 %', '−0.25', '9–15 March 2026', 'German'],
    ]);
    expect(shown[1]).toEqual([
      ...['1 Gespräch', '12.345 Gespräche', '12,3 %', '−0,25', '9.–15. März 2026', 'Deutsch'],
    ]);
    expect(shown[3]?.[1]).toMatch(/^12.345 conversations$/);
    expect(wordsOf('fr').t('n.conversations', { n: 0 })).toBe('0 conversation');
  });

  it('take the labels of a template in place of values', () => {
    const { label, languageName } = wordsOf('de', { billing: 'Rechnungen', en: 'Englisch (UK)' });
    expect([label('billing'), label('account_access'), label('negative'), languageName('en')]).toEqual([
      ...['Rechnungen', 'Account access', 'Negativ', 'Englisch (UK)'],
    ]);
    expect(languageName('und')).toBe('Unbestimmt');
    expect(languageName('not a code!')).toBe('not a code!');
  });

  it('tell small amounts of money as they are', () => {
    expect(wordsOf('en').money(0.0042, 'EUR')).toMatch(/0\.0042/);
    expect(wordsOf('de').money(1234.5, 'EUR')).toMatch(/1\.234,50/);
  });
});
