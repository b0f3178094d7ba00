import { fieldsOf, hourOf, msOf, type Fields } from './time-fields.ts';
import { parseByFormat, type TimeFormat } from './time-format.ts';

/** A time that cannot be understood; `value` is shown to a person. */
export interface UnreadTime {
  value: string;
  /** Why, where there is more to say than that it is no time. */
  hint: string;
}

export type ReadTime = { ms: number } | { unread: UnreadTime } | null;

/** Numbers from 1e8 on (1973 in seconds) up are times; the unit follows from the size, as each is a thousand times the one before. */
const SECONDS_FROM = 1e8;
const MILLIS_FROM = 1e11;
const MICROS_FROM = 1e14;
const NANOS_FROM = 1e17;

/**
 * A time in ms since the epoch; null where there is none (null, empty); else what could not be understood.
 * Read: ISO 8601 in its extended and basic forms, with a space for the T, a comma for the point, `UTC`, `GMT`, `Z` or an offset behind it (or
 * nothing: then it is UTC, wherever the process runs), a zone in brackets behind an offset; RFC 2822; ctime; `2026/03/05`; numbers and texts of digits as epochs in
 * s, ms, µs or ns by their size; Date; `{_seconds, _nanoseconds}` (Firestore), `{seconds, nanos}`, and lists of one time.
 * Not guessed: day and month in figures (`05/03/2026`) without a `format`, names of zones that are used for several (`IST`), years alone.
 */
export function readTime(value: unknown, format: TimeFormat | null = null): ReadTime {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return fromMs(value.getTime(), String(value));
  if (typeof value === 'bigint') return fromEpoch(Number(value), value.toString());
  if (typeof value === 'number') return fromEpoch(value, String(value));
  if (typeof value === 'string') return fromText(value, format);
  if (typeof value === 'object') return fromObject(value as Record<string, unknown>, format);
  return unread(typeof value);
}

/** The same where what cannot be understood counts as missing. */
export function parseTime(value: unknown, format: TimeFormat | null = null): number | null {
  const read = readTime(value, format);
  return read !== null && 'ms' in read ? read.ms : null;
}

const unread = (value: string, hint = 'it is no time'): ReadTime => ({ unread: { value, hint } });

const MAX_MS = 8.64e15;
const fromMs = (ms: number, shown: string): ReadTime =>
  Number.isFinite(ms) && Math.abs(ms) <= MAX_MS ? { ms: Math.trunc(ms) } : unread(shown);

function fromEpoch(value: number, shown: string): ReadTime {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return unread(shown);
  // 0 and -1 stand for "none" in many databases, but as a time they say 1970, which the rules then refuse.
  if (size < SECONDS_FROM)
    return size <= 1 ? fromMs(value * 1000, shown) : unread(shown, 'it is too small a number to be a time');
  if (size < MILLIS_FROM) return fromMs(Math.round(value * 1000), shown);
  if (size < MICROS_FROM) return fromMs(value, shown);
  return size < NANOS_FROM ? fromMs(Math.floor(value / 1e3), shown) : fromMs(Math.floor(value / 1e6), shown);
}

/** No text that is a time is longer; longer ones are not looked at. */
const MAX_CHARACTERS = 80;

function fromText(raw: string, format: TimeFormat | null): ReadTime {
  const text = raw.trim();
  if (text === '') return null;
  if (text.length > MAX_CHARACTERS) return unread(`${text.slice(0, MAX_CHARACTERS)}…`);
  if (format !== null) {
    const ms = parseByFormat(text, format);
    if (ms !== null) return fromMs(ms, text);
  }
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return fromDigits(text);
  const fields = isoFields(text) ?? basicFields(text) ?? namedFields(text);
  if (fields === null) return unread(text, hintFor(text));
  const ms = msOf(fields);
  return ms === null ? unread(text, 'there is no such day or time') : fromMs(ms, text);
}

/** `20260305` is a day; a year alone is no time; everything longer is an epoch. */
function fromDigits(text: string): ReadTime {
  if (/^\d{8}$/.test(text)) {
    const ms = msOf({ ...fieldsOf(text.slice(0, 4), text.slice(4, 6), text.slice(6, 8)) });
    return ms === null ? unread(text) : { ms };
  }
  if (/^\d{14}$/.test(text)) {
    const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text) ?? [];
    const year = Number(y);
    const ms = year >= 1970 && year < 2100 ? msOf(fieldsOf(y, mo, d, h, mi, s)) : null;
    if (ms !== null) return { ms };
  }
  return fromEpoch(Number(text), text);
}

const CLOCK = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,12}))?)?`;
const ZONE = String.raw`\s*(z|[a-z]{2,4}|(?:utc|gmt)?\s*[+\-\u2212]\d{1,2}(?::?\d{2}){0,2})?`;
const TAIL = String.raw`(?:\s*\[[\w/+\-]{1,40}\])?`;
const ISO = new RegExp(
  String.raw`^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:(?:\s*t|\s+|,\s*)${CLOCK}${ZONE}${TAIL})?$`,
  'i',
);
const BASIC =
  /^(\d{4})(\d{2})(\d{2})[T ](\d{2})(\d{2})(?:(\d{2})(?:[.,](\d{1,12}))?)?\s*(z|utc|[+-]\d{2}:?(?:\d{2})?)?$/i;

function isoFields(text: string): Fields | null {
  const match = ISO.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  if (zone === undefined && PLACE.test(text)) return null;
  return fieldsOf(year, month, day, hour, minute, second, fraction, zone);
}

/** A zone by its place, which says nothing without a calendar of its rules; `[UTC]` is none. */
const PLACE = /\[(?!(?:utc|gmt|z|etc\/utc)\])/i;

function basicFields(text: string): Fields | null {
  const match = BASIC.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  return fieldsOf(year, month, day, hour, minute, second, fraction, zone);
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NAMES = String.raw`(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?`;
const WEEKDAY = String.raw`(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+)?`;
const TWELVE = String.raw`(?:,?\s+(?:at\s+)?${CLOCK}\s*(am|pm|a\.m\.|p\.m\.)?${ZONE})?`;
const DAY_FIRST = new RegExp(`^${WEEKDAY}(\\d{1,2})[\\s-]+${NAMES}[\\s,-]+(\\d{4})${TWELVE}$`, 'i');
const MONTH_FIRST = new RegExp(`^${WEEKDAY}${NAMES}\\s+(\\d{1,2}),?\\s+(\\d{4})${TWELVE}$`, 'i');
const CTIME = new RegExp(`^${WEEKDAY}${NAMES}\\s+(\\d{1,2})\\s+${CLOCK}${ZONE}\\s+(\\d{4})$`, 'i');

/** RFC 2822, `Mar 5, 2026 10:00 AM`, ctime: the month has a name, so day and month cannot be mistaken for each other. */
function namedFields(text: string): Fields | null {
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst !== null) {
    const [, day, name, year, hour, minute, second, fraction, half, zone] = dayFirst;
    return fieldsOf(year, monthOf(name), day, hourOf(hour, half), minute, second, fraction, zone);
  }
  const monthFirst = MONTH_FIRST.exec(text);
  if (monthFirst !== null) {
    const [, name, day, year, hour, minute, second, fraction, half, zone] = monthFirst;
    return fieldsOf(year, monthOf(name), day, hourOf(hour, half), minute, second, fraction, zone);
  }
  const ctime = CTIME.exec(text);
  if (ctime === null) return null;
  const [, name, day, hour, minute, second, fraction, zone, year] = ctime;
  return fieldsOf(year, monthOf(name), day, hour, minute, second, fraction, zone);
}

const monthOf = (name = ''): string => String(MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1);

function hintFor(text: string): string {
  if (PLACE.test(text)) return 'it has the zone of a place and no offset from UTC: give it one, as in +02:00';
  const figures = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})\b/.exec(text);
  if (figures !== null && !isDayEitherWay(figures)) return 'there is no such day or time';
  if (figures !== null)
    return 'which of its figures is the day and which the month is not guessed: set the time format, such as DD/MM/YYYY HH:mm';
  return 'it is no time that is known: set the time format where it is one';
}

/** Whether there is such a day with the day first or with the month first; a year of two digits has one in any case. */
function isDayEitherWay([, first, second, year = '']: readonly string[]): boolean {
  const full = year.length === 4 ? year : '2000';
  return msOf(fieldsOf(full, second, first)) !== null || msOf(fieldsOf(full, first, second)) !== null;
}

function fromObject(value: Record<string, unknown>, format: TimeFormat | null): ReadTime {
  if (Array.isArray(value))
    return value.length === 1
      ? readTime(value[0], format)
      : unread(JSON.stringify(value).slice(0, MAX_CHARACTERS));
  if ('$date' in value) return fromExtended(value['$date'], format);
  const seconds = value['_seconds'] ?? value['seconds'];
  const nanos = value['_nanoseconds'] ?? value['nanoseconds'] ?? value['nanos'] ?? 0;
  const ms = Number(seconds) * 1000 + Math.floor(Number(nanos) / 1e6);
  const shown = safeJson(value);
  return seconds !== undefined && seconds !== null && Number.isFinite(ms) ? fromMs(ms, shown) : unread(shown);
}

/** `{"$date"}` counts in ms, whatever its size. */
function fromExtended(value: unknown, format: TimeFormat | null): ReadTime {
  if (typeof value === 'object' && value !== null && '$numberLong' in value)
    return fromMs(Number(value.$numberLong), safeJson(value));
  return typeof value === 'number' ? fromMs(value, String(value)) : readTime(value, format);
}

function safeJson(value: unknown): string {
  try {
    return JSON.stringify(value).slice(0, MAX_CHARACTERS);
  } catch {
    return 'an object';
  }
}
