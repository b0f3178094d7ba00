/**
 * What was no text in a file, as it is passed on: a byte that no UTF-8 has, and behind it what stood there, so that it can be shown. Halves of pairs
 * and characters that are none by their code (`\ud83d`), bytes as such (`\x81`).
 */
const [CODE, BYTE] = ['\xfe', '\xfd'];

export const noTextCode = (code: number): Buffer =>
  Buffer.from(`${CODE}${code.toString(16).padStart(4, '0')}`, 'latin1');
export const noTextByte = (byte: number): Buffer =>
  Buffer.from(`${BYTE}${byte.toString(16).padStart(2, '0')}`, 'latin1');

/** What of bytes as Latin-1 is to be shown otherwise: marks of what was no text, and all beyond printable ASCII. */
export const HIDDEN = /\xfe[0-9a-f]{4}|\xfd[0-9a-f]{2}|[^\x20-\x7e]/g;

/** How a match of `HIDDEN` is shown. */
export function shown(hidden: string): string {
  const written = hidden.slice(1);
  if (written !== '') return `${hidden.startsWith(CODE) ? '\\u' : '\\x'}${written}`;
  return `\\x${hidden.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
