import { describe, expect, it } from '@jest/globals';
import {
  isFrenchSocialNumber,
  isGermanTaxId,
  isItalianTaxCode,
  isJapaneseMyNumber,
  isPolishPesel,
} from './checksums.ts';
import { createDetector } from './create-detector.ts';
import type { PersonalKind } from './personal-span.ts';

const find = createDetector();
const found = (text: string): string[] =>
  find(text).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);

describe('personal data is found', () => {
  it.each<[string, string[]]>([
    ['Write to <Anna.Müller+x@mail.example.co.uk>.', ['email: Anna.Müller+x@mail.example.co.uk']],
    ['Card 4111 1111 1111 1111, not 4111 1111 1111 1112', ['card: 4111 1111 1111 1111']],
    ['IBAN DE89 3704 0044 0532 0130 00 bitte', ['iban: DE89 3704 0044 0532 0130 00']],
    ['NL91ABNA0417164300, not NL92ABNA0417164300', ['iban: NL91ABNA0417164300']],
    ['from 192.168.1.20 and 2001:db8::1', ['ip: 192.168.1.20', 'ip: 2001:db8::1']],
    ['Telefon: 030 12345678 oder +49 30 901820', ['phone: 030 12345678', 'phone: +49 30 901820']],
    ['call (212) 555-0123 or 415-555-2671', ['phone: (212) 555-0123', 'phone: 415-555-2671']],
    ['My name is Anna Kowalska. I paid.', ['name: Anna Kowalska']],
    ['Herr von der Leyen-Schmidt und Frau Öztürk', ['name: Öztürk']],
    ['Viele Grüße\nJürgen Brandstätter', ['name: Jürgen Brandstätter']],
    [
      '田中太郎さんの住所は東京都千代田区丸の内1-1-1です',
      ['name: 田中太郎', 'address: 東京都千代田区丸の内1-1-1'],
    ],
    ['Hauptstraße 12, 10115 Berlin. Danke', ['address: Hauptstraße 12, 10115 Berlin']],
    ['12 rue de la Paix, 75002 Paris', ['address: 12 rue de la Paix, 75002 Paris']],
    ['10 Downing Street, London SW1A 2AA', ['address: 10 Downing Street, London SW1A 2AA']],
    ['Calle Mayor 15, 28013 Madrid', ['address: Calle Mayor 15, 28013 Madrid']],
    ['Via Garibaldi 12, 00153 Roma', ['address: Via Garibaldi 12, 00153 Roma']],
    ['Kerkstraat 12, 1017 GA Amsterdam', ['address: Kerkstraat 12, 1017 GA Amsterdam']],
    ['ul. Długa 12/4, 00-001 Warszawa', ['address: ul. Długa 12/4, 00-001 Warszawa']],
    ['Rua das Flores 12, 1200-001 Lisboa', ['address: Rua das Flores 12, 1200-001 Lisboa']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    'Order 12345678 of 2026-01-05 12:30:45 is version 1.2.3.4',
    'std::vector and a::b at 10:30',
    'Photoshop CS6 on Windows 11, chapter 12 Street art',
    'Invoice 4111111111111112 over 1,234,567.89',
    'foo@ @bar a@b mailto:',
    'the number 111222333 is no id without its name',
  ])('nothing personal in: %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each<[string, string]>([
    ['Steuer-ID 86095742719', '86095742719'],
    ['NIR 1 84 12 76 451 089 46', '1 84 12 76 451 089 46'],
    ['DNI 12345678Z', '12345678Z'],
    ['NIE X1234567L', 'X1234567L'],
    ['CF RSSMRA85T10A562S', 'RSSMRA85T10A562S'],
    ['BSN: 111222333', '111222333'],
    ['PESEL 44051401359', '44051401359'],
    ['NIF 123456789', '123456789'],
    ['マイナンバー 1234 5678 9018', '1234 5678 9018'],
    ['SSN 078-05-1120', '078-05-1120'],
  ])('the national id in: %s', (text, id) => {
    expect(found(text)).toEqual([`national-id: ${id}`]);
    // Another last sign: none of them is one any more, but for the number that has no check digit.
    if (id.startsWith('078')) return;
    const last = id.at(-1) ?? '';
    const other = /\d/.test(last) ? String((Number(last) + 1) % 10) : last === 'A' ? 'B' : 'A';
    expect(find(text.slice(0, -1) + other).filter(({ kind }) => kind === 'national-id')).toEqual([]);
  });

  it('checks what national ids must be', () => {
    expect(isGermanTaxId('12345678901')).toBe(false);
    expect(isGermanTaxId('65929970489')).toBe(true);
    expect(isFrenchSocialNumber('184127645108946')).toBe(true);
    expect(isFrenchSocialNumber('2840519A2B')).toBe(false);
    expect(isItalianTaxCode('MRTMTT91D08F205J')).toBe(true);
    expect(isPolishPesel('99999999999')).toBe(false);
    expect(isJapaneseMyNumber('123456789019')).toBe(false);
  });

  it('only looks for the kinds that are asked for, and for own expressions before them', () => {
    const kinds: PersonalKind[] = ['email'];
    const own = createDetector(kinds, [{ name: 'order', matches: 'ORD-[0-9]{4}' }]);
    expect(own('ORD-1234 of a@b.example at 10.0.0.1').map(({ kind }) => kind)).toEqual([
      'custom:order',
      'email',
    ]);
  });

  it('names the same thing the same way, however it is written', () => {
    const canonical = (text: string): string[] => find(text).map((span) => span.canonical);
    expect(canonical('DE89370400440532013000')).toEqual(canonical('de89 3704 0044 0532 0130 00'));
    expect(canonical('+49 30 901820')).toEqual(canonical('tel. 030 901820'));
    expect(canonical('A.B@C.example')).toEqual(canonical('a.b@c.example'));
  });
});

/** As many looks at each text as four times longer ones cost four times as much: not more. Measured in steps, not in time, by the bench. */
describe('what is made to be slow', () => {
  it.each([
    '1',
    '1 ',
    '1-',
    'a',
    '@',
    'a@',
    'A a ',
    '+1',
    '(',
    '::',
    'Mr. ',
    'Hi ',
    'my name is ',
    'Rua ',
    '東',
    'Anna ',
    '4111 ',
    'AB12 ',
    '\n',
  ])(
    '100,000 characters of %j end, and nothing overlaps',
    (unit) => {
      const spans = find(unit.repeat(100_000 / unit.length));
      expect(spans.every(({ start }, at) => at === 0 || start >= (spans[at - 1]?.end ?? 0))).toBe(true);
    },
    5_000,
  );
});
