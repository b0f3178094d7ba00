/** What moves a cursor, changes a title, hides text or turns its direction: control characters but tab and line feed, and the marks of two directions. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const toEscape = (character: string): string => {
  const code = character.charCodeAt(0).toString(16);
  return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`;
};

/** The text with whatever a terminal would obey written out, such as `\x1b` for escape. */
export const cleanForTerminal = (text: string): string => text.replace(UNPRINTABLE, toEscape);

/** Lengths are bounded: the work stays in proportion to the text. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b(bearer|basic)(\s{1,4})[\w.~+/=-]{4,4096}/gi, '$1$2***'],
  // user:password@ of a URL; the user stays.
  [/(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"\\]{0,256}):[^\s/@"\\]{1,256}@/gi, '$1:***@'],
  [/\b((?:set-)?cookie\\?["']?\s{0,4}[:=]\s{0,4}\\?["']?)[^"'\\\n]{1,8192}/gi, '$1***'],
  [
    /([?&](?:api[_-]?key|access[_-]?token|token|password|secret|signature|x-amz-signature)=)[^&\s"\\]{1,4096}/gi,
    '$1***',
  ],
];

const HINT = /bearer|basic|:\/\/|cookie|[?&]/i;

/** The text without credentials that stand in its middle: in an error message, in a header that was logged, in a URL. */
export function maskSecrets(text: string): string {
  if (!HINT.test(text)) return text;
  return SECRETS.reduce((masked, [pattern, replacement]) => masked.replace(pattern, replacement), text);
}
