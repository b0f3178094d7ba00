/** Check digits of numbers that people are known by. All take digits (or letters) without separators and answer false for any other form. */

const digitsOf = (text: string): number[] => Array.from(text, Number);

const weighted = (digits: readonly number[], weights: readonly number[]): number =>
  weights.reduce((sum, weight, at) => sum + weight * (digits[at] ?? 0), 0);

/** Luhn, ISO/IEC 7812-1 annex B: cards. */
export function isLuhn(number: string): boolean {
  if (!/^\d+$/.test(number)) return false;
  const sum = digitsOf(number)
    .reverse()
    .reduce((total, digit, at) => {
      const doubled = at % 2 === 1 ? digit * 2 : digit;
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
  return sum % 10 === 0;
}

/** ISO 7064 mod 97-10 over letters and digits, letters counting from A = 10: IBAN, with its first four characters moved to the end. */
export function isMod97(text: string): boolean {
  let rest = 0;
  for (const sign of text.toUpperCase()) {
    const value = Number.parseInt(sign, 36);
    if (Number.isNaN(value)) return false;
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** German tax id: 11 digits, one of the first ten stands there two or three times, ISO 7064 mod 11,10. */
export function isGermanTaxId(id: string): boolean {
  if (!/^[1-9]\d{10}$/.test(id)) return false;
  const digits = digitsOf(id);
  const counts = Array.from(
    { length: 10 },
    (_, digit) => digits.slice(0, 10).filter((d) => d === digit).length,
  );
  const repeated = counts.filter((count) => count > 1);
  if (repeated.length !== 1 || (repeated[0] ?? 0) > 3) return false;
  const product = digits.slice(0, 10).reduce((before, digit) => {
    const sum = (digit + before) % 10 || 10;
    return (sum * 2) % 11;
  }, 10);
  return (11 - product) % 10 === digits[10];
}

/** French social security number: 13 places (2A and 2B for Corsica) and a key of two, 97 less the number mod 97. */
export function isFrenchSocialNumber(id: string): boolean {
  const parts = /^([1-478]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d{2}|2[AB])\d{6})(\d{2})$/i.exec(id);
  if (parts === null) return false;
  const body = (parts[1] ?? '').toUpperCase().replace('2A', '19').replace('2B', '18');
  return 97 - Number(BigInt(body) % 97n) === Number(parts[2]);
}

const SPANISH_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';

/** Spanish DNI and NIE: eight digits (X, Y, Z for the first of a foreigner) and the letter of their rest by 23. */
export function isSpanishId(id: string): boolean {
  const parts = /^([XYZ]?)(\d{7,8})([A-Z])$/i.exec(id);
  if (parts === null || id.length !== 9) return false;
  const [, foreign = '', digits = '', letter = ''] = parts;
  const first = foreign === '' ? '' : String('XYZ'.indexOf(foreign.toUpperCase()));
  return SPANISH_LETTERS[Number(first + digits) % 23] === letter.toUpperCase();
}

const ITALIAN_ODD = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

/** Italian codice fiscale: 15 characters and a letter; digits may be written as letters where two people would have the same. */
export function isItalianTaxCode(id: string): boolean {
  const code = id.toUpperCase();
  const form = /^[A-Z]{6}[\dLMNP-V]{2}[ABCDEHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]$/;
  if (!form.test(code)) return false;
  const valueOf = (sign: string): number => (/\d/.test(sign) ? Number(sign) : sign.charCodeAt(0) - 65);
  const sum = Array.from(code.slice(0, 15)).reduce(
    (total, sign, at) => total + (at % 2 === 0 ? (ITALIAN_ODD[valueOf(sign)] ?? 0) : valueOf(sign)),
    0,
  );
  return String.fromCharCode(65 + (sum % 26)) === code[15];
}

/** Dutch BSN: nine digits, weighted 9 to 2 and -1, a multiple of 11. */
export function isDutchBsn(id: string): boolean {
  if (!/^\d{9}$/.test(id) || /^0+$/.test(id)) return false;
  return weighted(digitsOf(id), [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0;
}

/** Polish PESEL: a date of birth with the century in its month, four digits, a check digit. */
export function isPolishPesel(id: string): boolean {
  if (!/^\d{11}$/.test(id)) return false;
  const [month, day] = [Number(id.slice(2, 4)) % 20, Number(id.slice(4, 6))];
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  const digits = digitsOf(id);
  return (10 - (weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10 === digits[10];
}

/** Portuguese NIF: nine digits, weighted 9 to 2, mod 11. */
export function isPortugueseNif(id: string): boolean {
  if (!/^[1-35-9]\d{8}$/.test(id)) return false;
  const digits = digitsOf(id);
  const rest = weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
  return (rest < 2 ? 0 : 11 - rest) === digits[8];
}

/** Japanese individual number: eleven digits and a check digit of weights 2 to 7 from the right. */
export function isJapaneseMyNumber(id: string): boolean {
  if (!/^\d{12}$/.test(id)) return false;
  const digits = digitsOf(id);
  const rest = weighted(digits, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
  return (rest <= 1 ? 0 : 11 - rest) === digits[11];
}

/** United States social security number: no check digit, but areas, groups and serials that were never given. */
export const isAmericanSsn = (id: string): boolean => /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(id);
