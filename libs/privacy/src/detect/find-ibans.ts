import { isMod97 } from './checksums.ts';
import { findMatches } from './find-matches.ts';
import type { Finder } from './personal-span.ts';

/** Lengths by country, SWIFT IBAN registry. */
const LENGTHS: ReadonlyMap<string, number> = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 ' +
    'GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 ' +
    'MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 ' +
    'UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

const CANDIDATE = /(?<![\p{L}\p{N}])[A-Za-z]{2}\d{2}(?:[ \u00a0-]?[A-Za-z0-9]){11,30}/gu;

/** How many characters of a text hold the first `n` letters and digits. */
function lengthOf(text: string, n: number): number {
  let seen = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (/[A-Za-z0-9]/.test(text[at] ?? '')) seen += 1;
    if (seen === n) return at + 1;
  }
  return -1;
}

/** IBAN of the length of their country and with a right check number, in groups or not, whatever follows them. */
export const findIbans: Finder = (text) =>
  findMatches('iban', CANDIDATE, text, ([found]) => {
    const wanted = LENGTHS.get(found.slice(0, 2).toUpperCase());
    if (wanted === undefined) return null;
    const length = lengthOf(found, wanted);
    if (length < 0) return null;
    const compact = found
      .slice(0, length)
      .replace(/[^A-Za-z0-9]/g, '')
      .toUpperCase();
    return isMod97(compact.slice(4) + compact.slice(0, 4)) ? { length, canonical: compact } : null;
  });
