import { describe, expect, it } from '@jest/globals';
import { YamlFaults } from '@convoscope/config';
import { REPORT_LANGUAGES } from '../language/languages.ts';
import { contrastWithWhite, readableOnDark } from './contrast.ts';
import { gallery } from './gallery.ts';
import { filtersOf, parseTemplate, titleOf } from './parse-template.ts';
import { reportIdFor } from './template-order.ts';

const faultsOf = (text: string): readonly string[] => {
  try {
    parseTemplate(text);
  } catch (error) {
    if (error instanceof YamlFaults) return error.problems;
    throw error;
  }
  return [];
};

describe('a template', () => {
  it('is told all that is wrong with it, each with its line, what it is and how to mend it', () => {
    const problems = faultsOf(`name: My Report
title: Mine
sections: [summary, totalz]
filters:
  modl: aurora-2
branding:
  colour: "#ffee00"
language: it
prices: { currency: euro, models: { a: {} } }
colour: red
`);
    const expected = [
      /^line 1: name: write a name of small letters.*such as monday-support$/,
      /^line 3: sections\.1: write one of summary, totals, days/,
      /^line 5: modl: filters has no such setting; take it out/,
      /^line 7: branding\.colour: has a contrast of 1\.2 to 1 with white.*4\.5 to 1$/,
      /^line 8: language: write one of en, de, es, fr, pt$/,
      /^line 9: prices\.currency: write a currency as three capital letters/,
      /^line 9: prices\.models\.a: write at least one of conversation, message/,
      /^line 10: colour: the template has no such setting; take it out/,
    ];
    expect(problems).toHaveLength(expected.length);
    expected.forEach((pattern, i) => expect(problems[i]).toMatch(pattern));
  });

  it.each([
    ['', 'line 1: the template: write at least name, title and sections of a template'],
    ['just words', 'line 1: the template: write at least name, title and sections of a template'],
    ['name: a', 'line 1: title is missing: write a text, or one for each language: en, de, es, fr, pt'],
    ['name: a\ntitle: A\nsections: []', 'line 3: sections: name at least one of'],
    ['name: a\ntitle: A\nsections: [totals, totals]', 'line 3: sections: name each section once'],
    ['name: a\ntitle: A\nsections: [groups]', 'line 1: grouping is missing: the section groups compares'],
    [
      'name: a\ntitle: A\nsections: [totals]\ngrouping: model',
      'line 4: grouping: is shown in the section groups',
    ],
    ['name: a\ntitle: [', 'Flow sequence in block collection'],
    ['a: &a [*a, *a]', 'line 1:'],
  ])('that says %j is refused in words', (text, problem) => {
    expect(faultsOf(text).join('\n')).toContain(problem);
  });

  it('is refused where its aliases would grow without end', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefgh'.split('').map((c, i) => `${c}: &${c} [${`*${'abcdefg'[i]},`.repeat(9)}]`),
    ];
    expect(faultsOf(bomb.join('\n'))[0]).toMatch(/alias/i);
  });

  it('has a title in each language, or the one it has', () => {
    const both = parseTemplate('name: a\ntitle: { de: Woche, en: Week }\nsections: [totals]');
    expect(REPORT_LANGUAGES.map((language) => titleOf(both, language))).toEqual([
      'Week',
      'Woche',
      'Week',
      'Week',
      'Week',
    ]);
  });

  it('is narrowed by whoever asks for it, never widened, and says which filter it needs', () => {
    const own = parseTemplate(
      'name: a\ntitle: A\nsections: [totals]\nfilters: { model: [m-1, m-2] }\nneeds: [user]',
    );
    expect(filtersOf(own, { model: ['m-2', 'm-3'], user: ['u'] })).toEqual({ model: ['m-2'], user: ['u'] });
    expect(() => filtersOf(own, {})).toThrow('a is about one user: give filters with user');
  });

  it('has a report of its own for each filter and language', () => {
    const template = parseTemplate('name: a\ntitle: A\nsections: [totals]');
    const ids = [
      reportIdFor('weekly', '2026-03-12'),
      reportIdFor('weekly', '2026-03-12', { template, filters: {} }),
      reportIdFor('weekly', '2026-03-12', { template, filters: {}, language: 'en' }),
      reportIdFor('weekly', '2026-03-12', { template, filters: {}, language: 'de' }),
      reportIdFor('weekly', '2026-03-12', { template, filters: { model: ['m'] } }),
    ];
    expect(ids.slice(0, 3)).toEqual(['weekly-2026-03-09', 'weekly-2026-03-09.a', 'weekly-2026-03-09.a']);
    expect(new Set(ids).size).toBe(4);
  });
});

describe('the gallery', () => {
  it('has eight templates, with a title in every language', () => {
    expect(gallery.map(({ template }) => template.name)).toEqual([
      ...['executive-week', 'support', 'model-quality', 'cost', 'safety', 'language-coverage', 'incidents'],
      'customer-account',
    ]);
    for (const { template, yaml } of gallery) {
      expect(parseTemplate(yaml)).toEqual(template);
      expect(new Set(REPORT_LANGUAGES.map((language) => titleOf(template, language))).size).toBeGreaterThan(
        1,
      );
    }
  });
});

describe('the colour of a brand', () => {
  it('is told by its contrast, and made lighter where the ground is dark', () => {
    expect(contrastWithWhite('#000000')).toBeCloseTo(21, 5);
    expect(contrastWithWhite('#767676')).toBeCloseTo(4.54, 2);
    expect(readableOnDark('#ffffff')).toBe('#ffffff');
    expect(readableOnDark('#000080')).not.toBe('#000080');
  });
});
