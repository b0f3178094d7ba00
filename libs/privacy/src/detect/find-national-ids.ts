import {
  isAmericanSsn,
  isDutchBsn,
  isFrenchSocialNumber,
  isGermanTaxId,
  isItalianTaxCode,
  isJapaneseMyNumber,
  isPolishPesel,
  isPortugueseNif,
  isSpanishId,
} from './checksums.ts';
import { findMatches, hasContext } from './find-matches.ts';
import type { Finder } from './personal-span.ts';

interface NationalId {
  readonly country: string;
  readonly form: RegExp;
  readonly isValid: (compact: string) => boolean;
  /** Where the check is weak (one number in eleven passes), the number must be called what it is. */
  readonly context?: RegExp;
}

/** In front of what is only digits: no digit, and no digit before a separator. */
const FRONT = String.raw`(?<![\p{L}\p{N}])(?<!\d[-/.])`;
const BACK = String.raw`(?![\p{L}\p{N}])`;
const form = (body: string): RegExp => new RegExp(`${FRONT}(?:${body})${BACK}`, 'gu');

const IDS: readonly NationalId[] = [
  { country: 'DE', form: form(String.raw`\d{2} ?\d{3} ?\d{3} ?\d{3}`), isValid: isGermanTaxId },
  {
    country: 'FR',
    form: form(String.raw`[1-478] ?\d{2} ?\d{2} ?(?:\d{2}|2[ABab]) ?\d{3} ?\d{3} ?\d{2}`),
    isValid: isFrenchSocialNumber,
  },
  {
    country: 'ES',
    form: form(String.raw`(?:[XYZxyz][ -]?\d{7}|\d{8}|\d{2}\.\d{3}\.\d{3})[ -]?[A-Za-z]`),
    isValid: isSpanishId,
  },
  {
    country: 'IT',
    form: form(String.raw`[A-Za-z]{6} ?[A-Za-z\d]{2}[A-Za-z][A-Za-z\d]{2} ?[A-Za-z][A-Za-z\d]{3}[A-Za-z]`),
    isValid: isItalianTaxCode,
  },
  {
    country: 'NL',
    form: form(String.raw`\d{9}|\d{4}[ .]\d{2}[ .]\d{3}|\d{3}[ .]\d{3}[ .]\d{3}`),
    isValid: isDutchBsn,
    context: /\b(?:bsn|burgerservice|sofi)/i,
  },
  { country: 'PL', form: form(String.raw`\d{11}`), isValid: isPolishPesel },
  {
    country: 'PT',
    form: form(String.raw`\d{9}|\d{3}[ .]\d{3}[ .]\d{3}`),
    isValid: isPortugueseNif,
    context: /\b(?:nif|contribuinte|fiscal)/i,
  },
  {
    country: 'JP',
    form: form(String.raw`\d{4}[ -]\d{4}[ -]\d{4}|\d{12}`),
    isValid: isJapaneseMyNumber,
    context: /マイナンバー|個人番号|my ?number/i,
  },
  { country: 'US', form: form(String.raw`\d{3}[- ]\d{2}[- ]\d{4}`), isValid: isAmericanSsn },
  {
    country: 'GB',
    form: form(
      String.raw`(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]`,
    ),
    isValid: () => true,
  },
];

/**
 * National ids of Germany, France, Spain, Italy, the Netherlands, Poland, Portugal and Japan by their check digits, and of the United States and
 * Britain, which have none, by their form.
 */
export const findNationalIds: Finder = (text) =>
  /\d/.test(text)
    ? IDS.flatMap(({ country, form: expression, isValid, context }) =>
        findMatches('national-id', expression, text, (match) => {
          const compact = match[0].replace(/[ .-]/g, '').toUpperCase();
          if (!isValid(compact)) return null;
          if (context !== undefined && !hasContext(text, match.index, context)) return null;
          return { canonical: `${country}${compact}` };
        }),
      )
    : [];
