import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { woffToSfnt } from './woff-to-sfnt.ts';

const require = createRequire(import.meta.url);

/** A face: one file of a family, and the code points it is for. */
interface Face {
  name: string;
  /** The font's bytes, read when they are wanted first. */
  bytes: () => Buffer;
  ranges: readonly (readonly [number, number])[];
}

/** Families in the order in which they are asked: the first whose file is for a character has it. */
const FAMILIES = ['noto-sans', 'noto-sans-arabic', 'noto-sans-hebrew', 'noto-sans-sc', 'noto-sans-kr'];
/** Most of a family in one file; the rest is in a hundred slices. */
const WHOLE: Readonly<Record<string, string>> = {
  'noto-sans-sc': 'chinese-simplified',
  'noto-sans-kr': 'korean',
};

/** East Asian scripts: what is left to the families before it otherwise. */
const ALL_OF_IT = 'U+1100-11ff,U+2e80-a97f,U+ac00-d7ff,U+f900-faff,U+fe30-fe4f,U+ff00-ffef';

const parseRanges = (text: string): [number, number][] =>
  text.split(',').map((range) => {
    const [from = '0', to = from] = range.trim().replace(/^U\+/i, '').split('-');
    return [parseInt(from, 16), parseInt(to, 16)];
  });

const once = (make: () => Buffer): (() => Buffer) => {
  let made: Buffer | undefined;
  return () => (made ??= make());
};

function facesOf(family: string, weight: 400 | 700): Face[] {
  const folder = dirname(require.resolve(`@fontsource/${family}/package.json`));
  const subsets = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')) as Record<string, string>;
  const ofFile = (file: string, ranges: string): Face => {
    const name = `${family}-${file}-${weight}-normal`;
    return {
      name,
      bytes: once(() => woffToSfnt(readFileSync(join(folder, 'files', `${name}.woff`)))),
      ranges: parseRanges(ranges),
    };
  };
  const whole = WHOLE[family];
  const slices = Object.entries(subsets).map(([subset, ranges]) =>
    ofFile(subset.replaceAll(/[[\]]/g, ''), ranges),
  );
  return whole === undefined ? slices : [ofFile(whole, ALL_OF_IT), ...slices];
}

const facesByWeight = new Map<number, Face[]>();

const faces = (weight: 400 | 700): Face[] => {
  const known = facesByWeight.get(weight) ?? FAMILIES.flatMap((family) => facesOf(family, weight));
  facesByWeight.set(weight, known);
  return known;
};

/** Invisible, or drawn as part of the character before. */
const isJoining = (code: number): boolean =>
  (code >= 0x300 && code <= 0x36f) ||
  (code >= 0x200c && code <= 0x200f) ||
  (code >= 0xfe00 && code <= 0xfe0f);

/** Chooses faces for text and hands their files out, each only where it is used. */
export class FontBook {
  readonly #chosen = new Map<string, Face | null>();
  readonly #has: (face: Face, code: number) => boolean;

  /** What a face is for is not all that it has, nor always: `has` looks into it. */
  constructor(has: (face: Face, code: number) => boolean) {
    this.#has = has;
  }

  /** The face for Latin text, which is there always. */
  latin(weight: 400 | 700): Face {
    const face = this.faceOf('a', weight);
    if (face === null) throw new TypeError('no face has Latin letters');
    return face;
  }

  /** The face for a character; null where no family has it. A joining one stays with the character before. */
  faceOf(character: string, weight: 400 | 700, previous: Face | null = null): Face | null {
    const code = character.codePointAt(0) ?? 0;
    if (previous !== null && isJoining(code)) return previous;
    const key = `${weight}${character}`;
    const known = this.#chosen.get(key);
    if (known !== undefined) return known;
    const found =
      faces(weight).find(
        (face) => face.ranges.some(([from, to]) => from <= code && code <= to) && this.#has(face, code),
      ) ?? null;
    this.#chosen.set(key, found);
    return found;
  }
}

export type { Face };
