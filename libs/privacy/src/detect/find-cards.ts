import { isLuhn } from './checksums.ts';
import { findMatches } from './find-matches.ts';
import type { Finder } from './personal-span.ts';

const CANDIDATE = /(?<![\d])(?<!\d[ -])\d(?:[ \u00a0-]?\d){12,18}(?![ -]?\d)/g;
/** First digits that networks were given, ISO/IEC 7812: Visa, Mastercard, American Express, Diners, JCB, Discover, UnionPay, Maestro. */
const NETWORK = /^(?:4|5[0-8]|2[2-7]|3[04-9]|6)/;

/** Numbers of payment cards: 13 to 19 digits, of a network, with a right check digit. */
export const findCards: Finder = (text) =>
  findMatches('card', CANDIDATE, text, ([found]) => {
    const digits = found.replace(/\D/g, '');
    const isCard = NETWORK.test(digits) && !/^(\d)\1+$/.test(digits) && isLuhn(digits);
    return isCard ? { canonical: digits } : null;
  });
