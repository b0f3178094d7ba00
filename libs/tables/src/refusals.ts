import { sampleOf, type RefusedEntry } from './entry.ts';

/** A row with bytes that are no text in the file's encoding. */
export function notText(record: number, line: number | null, bytes: Buffer): RefusedEntry {
  const message = `it holds bytes that are no text in the encoding of the file: set the encoding of the source, or save the file as UTF-8`;
  return {
    kind: 'refused',
    record,
    line,
    trouble: { reason: 'not-text', message, line, column: null, sample: sampleOf(aroundBad(bytes)) },
  };
}

/** The part of the row with the first byte above ASCII that is not followed as UTF-8 would. */
function aroundBad(bytes: Buffer): Buffer {
  const text = bytes.toString('utf8');
  const at = text.indexOf('\ufffd');
  const offset = at <= 20 ? 0 : Buffer.byteLength(text.slice(0, at - 20));
  return bytes.subarray(offset);
}

export function tooLarge(
  record: number,
  line: number | null,
  maxBytes: number,
  bytes: Buffer,
  hint = '',
): RefusedEntry {
  const message = `it is longer than ${Math.floor(maxBytes / 2 ** 20)} MiB${hint}`;
  return {
    kind: 'refused',
    record,
    line,
    trouble: { reason: 'record-too-large', message, line, column: null, sample: sampleOf(bytes) },
  };
}
