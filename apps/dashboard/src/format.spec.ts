import { afterEach, describe, expect, it } from '@jest/globals';
import * as format from './format.ts';

afterEach(() => format.setFormatLocale('en'));

describe('how the page writes', () => {
  it('shares, scores and what is not known', () => {
    expect(format.formatPercent(0.126)).toBe('13%');
    expect(format.formatPercent(0.0126, 1)).toBe('1.3%');
    expect(format.formatSigned(0.1)).toBe('+0.10');
    expect(format.formatSigned(0)).toBe('0.00');
    expect(format.formatScore(null)).toBe('–');
    expect(format.formatPercent(undefined)).toBe('–');
    expect(format.formatSeconds(null)).toBe('–');
  });

  it.each([
    [3.25, '3.3 sec'],
    [59, '59 sec'],
    [90, '2 min'],
    [5400, '1.5 hr'],
    [200_000, '2 days'],
  ])('%d seconds as %s', (seconds, text) => expect(format.formatSeconds(seconds)).toBe(text));

  it.each([
    [0, '0 byte'],
    [1_500, '1.5 kB'],
    [250_000_000, '250 MB'],
  ])('%d bytes as %s', (bytes, text) => expect(format.formatBytes(bytes)).toBe(text));

  it('ages, by the largest unit that fits', () => {
    expect(format.formatAge(0, 120_000)).toBe('2 minutes ago');
    expect(format.formatAge(0, 86_400_000)).toBe('yesterday');
    expect(format.formatAge(1_000, 0)).toBe('in 1 second');
  });

  it('days in UTC, one alone where both ends are the same', () => {
    expect(format.formatDay('2025-03-12')).toBe('Mar 12, 2025');
    expect(format.formatDays('2025-03-12', '2025-03-12')).toBe('Mar 12, 2025');
  });

  it('as the language does that was chosen', () => {
    format.setFormatLocale('de');
    expect(format.formatNumber(1234.5)).toBe('1.234,5');
    expect(format.nameLanguage('es')).toBe('Spanisch');
  });

  it('names of languages; a code that is none stays', () => {
    expect(format.nameLanguage('de')).toBe('German');
    expect(format.nameLanguage('!')).toBe('!');
    expect(format.toWords('billing_and-payments')).toBe('Billing and payments');
  });
});
