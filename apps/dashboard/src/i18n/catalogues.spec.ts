import { describe, expect, it } from '@jest/globals';
import { chooseLanguage } from './languages.ts';
import { disguise } from './pseudo.ts';

describe('the language of the page', () => {
  it('is the first wish that can be granted, also by the language alone', () => {
    expect(chooseLanguage([null, 'xx', 'en-GB'])).toBe('en');
    expect(chooseLanguage([])).toBe('en');
  });
});

it('disguises texts, and keeps what is filled in', () =>
  expect(disguise('Of {{count}}')).toMatch(/^⟦Öƒ \{\{count\}\}·+⟧$/));
