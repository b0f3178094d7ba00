/** Scripts of letters; what a text is written in narrows its language, and often settles it. */
export const SCRIPTS = [
  'none',
  'Latin',
  'Cyrillic',
  'Greek',
  'Armenian',
  'Hebrew',
  'Arabic',
  'Thaana',
  'Devanagari',
  'Bengali',
  'Gurmukhi',
  'Gujarati',
  'Oriya',
  'Tamil',
  'Telugu',
  'Kannada',
  'Malayalam',
  'Sinhala',
  'Thai',
  'Lao',
  'Tibetan',
  'Myanmar',
  'Georgian',
  'Ethiopic',
  'Khmer',
  'Hangul',
  'Kana',
  'Han',
  'other',
] as const;

export type Script = (typeof SCRIPTS)[number];

const indexOf = (script: Script): number => SCRIPTS.indexOf(script);

/** Number of a script, for typed arrays. */
export const SCRIPT = Object.fromEntries(SCRIPTS.map((script, index) => [script, index])) as Readonly<
  Record<Script, number>
>;

/** The language of a script that only one widely written language uses (ISO 639-1). */
export const LANGUAGE_OF_SCRIPT: Partial<Record<Script, string>> = {
  ...{ Greek: 'el', Armenian: 'hy', Hebrew: 'he', Thaana: 'dv', Bengali: 'bn', Gurmukhi: 'pa' },
  ...{ Gujarati: 'gu', Oriya: 'or', Tamil: 'ta', Telugu: 'te', Kannada: 'kn', Malayalam: 'ml' },
  ...{ Sinhala: 'si', Thai: 'th', Lao: 'lo', Tibetan: 'bo', Myanmar: 'my', Georgian: 'ka' },
  ...{ Ethiopic: 'am', Khmer: 'km', Hangul: 'ko', Kana: 'ja', Han: 'zh' },
};

const BLOCKS: readonly (readonly [first: number, last: number, script: Script])[] = [
  [0x41, 0x24f, 'Latin'],
  [0x250, 0x36f, 'other'],
  [0x370, 0x3ff, 'Greek'],
  [0x400, 0x52f, 'Cyrillic'],
  [0x531, 0x58f, 'Armenian'],
  [0x591, 0x5f4, 'Hebrew'],
  [0x600, 0x77f, 'Arabic'],
  [0x780, 0x7bf, 'Thaana'],
  [0x8a0, 0x8ff, 'Arabic'],
  [0x900, 0x97f, 'Devanagari'],
  [0x980, 0x9ff, 'Bengali'],
  [0xa00, 0xa7f, 'Gurmukhi'],
  [0xa80, 0xaff, 'Gujarati'],
  [0xb00, 0xb7f, 'Oriya'],
  [0xb80, 0xbff, 'Tamil'],
  [0xc00, 0xc7f, 'Telugu'],
  [0xc80, 0xcff, 'Kannada'],
  [0xd00, 0xd7f, 'Malayalam'],
  [0xd80, 0xdff, 'Sinhala'],
  [0xe00, 0xe7f, 'Thai'],
  [0xe80, 0xeff, 'Lao'],
  [0xf00, 0xfff, 'Tibetan'],
  [0x1000, 0x109f, 'Myanmar'],
  [0x10a0, 0x10ff, 'Georgian'],
  [0x1100, 0x11ff, 'Hangul'],
  [0x1200, 0x139f, 'Ethiopic'],
  [0x1780, 0x17ff, 'Khmer'],
  [0x1c80, 0x1c8f, 'Cyrillic'],
  [0x1c90, 0x1cbf, 'Georgian'],
  [0x1e00, 0x1eff, 'Latin'],
  [0x1f00, 0x1fff, 'Greek'],
  [0x2c60, 0x2c7f, 'Latin'],
  [0x2de0, 0x2dff, 'Cyrillic'],
  [0x3005, 0x3007, 'Han'],
  [0x3041, 0x30ff, 'Kana'],
  [0x31f0, 0x31ff, 'Kana'],
  [0x3400, 0x9fff, 'Han'],
  [0xa640, 0xa69f, 'Cyrillic'],
  [0xac00, 0xd7ff, 'Hangul'],
  [0xf900, 0xfaff, 'Han'],
  [0xfb50, 0xfdff, 'Arabic'],
  [0xfe70, 0xfefc, 'Arabic'],
  [0xff21, 0xff5a, 'Latin'],
  [0xff66, 0xff9f, 'Kana'],
];

let table: Uint8Array | undefined;

/** For each UTF-16 unit the number of its letter's script, 0 where it is no letter. Made once, in a few milliseconds. */
export function scriptsOfUnits(): Uint8Array {
  if (table !== undefined) return table;
  const found = new Uint8Array(0x10000);
  const letter = /\p{L}/u;
  for (let unit = 0x41; unit < 0x10000; unit++) {
    if ((unit < 0xd800 || unit > 0xdfff) && letter.test(String.fromCharCode(unit))) {
      found[unit] = indexOf('other');
    }
  }
  for (const [first, last, script] of BLOCKS) {
    for (let unit = first; unit <= last; unit++) if (found[unit] !== 0) found[unit] = indexOf(script);
  }
  table = found;
  return found;
}
