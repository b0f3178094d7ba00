/** ISO 639-1 to 639-3 codes of the languages Apertium has pairs for (its API speaks 639-3, and a few 639-1). */
const THREE_LETTER: Record<string, string> = {
  af: 'afr', an: 'arg', ast: 'ast', be: 'bel', bg: 'bul', br: 'bre', ca: 'cat', cy: 'cym', da: 'dan', en: 'eng',
  eo: 'epo', es: 'spa', eu: 'eus', fr: 'fra', gl: 'glg', hi: 'hin', hr: 'hrv', id: 'ind', is: 'isl', it: 'ita',
  mk: 'mkd', ms: 'zlm', nb: 'nob', nl: 'nld', nn: 'nno', no: 'nob', oc: 'oci', pl: 'pol', pt: 'por', ro: 'ron',
  ru: 'rus', sc: 'srd', sl: 'slv', sr: 'srp', sv: 'swe', szl: 'szl', uk: 'ukr', ur: 'urd',
}; // prettier-ignore

const TWO_LETTER = new Map(Object.entries(THREE_LETTER).map(([two, three]) => [three, two]));

export const toThreeLetterCode = (code: string): string => THREE_LETTER[code] ?? code;

export const toTwoLetterCode = (code: string): string => TWO_LETTER.get(code) ?? code;
