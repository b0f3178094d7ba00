import { analyse } from 'chardet';

/** Control characters that no text has: all of C0 but blanks. */
const CONTROLS = /(?![\s\u007f-\u009f])\p{Cc}/u;
const NO_CHARACTER = /[\u0080-\u009f\ufffd]/;

/**
 * The encoding of text that is not UTF-8, or null where it is UTF-8 with some broken bytes or no text at all. Single-byte encodings have no
 * mark of their own: they are told apart by the letters that languages use (chardet), so the answer is to be said, not to be trusted.
 */
export function detectEncoding(bytes: Buffer): string | null {
  if (CONTROLS.test(bytes.toString('latin1', 0, 65_536))) return null;
  const { good, bad } = countSequences(bytes);
  // Other encodings make sequences of UTF-8 by chance, but seldom: in GBK one in five.
  if (good * 2 >= bad) return null;
  const sample = linesBeyondAscii(bytes);
  const candidates = analyse(sample)
    .filter(({ confidence }) => confidence >= MIN_CONFIDENCE)
    .map(({ name }) => (name === 'ISO-8859-1' ? 'windows-1252' : name.toLowerCase()));
  return [...candidates, 'windows-1252'].find((name) => isPossible(name, sample)) ?? null;
}

/** Below it chardet has seen nothing but the absence of contradictions. */
const MIN_CONFIDENCE = 15;
const SAMPLE_BYTES = 16_384;

function isPossible(name: string, sample: Buffer): boolean {
  if (name.startsWith('utf-') || name === 'ascii') return false;
  try {
    return !NO_CHARACTER.test(new TextDecoder(name).decode(sample));
  } catch {
    return false;
  }
}

/** Characters of more than one byte as UTF-8 writes them, and bytes above 0x7f that belong to none. */
function countSequences(bytes: Buffer): { good: number; bad: number } {
  let [good, bad] = [0, 0];
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80) continue;
    const length = byte >= 0xf0 && byte < 0xf5 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0;
    let isWhole = length > 0 && byte < 0xf5;
    for (let k = 1; k < length && isWhole; k++) isWhole = ((bytes[i + k] ?? 0) & 0xc0) === 0x80;
    if (isWhole) {
      good += 1;
      i += length - 1;
    } else bad += 1;
  }
  return { good, bad };
}

/** The words around bytes above 0x7f: what is all ASCII says nothing and drowns what speaks. */
function linesBeyondAscii(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1');
  const parts: string[] = [];
  let length = 0;
  for (const [part] of text.matchAll(/[A-Za-z\x80-\xff' -]{0,40}[\x80-\xff][A-Za-z\x80-\xff' -]{0,40}/g)) {
    parts.push(part);
    length += part.length;
    if (length > SAMPLE_BYTES) break;
  }
  return Buffer.from(parts.join('\n'), 'latin1');
}
