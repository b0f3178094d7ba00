import {
  isDutchBsn,
  isFrenchSocialNumber,
  isGermanTaxId,
  isItalianTaxCode,
  isJapaneseMyNumber,
  isLuhn,
  isMod97,
  isPolishPesel,
  isPortugueseNif,
  isSpanishId,
} from '../detect/checksums.ts';

/** Numbers in [0, 1). */
export type Random = () => number;

export const pick = <T>(random: Random, items: readonly T[]): T =>
  items[Math.floor(random() * items.length)] as T;
const digits = (random: Random, n: number): string =>
  Array.from({ length: n }, () => Math.floor(random() * 10)).join('');
const between = (random: Random, from: number, to: number): number =>
  from + Math.floor(random() * (to - from + 1));

/** Numbers are drawn until one has a right check digit: the checks are tried against known numbers in their own tests. */
function drawUntil(isValid: (text: string) => boolean, draw: () => string): string {
  for (;;) {
    const drawn = draw();
    if (isValid(drawn)) return drawn;
  }
}

export const cardOf = (random: Random): string => {
  const number = drawUntil(
    isLuhn,
    () => pick(random, ['4', '51', '55', '2223']).padEnd(4, digits(random, 4)) + digits(random, 12),
  );
  return random() < 0.5 ? number : number.replace(/(\d{4})(?=\d)/g, '$1 ');
};

const IBAN_BODIES: Readonly<Record<string, number>> = {
  DE: 18,
  NL: 0,
  FR: 23,
  ES: 20,
  IT: 0,
  PL: 24,
  PT: 21,
  GB: 0,
};

export function ibanOf(random: Random): string {
  const country = pick(random, Object.keys(IBAN_BODIES));
  const body =
    country === 'NL'
      ? `ABNA${digits(random, 10)}`
      : country === 'GB'
        ? `NWBK${digits(random, 14)}`
        : country === 'IT'
          ? `X${digits(random, 22)}`
          : digits(random, IBAN_BODIES[country] ?? 18);
  const check =
    Array.from({ length: 97 }, (_, n) => String(n + 2).padStart(2, '0')).find((two) =>
      isMod97(`${body}${country}${two}`),
    ) ?? '00';
  const compact = country + check + body;
  return random() < 0.5 ? compact : compact.replace(/(.{4})(?=.)/g, '$1 ');
}

const ITALIAN_MONTHS = 'ABCDEHLMPRST';
const letters = (random: Random, n: number): string =>
  Array.from({ length: n }, () => String.fromCharCode(65 + Math.floor(random() * 26))).join('');

/** National ids with their check digits, and the word they are called by, by language. */
export const NATIONAL_IDS: Readonly<Record<string, { called: string; of: (random: Random) => string }>> = {
  de: { called: 'Steuer-ID', of: (random) => drawUntil(isGermanTaxId, () => digits(random, 11)) },
  fr: {
    called: 'numéro de sécurité sociale',
    of: (random) => {
      const body = `${pick(random, ['1', '2'])}${digits(random, 2)}${String(between(random, 1, 12)).padStart(2, '0')}${between(random, 10, 95)}${digits(random, 6)}`;
      return drawUntil(isFrenchSocialNumber, () => body + digits(random, 2));
    },
  },
  es: { called: 'DNI', of: (random) => drawUntil(isSpanishId, () => digits(random, 8) + letters(random, 1)) },
  it: {
    called: 'codice fiscale',
    of: (random) =>
      drawUntil(
        isItalianTaxCode,
        () =>
          `${letters(random, 6)}${digits(random, 2)}${pick(random, [...ITALIAN_MONTHS])}${between(random, 10, 31)}${letters(random, 1)}${digits(random, 3)}${letters(random, 1)}`,
      ),
  },
  nl: { called: 'BSN', of: (random) => drawUntil(isDutchBsn, () => digits(random, 9)) },
  pl: {
    called: 'PESEL',
    of: (random) =>
      drawUntil(
        isPolishPesel,
        () =>
          `${digits(random, 2)}${String(between(random, 1, 12)).padStart(2, '0')}${between(random, 10, 28)}${digits(random, 5)}`,
      ),
  },
  pt: {
    called: 'NIF',
    of: (random) => drawUntil(isPortugueseNif, () => pick(random, ['1', '2']) + digits(random, 8)),
  },
  ja: { called: 'マイナンバー', of: (random) => drawUntil(isJapaneseMyNumber, () => digits(random, 12)) },
  en: {
    called: 'social security number',
    of: (random) => `${between(random, 100, 665)}-${between(random, 10, 99)}-${between(random, 1000, 9999)}`,
  },
};

export const ipOf = (random: Random): string =>
  random() < 0.8
    ? [
        between(random, 1, 223),
        between(random, 0, 255),
        between(random, 0, 255),
        between(random, 1, 254),
      ].join('.')
    : `2001:db8:${between(random, 1, 9999).toString(16)}::${between(random, 1, 9999).toString(16)}`;

const PHONES: Readonly<Record<string, readonly string[]>> = {
  en: ['+1 415 555 2###', '(212) 555-0###', '+44 20 7946 0###', '020 7946 0###'],
  de: ['+49 30 9018####', '030 9018####', '0171 45#####', '+49 171 45#####'],
  fr: ['+33 1 42 68 53 ##', '06 12 34 5# ##', '01 42 68 5# ##'],
  es: ['+34 612 34 5# ##', '91 234 5# ##', '612 345 ###'],
  it: ['+39 06 698 2####', '333 123 4###', '06 698 2####'],
  nl: ['+31 20 794 0###', '06-1234####', '020-794 0###'],
  pl: ['+48 22 695 4# ##', '512 345 ###', '22 695 4# ##'],
  pt: ['+351 912 345 ###', '21 346 3###', '912 345 ###'],
  ja: ['+81 3-1234-5###', '03-1234-5###', '090-1234-5###'],
};

export const phoneOf = (random: Random, language: string): string =>
  pick(random, PHONES[language] ?? ['+49 30 9018####']).replace(/#/g, () =>
    String(Math.floor(random() * 10)),
  );
