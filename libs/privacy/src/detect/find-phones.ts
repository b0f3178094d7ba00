import parsePhoneNumber, { type CountryCode } from 'libphonenumber-js/max';
import { findMatches, hasContext } from './find-matches.ts';
import type { Finder } from './personal-span.ts';

const CANDIDATE =
  /(?<![\p{L}\p{N}_@#])(?<!\d[.,/:-])(?:\+|\(\+|00)?\(?\d(?:[ \u00a0()./-]{0,3}\d){5,16}(?![\p{L}\p{N}_@]|[.,:]\d)/gu;
/** A day or a moment, written in one of the usual ways. */
const DATE = /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?![-/.]?\d{3})/;
const COUNTRIES: readonly CountryCode[] = [
  'US',
  'GB',
  'DE',
  'AT',
  'CH',
  'FR',
  'BE',
  'ES',
  'IT',
  'NL',
  'PL',
  'PT',
  'BR',
  'JP',
  'MX',
];
/** Words for a telephone in the nine languages, with anything but a new sentence between them and the number. */
const PHONE_WORD =
  /(?:\b(?:tele?(?:phone|fon|foon|fono|fone)?|tél(?:éphone)?|teléfono|phone|mobile|cell(?:ulare?)?|mobil(?:nummer|e)?|handy(?:nummer)?|portable|móvil|telem[óo]vel|celular|kom[óo]rk\p{L}*|mobiel|(?:my|mein|meine|mon|mi|mio|mijn|mój|moj|meu) (?:number|nummer|numer|n[úu]mero|num[ée]ro)|call(?: me)?|ring|whatsapp|sms|text me|fax|rufen?|anrufen|appel\p{L}*|ll[áa]m\p{L}*|chiam\p{L}*|bel(?:len)?|zadzwo\p{L}*|lig(?:ue|ar)\p{L}*|contact)|電話|携帯|連絡先)[^.!?\n]*$/iu;
/** Of a number that is called something else. */
const OTHER_WORD =
  /(?:order|invoice|ticket|case|ref(?:erence)?|id|nr|no|bestell\p{L}*|rechnung\p{L}*|commande|facture|pedido|factura|ordine|fattura|bestelling|factuur|zam[óo]wieni\p{L}*|faktur\p{L}*|encomenda|fatura|注文番号|sku|isbn)[ .:#º°]{0,4}$/iu;
/** Looking numbers up costs: beyond so many in one text, what has the form of one is one. */
const MAX_LOOKUPS = 400;

/** How telephone numbers are written in their own country: a trunk 0 or an area in brackets, and separators; or in the American way. */
const isWrittenAsPhone = (text: string): boolean =>
  /^\(?0\d/.test(text) ? /[ ()./-]/.test(text) : /^\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}$/.test(text);

function lookUp(written: string, international: boolean): string | null {
  if (international) {
    const number = parsePhoneNumber(written.replace(/^\(?(?:\+|00)/, '+').replace(/\(0\)/, ''));
    return number?.isValid() === true ? number.number : null;
  }
  for (const country of COUNTRIES) {
    const number = parsePhoneNumber(written, country);
    if (number?.isValid() === true) return number.number;
  }
  return null;
}

/**
 * Telephone numbers. International ones by their form alone; national ones where they are written as telephone numbers are or a word says so, and
 * are valid in one of fifteen countries (libphonenumber).
 */
export const findPhones: Finder = (text) => {
  const known = new Map<string, string | null>();
  return findMatches('phone', CANDIDATE, text, (match) => {
    const written = match[0];
    const digits = written.replace(/\D/g, '');
    if (digits.length < 7 || digits.length > 16 || DATE.test(written)) return null;
    const international = /^\(?(?:\+|00)/.test(written);
    if (!international) {
      if (hasContext(text, match.index, OTHER_WORD)) return null;
      if (!isWrittenAsPhone(written) && !hasContext(text, match.index, PHONE_WORD)) return null;
    }
    if (known.size >= MAX_LOOKUPS && !known.has(written)) return { canonical: digits };
    const canonical = known.get(written) ?? lookUp(written, international);
    known.set(written, canonical);
    return canonical === null ? null : { canonical };
  });
};
