import { KIND, OPEN_LIST } from './json-bytes.ts';

/** Finds where the next record begins after a broken one. */
export interface Resync {
  /** Bytes before a place that `find` must see to know it. */
  readonly overlap: number;
  /** A record that was good began here. */
  learn(bytes: Buffer, start: number): void;
  /** Whether a record begins here as the good one did, to its first key. False until one was seen. */
  isLikeLearnt(bytes: Buffer, at: number): boolean;
  /** Whether a list begins here, or lists of lists, whose first member has the first key of the good one. False until one was seen. */
  isListOfLearnt(bytes: Buffer, at: number): boolean;
  /** The first place in [from, to) that looks like the beginning of a record, or -1. */
  find(bytes: Buffer, from: number, to: number): number;
}

const OVERLAP = 256;
const LOOK_AHEAD = 128;
const FIRST_WINDOW = 4_096;
const NEWLINE = 0x0a;

/**
 * Records of one file are written by one program: each begins on a line of its own with the same indentation, or, where all is one line, behind
 * `},` with the same first key. Until a record was seen: on a line of its own.
 */
export function createResync(): Resync {
  let pattern: RegExp = /(?<=\n[ \t]{0,64}(?:,[ \t]{0,16})?|[}\]]\s{0,16}\}\s{0,16},\s{0,16})\{/g;
  let isLearnt = false;
  let firstKey = '';

  function find(bytes: Buffer, from: number, to: number): number {
    // The next record is mostly near: windows that double make many broken records in one buffer cost no more than it is long.
    let begin = from;
    for (let window = FIRST_WINDOW; begin < to; window *= 2) {
      const base = Math.max(0, begin - OVERLAP);
      const text = bytes.toString('latin1', base, Math.min(to, begin + window + OVERLAP));
      pattern.lastIndex = begin - base;
      const found = pattern.exec(text);
      if (found !== null) return base + found.index;
      begin += window;
    }
    return -1;
  }

  return {
    overlap: OVERLAP,
    learn(bytes, start) {
      if (isLearnt) return;
      isLearnt = true;
      const indent = indentOf(bytes, start);
      firstKey = keyAt(bytes, start);
      const first = firstKey === '' ? '' : `(?=\\s{0,64}${escape(firstKey)})`;
      pattern =
        indent === null
          ? new RegExp(`(?<=[}\\]]\\s{0,16},\\s{0,16})\\{${first}`, 'g')
          : new RegExp(`(?<=\\n${escape(indent)}(?:[ \\t]{0,8},[ \\t]{0,8})?)\\{`, 'g');
    },
    isLikeLearnt: (bytes, at) =>
      isLearnt &&
      firstKey !== '' &&
      keyAt(bytes, at) === firstKey &&
      find(bytes, at, Math.min(bytes.length, at + LOOK_AHEAD)) === at,
    isListOfLearnt(bytes, at) {
      let first = at;
      while (bytes[first] === OPEN_LIST || (first > at && KIND[bytes[first] ?? 0] === 2)) first += 1;
      return isLearnt && firstKey !== '' && first > at && keyAt(bytes, first) === firstKey;
    },
    find,
  };
}

/** The first key of an object, in its quotes; empty where it has none, or the bytes end before it. */
const keyAt = (bytes: Buffer, start: number): string =>
  /^\{\s*("(?:[^"\\]|\\.){1,60}")\s*:/.exec(bytes.toString('latin1', start, start + LOOK_AHEAD))?.[1] ?? '';

/** What stands between the line's beginning and the record where that is only space, or null. */
function indentOf(bytes: Buffer, start: number): string | null {
  for (let i = start - 1; i >= Math.max(0, start - 65); i--) {
    const byte = bytes[i];
    if (byte === NEWLINE) return bytes.toString('latin1', i + 1, start).replace(/[ \t]*,[ \t]*$/, '');
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x2c) return null;
  }
  // The beginning of the file is that of a line.
  return start <= 64 ? bytes.toString('latin1', 0, start) : null;
}

const escape = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
