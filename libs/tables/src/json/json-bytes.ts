export const [QUOTE, BACKSLASH, NEWLINE, COLON] = [0x22, 0x5c, 0x0a, 0x3a];
export const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];
/** Brackets looked after; what is deeper is a broken or a hostile record. */
export const MAX_BRACKETS = 100_000;

/** 1: structure, 2: space or separator; else part of a scalar. */
export const KIND = new Uint8Array(256);
for (const byte of [QUOTE, OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST]) KIND[byte] = 1;
for (const byte of [0x20, 0x09, 0x0d, NEWLINE, 0x2c, COLON]) KIND[byte] = 2;

/** Where the last byte before `at` lies that is neither space nor comma; -1: there is none. */
export function lastSignBefore(bytes: Buffer, at: number): number {
  let before = at - 1;
  while (before >= 0 && KIND[bytes[before] ?? 0] === 2 && bytes[before] !== COLON) before -= 1;
  return before;
}

export function countNewlines(bytes: Buffer, from: number, to: number): number {
  let n = 0;
  for (let at = from; at < to; at++) if (bytes[at] === NEWLINE) n += 1;
  return n;
}

/** The key that ends before a colon, as it is written; of a very long one its end. */
export function keyBefore(bytes: Buffer, colon: number): string {
  const text = bytes.toString('utf8', Math.max(0, colon - 256), colon).trimEnd();
  return /"?((?:[^"\\]|\\.)*)"$/s.exec(text)?.[1] ?? '';
}
