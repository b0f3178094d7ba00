import { describe, expect, it } from '@jest/globals';
import { FontBook } from './font-book.ts';
import { layOutText } from './lay-out-text.ts';

/** Every character as wide as one, and every face has every character. */
const tools = { fonts: new FontBook(() => true), measure: (text: string) => [...text].length };
const STYLE = { size: 10, weight: 400 } as const;
const lines = (text: string, width = 1_000) => layOutText(text, STYLE, width, tools);
const shown = (text: string, width?: number): string[] =>
  lines(text, width).map(({ runs }) => runs.map((run) => run.text).join('|'));

describe('text on a page', () => {
  it('is broken between words, and within one that is wider than a line', () => {
    expect(shown('one two three', 7)).toEqual(['one two', 'three']);
    expect(shown('abcdefgh ij', 4)).toEqual(['abcd', 'efgh', 'ij']);
    expect(shown('  \n\u0007 ')).toEqual([]);
  });

  it('is broken behind any character where a script has no spaces, but not before a full stop', () => {
    expect(shown('你好世界。', 4)).toEqual(['你好世', '界。']);
  });

  it('stands from right to left where it is read so, numbers and Latin words as they are', () => {
    const [line] = lines('שלום abc 12');
    expect(line).toMatchObject({ isRightToLeft: true });
    // Left to right on the page: what is Latin as it is, then the Hebrew word that is read first.
    expect(line!.runs.map(({ text }) => text.trim()).filter((text) => text !== '')).toEqual([
      'abc 12',
      'שלום',
    ]);
  });

  it('turns brackets with the direction', () => {
    const text = lines('שלום (abc) עולם')[0]!
      .runs.map((run) => run.text)
      .join('');
    expect(text.replaceAll(' ', '')).toBe('עולם(abc)שלום');
  });

  it('asks a family for each script', () => {
    const faces = lines('a Я ا א 世 한')[0]!.runs.map(({ face }) => face.name.replace(/-400-normal$/, ''));
    for (const face of [
      'noto-sans-latin',
      'noto-sans-cyrillic',
      'noto-sans-arabic-arabic',
      'noto-sans-hebrew-hebrew',
    ])
      expect(faces).toContain(face);
    expect(faces.some((face) => face.startsWith('noto-sans-sc'))).toBe(true);
  });

  it('never loses a character', () => {
    const text = 'Please — لماذا 123 لا يعمل؟ 你好 (שלום) x';
    const sorted = (value: string): string => [...value.replaceAll(/[\s|()]/g, '')].sort().join('');
    expect(sorted(shown(text, 9).join(''))).toBe(sorted(text));
  });
});
