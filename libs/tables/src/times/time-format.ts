import { fieldsOf, hourOf, msOf } from './time-fields.ts';

/** A format as people write it, such as `DD.MM.YYYY HH:mm`, made ready. */
export interface TimeFormat {
  readonly pattern: RegExp;
  readonly parts: readonly string[];
}

const TOKENS: Readonly<Record<string, string>> = {
  YYYY: String.raw`(\d{4})`,
  YY: String.raw`(\d{2})`,
  MMM: '([a-z]{3})',
  MM: String.raw`(\d{1,2})`,
  M: String.raw`(\d{1,2})`,
  DD: String.raw`(\d{1,2})`,
  D: String.raw`(\d{1,2})`,
  HH: String.raw`(\d{1,2})`,
  H: String.raw`(\d{1,2})`,
  hh: String.raw`(\d{1,2})`,
  h: String.raw`(\d{1,2})`,
  mm: String.raw`(\d{2})`,
  ss: String.raw`(\d{2})`,
  SSS: String.raw`(\d{1,9})`,
  A: '(am|pm)',
  a: '(am|pm)',
  Z: String.raw`(z|utc|gmt|[+-]\d{2}:?\d{2})`,
};
const TOKEN = /YYYY|YY|MMM|MM|M|DD|D|HH|H|hh|h|mm|ss|SSS|A|a|Z/g;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * A format out of YYYY, YY, M, MM, MMM, D, DD, H, HH, h, hh, mm, ss, SSS, A and Z; all else stands for itself. The time behind the day may be
 * missing. Throws RangeError where year, month or day is missing.
 */
export function timeFormat(text: string): TimeFormat {
  const parts: string[] = [];
  let pattern = '';
  let from = 0;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    pattern += literally(text.slice(from, index)) + (TOKENS[token] ?? '');
    parts.push(token);
    from = index + token.length;
  }
  const has = (letter: string): boolean => parts.some((part) => part.startsWith(letter));
  if (!has('Y') || !has('M') || !has('D'))
    throw new RangeError(`"${text}" is no time format: it needs a year (YYYY), a month (MM) and a day (DD)`);
  return { pattern: new RegExp(`^${pattern}${literally(text.slice(from))}$`, 'i'), parts };
}

const literally = (text: string): string =>
  text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(/\s+/g, '\\s+');

/** Ms since the epoch by the format, UTC where it has no zone; null where the text does not fit. */
export function parseByFormat(text: string, { pattern, parts }: TimeFormat): number | null {
  const match = pattern.exec(text);
  if (match === null) return null;
  const read = (...names: string[]): string | undefined => {
    const at = parts.findIndex((part) => names.includes(part));
    return at < 0 ? undefined : match[at + 1];
  };
  const short = read('YY');
  const year = read('YYYY') ?? (Number(short) < 70 ? `20${short}` : `19${short}`);
  const name = read('MMM');
  const month = name === undefined ? read('MM', 'M') : String(MONTHS.indexOf(name.toLowerCase()) + 1);
  const hour = hourOf(read('HH', 'H', 'hh', 'h'), read('A', 'a'));
  return msOf(fieldsOf(year, month, read('DD', 'D'), hour, read('mm'), read('ss'), read('SSS'), read('Z')));
}
