import bidiFactory, { type Bidi } from 'bidi-js';
import type { Face, FontBook } from './font-book.ts';

const bidi = (bidiFactory as unknown as () => Bidi)();

export interface TextStyle {
  size: number;
  weight: 400 | 700;
}

/** A piece of a line in one face and direction, in the order in which it is read. */
export interface TextRun {
  text: string;
  face: Face;
  isRightToLeft: boolean;
  width: number;
}

export interface TextLine {
  /** From left to right, as they stand on the page. */
  runs: TextRun[];
  width: number;
  /** The paragraph is read from the right. */
  isRightToLeft: boolean;
}

/** Width of a text in a face; whole runs are shaped, so that letters join. */
export type Measure = (text: string, face: Face, size: number) => number;

/** What a character that no face has is drawn as. */
const MISSING = '\u25a1';
/** Scripts that are written without spaces: a line may end behind each of their characters. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u;

interface Character {
  text: string;
  face: Face;
  level: number;
}

function toCharacters(text: string, style: TextStyle, fonts: FontBook): { list: Character[]; base: number } {
  const { levels, paragraphs } = bidi.getEmbeddingLevels(text, 'auto');
  const mirrored = bidi.getMirroredCharactersMap(text, levels);
  const fallback = fonts.latin(style.weight);
  const list: Character[] = [];
  let at = 0;
  let previous: Face | null = null;
  for (const character of text) {
    const face: Face | null = fonts.faceOf(character, style.weight, previous);
    const isSpace = character === ' ';
    const used: Face = isSpace ? (previous ?? fallback) : (face ?? fallback);
    const shown = mirrored.get(at) ?? character;
    list.push({ text: face === null && !isSpace ? MISSING : shown, face: used, level: levels[at] ?? 0 });
    previous = used;
    at += character.length;
  }
  return { list, base: paragraphs[0]?.level ?? 0 };
}

/** Where a line may end: behind a space, or around a character of a script without spaces. */
function toWords(characters: readonly Character[]): Character[][] {
  const words: Character[][] = [];
  let word: Character[] = [];
  characters.forEach((character, i) => {
    word.push(character);
    const next = characters[i + 1];
    const mayEnd = character.text === ' ' || (next !== undefined && isBreak(character, next));
    if (mayEnd || next === undefined) {
      words.push(word);
      word = [];
    }
  });
  return words;
}

const CLOSING = /[\p{Pe}\p{Pf}\p{Po}]/u;
const isBreak = (character: Character, next: Character): boolean =>
  next.text !== ' ' &&
  !CLOSING.test(next.text) &&
  (UNSPACED.test(character.text) || UNSPACED.test(next.text) || /[-\u2013/]/.test(character.text));

/** Text that the shaper turns by itself; runs of marks and blanks alone it leaves. */
const IS_TURNED = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

function toRuns(characters: readonly Character[], { size }: TextStyle, measure: Measure): TextRun[] {
  const runs: (Omit<TextRun, 'width'> & { level: number })[] = [];
  for (const { text, face, level } of characters) {
    const last = runs.at(-1);
    if (last?.face === face && last.level === level) last.text += text;
    else runs.push({ text, face, level, isRightToLeft: level % 2 === 1 });
  }
  return inVisualOrder(runs).map(({ text, face, isRightToLeft }) => {
    const turned = isRightToLeft && !IS_TURNED.test(text) ? [...text].reverse().join('') : text;
    return { text: turned, face, isRightToLeft, width: measure(turned, face, size) };
  });
}

/** Rule L2 of UAX 9 on runs: the text of a run is turned where it is shaped. */
function inVisualOrder<T extends { level: number }>(runs: readonly T[]): T[] {
  let ordered = [...runs];
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level > 0; level--) {
    const stretches: { isTurned: boolean; runs: T[] }[] = [];
    for (const run of ordered) {
      const isTurned = run.level >= level;
      const last = stretches.at(-1);
      if (last?.isTurned === isTurned) last.runs.push(run);
      else stretches.push({ isTurned, runs: [run] });
    }
    ordered = stretches.flatMap((stretch) => (stretch.isTurned ? stretch.runs.toReversed() : stretch.runs));
  }
  return ordered;
}

const trimmed = (line: readonly Character[]): Character[] => {
  let end = line.length;
  while (line[end - 1]?.text === ' ') end--;
  return line.slice(0, end);
};

/**
 * Breaks a text into lines of at most `width` points, each in the order in which it stands on the page (Unicode bidirectional algorithm, by
 * bidi-js). A word wider than a line is broken where it has to be. Blanks and line ends are one blank each.
 */
export function layOutText(
  text: string,
  style: TextStyle,
  width: number,
  { fonts, measure }: { fonts: FontBook; measure: Measure },
): TextLine[] {
  // Marks of direction steer the algorithm and are not drawn; other controls are not text.
  const plain = text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  if (plain === '') return [];
  const { list, base } = toCharacters(plain, style, fonts);
  const widthOf = (characters: readonly Character[]): number =>
    toRuns(characters, style, measure).reduce((sum, run) => sum + run.width, 0);
  const lines: Character[][] = [];
  let line: Character[] = [];
  for (const word of toWords(list)) {
    if (line.length > 0 && widthOf(trimmed([...line, ...word])) > width) {
      lines.push(line);
      line = [];
    }
    for (const character of widthOf(trimmed(word)) > width ? word.map((one) => [one]) : [word]) {
      if (line.length > 0 && widthOf(trimmed([...line, ...character])) > width) {
        lines.push(line);
        line = [];
      }
      line.push(...character);
    }
  }
  if (line.length > 0) lines.push(line);
  return lines.map((characters) => {
    const runs = toRuns(trimmed(characters), style, measure);
    return {
      runs,
      width: runs.reduce((sum, run) => sum + run.width, 0),
      isRightToLeft: base % 2 === 1,
    };
  });
}
