import { sampleOf, type Trouble } from '../entry.ts';
import { unwrapExtended } from './extended-json.ts';

/** Levels of nesting kept in a column: what is deeper is no data that anybody reads, and ends programs that recurse over it. */
export const MAX_DEPTH = 100;

/** A JSON number with so many digits may be beyond 2^53; everything shorter is exact as it is. */
const LONG_NUMBER = 16;

/** A record read, with what was wrong with its cells. */
export interface ReadRecord {
  columns: Record<string, unknown>;
  cells?: Trouble[];
}

/** A record read, or why it is none. */
export type ParsedRecord = ReadRecord | { reason: 'not-json' | 'not-an-object'; message: string };

/**
 * Parses one record. Whole numbers beyond 2^53 become texts of their digits, MongoDB's extended JSON (`{"$oid": …}`) its values, and a column
 * nested deeper than 100 levels null, with a trouble that names it.
 */
export function parseRecord(json: string): ParsedRecord {
  let value: unknown;
  try {
    value = parseJson(json);
  } catch (error) {
    return { reason: 'not-json', message: `it is not JSON: ${messageOf(error)}` };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { reason: 'not-an-object', message: `it is ${kindOf(value)}, not an object` };
  const columns = value as Record<string, unknown>;
  return hasManyBrackets(json) ? withBoundedDepth(columns) : { columns };
}

/** A text with no more brackets than levels cannot be nested deeper: nearly all need no further look. */
function hasManyBrackets(json: string): boolean {
  let n = 0;
  for (const bracket of ['[', '{'])
    for (let at = json.indexOf(bracket); at >= 0; at = json.indexOf(bracket, at + 1))
      if (++n > MAX_DEPTH) return true;
  return false;
}

/** `JSON.parse` that keeps the digits of whole numbers beyond 2^53, and of numbers that are too large or too small for a double, and unwraps extended JSON. Throws SyntaxError. */
export function parseJson(json: string): unknown {
  const value: unknown = hasLongNumber(json) ? JSON.parse(json, keepDigits) : JSON.parse(json);
  return json.includes('"$') ? unwrapExtended(value, MAX_DEPTH) : value;
}

/** What a double holds at most is 1.8e308, at least 5e-324. */
const MAX_ZEROS = 324;
const FAR_EXPONENT = /\d[eE][+-]?\d{3}/;

/** A run of 16 digits covers a place that is a multiple of 16: one character in 16 is looked at. */
function hasLongNumber(json: string): boolean {
  if (FAR_EXPONENT.test(json)) return true;
  for (let at = 0; at < json.length; at += LONG_NUMBER) {
    if (!isDigit(json, at)) continue;
    let [from, to] = [at, at + 1];
    while (isDigit(json, from - 1)) from -= 1;
    while (isDigit(json, to)) to += 1;
    if (to - from >= LONG_NUMBER) return true;
  }
  return false;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value) === (value !== 0)) return value;
  const source = context?.source ?? '';
  if (!Number.isFinite(value) || (value === 0 && /^[^eE]*[1-9]/.test(source))) return source;
  // What a number shows of itself must be what was written: the shortest digits of a double are others than those of an id.
  const isShown = !Number.isInteger(value) || value === 0 || digitsOf(source) === digitsOf(String(value));
  return isShown ? value : source;
}

/** The whole number that is written so, or null where it is none, or none of a length that anybody means. */
function digitsOf(source: string): bigint | null {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(source) ?? [];
  const nZeros = Number(exponent) - fraction.replace(/0+$/, '').length;
  if (nZeros < 0 || nZeros > MAX_ZEROS) return null;
  return BigInt(`${sign}${whole}${fraction.replace(/0+$/, '')}${'0'.repeat(nZeros)}`);
}

/** A record without the columns that are nested too deep. */
export function withBoundedDepth(columns: Record<string, unknown>): ReadRecord {
  let cells: Trouble[] | undefined;
  for (const [column, value] of Object.entries(columns)) {
    if (typeof value !== 'object' || value === null || !isDeeperThan(value, MAX_DEPTH)) continue;
    columns[column] = null;
    (cells ??= []).push({
      reason: 'nested-too-deep',
      message: `it is nested deeper than ${MAX_DEPTH} levels and was left out`,
      line: null,
      column,
      sample: null,
    });
  }
  return cells === undefined ? { columns } : { columns, cells };
}

/** Whether a value is nested deeper than that; recursion ends there. */
export function isDeeperThan(value: object, levels: number): boolean {
  if (levels === 0) return true;
  for (const member of Array.isArray(value) ? (value as unknown[]) : (Object.values(value) as unknown[])) {
    if (typeof member === 'object' && member !== null && isDeeperThan(member, levels - 1)) return true;
  }
  return false;
}

/** V8 quotes what it could not parse; a record may be long and may hold anything. */
const messageOf = (error: unknown): string => sampleOf((error as Error).message.replace(/, ?"[^]*$/, ''));

const kindOf = (value: unknown): string =>
  Array.isArray(value) ? 'a list' : value === null ? 'null' : `a ${typeof value}`;
