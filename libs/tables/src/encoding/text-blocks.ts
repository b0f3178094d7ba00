import { isAscii, isUtf8 } from 'node:buffer';
import { detectEncoding } from './detect-encoding.ts';
import type { Trouble } from '../entry.ts';
import { noTextByte, noTextCode } from './no-text.ts';

/** A piece of a file as UTF-8, cut between characters. What was no text in the file is a byte that UTF-8 does not have. */
export interface TextBlock {
  bytes: Buffer;
  /** Whether all of it is text; else each record must be looked at. */
  isClean: boolean;
}

export interface TextOptions {
  /** A label of the WHATWG Encoding Standard (`utf-8`, `windows-1252`, `utf-16le` …), or `auto`. */
  encoding: string;
  onNote: (trouble: Trouble) => void;
}

/** Whether text can be read in it: `auto`, or a label of the Encoding Standard, or UTF-32. */
export function isEncoding(label: string): boolean {
  if (/^(?:auto|utf-?(?:8|16|16le|16be|32le|32be))$/i.test(label)) return true;
  try {
    return new TextDecoder(label).encoding !== 'replacement';
  } catch {
    return false;
  }
}

interface Decoder {
  /** Null: more bytes are needed. */
  write(chunk: Buffer): TextBlock;
  end(): TextBlock;
}

/**
 * The text of a file in UTF-8, whatever it is in: by its byte order mark, by the setting, or found out. Plain ASCII at the beginning decides
 * nothing: the first bytes above 0x7f do. In UTF-8 a line that is none is left for the reader to refuse.
 */
export async function* textBlocks(
  chunks: AsyncIterable<Buffer>,
  { encoding, onNote }: TextOptions,
): AsyncGenerator<TextBlock> {
  let decoder: Decoder | null = null;
  let start: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    if (decoder === null) {
      start = start.length === 0 ? chunk : Buffer.concat([start, chunk]);
      if (start.length < 4) continue;
      const begun: { decoder: Decoder; rest: Buffer } = beginDecoding(start, encoding, onNote);
      decoder = begun.decoder;
      yield decoder.write(begun.rest);
    } else yield decoder.write(chunk);
  }
  if (decoder === null) {
    const begun = beginDecoding(start, encoding, onNote);
    decoder = begun.decoder;
    yield decoder.write(begun.rest);
  }
  yield decoder.end();
}

const MARKS: readonly (readonly [string, readonly number[]])[] = [
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

function beginDecoding(
  start: Buffer,
  encoding: string,
  onNote: (trouble: Trouble) => void,
): { decoder: Decoder; rest: Buffer } {
  const mark = MARKS.find(([, bytes]) => bytes.every((byte, i) => start[i] === byte));
  if (mark !== undefined)
    return { decoder: createDecoder(mark[0], onNote), rest: start.subarray(mark[1].length) };
  if (encoding !== 'auto') return { decoder: createDecoder(encoding, onNote), rest: start };
  const wide = wideWithoutMark(start);
  if (wide !== null) onNote(detected(wide, 'it has a zero byte beside almost every character'));
  return { decoder: createDecoder(wide ?? 'auto', onNote), rest: start };
}

/** UTF-16 without a mark shows by the zero bytes of its ASCII characters, all at even or all at odd places. */
function wideWithoutMark(start: Buffer): 'utf-16le' | 'utf-16be' | null {
  const sample = start.subarray(0, 4096);
  const zeros = [0, 0];
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > sample.length * 0.3 && even < odd * 0.1) return 'utf-16le';
  return even > sample.length * 0.3 && odd < even * 0.1 ? 'utf-16be' : null;
}

function createDecoder(encoding: string, onNote: (trouble: Trouble) => void): Decoder {
  switch (encoding.toLowerCase()) {
    case 'auto':
      return autoDecoder(onNote);
    case 'utf-8':
    case 'utf8':
      return utf8Decoder();
    case 'utf-16le':
    case 'utf-16':
    case 'utf16le':
      return wideDecoder(2, (bytes) => bytes.toString('utf16le'));
    case 'utf-16be':
      return wideDecoder(2, (bytes) => Buffer.from(bytes).swap16().toString('utf16le'));
    case 'utf-32le':
      return wideDecoder(4, (bytes) => fromUtf32(bytes, (i) => bytes.readUInt32LE(i)));
    case 'utf-32be':
      return wideDecoder(4, (bytes) => fromUtf32(bytes, (i) => bytes.readUInt32BE(i)));
    default:
      return labelDecoder(encoding);
  }
}

function utf8Decoder(): Decoder {
  let held: Buffer = Buffer.alloc(0);
  return {
    write(chunk) {
      const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      const cut = bytes.length - incompleteTail(bytes);
      held = bytes.subarray(cut);
      return blockOf(bytes.subarray(0, cut));
    },
    end: () => blockOf(held),
  };
}

const blockOf = (bytes: Buffer): TextBlock => ({ bytes, isClean: isUtf8(bytes) });

/** How many bytes at the end begin a character that is not whole. */
function incompleteTail(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needs > back ? back : 0;
  }
  return 0;
}

/** UTF-8 until bytes come that are none; then what they are is found out, unless the text before was UTF-8 beyond ASCII. */
function autoDecoder(onNote: (trouble: Trouble) => void): Decoder {
  const utf8 = utf8Decoder();
  let settled: Decoder | null = null;
  let isAsciiSoFar = true;
  const look = (block: TextBlock): TextBlock => {
    if (settled !== null || !isAsciiSoFar) return block;
    if (block.isClean) {
      isAsciiSoFar = isAscii(block.bytes);
      return block;
    }
    const found = detectEncoding(block.bytes);
    if (found === null) {
      isAsciiSoFar = false;
      return block;
    }
    onNote(detected(found, 'its bytes are no UTF-8'));
    settled = labelDecoder(found);
    return settled.write(block.bytes);
  };
  return {
    write: (chunk) => settled?.write(chunk) ?? look(utf8.write(chunk)),
    end() {
      const wasSettled = settled;
      if (wasSettled !== null) return wasSettled.end();
      const block = look(utf8.end());
      const now = settled as Decoder | null;
      return now === null ? block : join(block, now.end());
    },
  };
}

const join = (a: TextBlock, b: TextBlock): TextBlock => ({
  bytes: Buffer.concat([a.bytes, b.bytes]),
  isClean: a.isClean && b.isClean,
});

const detected = (encoding: string, because: string): Trouble => ({
  reason: 'encoding-detected',
  message: `read as ${encoding}, which was found out (${because}): set the encoding of the source where that is wrong`,
  line: null,
  column: null,
  sample: null,
});

/** Characters of a fixed number of bytes; `text` keeps halves of pairs as they are, so that they can be refused. */
function wideDecoder(width: 2 | 4, text: (bytes: Buffer) => string): Decoder {
  let held: Buffer = Buffer.alloc(0);
  const isHighHalf = (decoded: string): boolean =>
    (decoded.charCodeAt(decoded.length - 1) & 0xfc00) === 0xd800;
  return {
    write(chunk) {
      const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      let cut = bytes.length - (bytes.length % width);
      let decoded = text(bytes.subarray(0, cut));
      if (width === 2 && cut >= 2 && isHighHalf(decoded)) {
        cut -= 2;
        decoded = decoded.slice(0, -1);
      }
      held = bytes.subarray(cut);
      return marked(decoded, LONE_HALF);
    },
    end() {
      const rest = marked(text(held.subarray(0, held.length - (held.length % width))), LONE_HALF);
      const cut = held.subarray(held.length - (held.length % width));
      if (cut.length === 0) return rest;
      return join(rest, { bytes: Buffer.concat([...cut].map(noTextByte)), isClean: false });
    },
  };
}

function fromUtf32(bytes: Buffer, read: (at: number) => number): string {
  let text = '';
  for (let i = 0; i + 4 <= bytes.length; i += 4) {
    const code = read(i);
    text += code <= 0x10ffff ? String.fromCodePoint(code) : '\ud800';
  }
  return text;
}

/** Whatever else the Encoding Standard knows. Bytes that the encoding does not have become U+FFFD or a C1 control there: both are no text. */
function labelDecoder(label: string): Decoder {
  const decoder = new TextDecoder(label, { ignoreBOM: true });
  return {
    write: (chunk) => marked(decoder.decode(chunk, { stream: true }), NO_CHARACTER),
    end: () => marked(decoder.decode(), NO_CHARACTER),
  };
}

const LONE_HALF = /\p{Surrogate}/u;
const NO_CHARACTER = /[\u0080-\u009f\ufffd]/u;

function marked(text: string, noText: RegExp): TextBlock {
  if (!noText.test(text)) return { bytes: Buffer.from(text), isClean: true };
  const parts: Buffer[] = [];
  let from = 0;
  for (const { index, 0: found } of text.matchAll(new RegExp(noText, 'gu'))) {
    const code = found.codePointAt(0) ?? 0;
    // A C1 control is what a byte becomes that its encoding does not have.
    parts.push(Buffer.from(text.slice(from, index)), code < 0x100 ? noTextByte(code) : noTextCode(code));
    from = index + found.length;
  }
  return { bytes: Buffer.concat([...parts, Buffer.from(text.slice(from))]), isClean: false };
}
