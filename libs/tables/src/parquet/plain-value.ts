import { isUtf8 } from 'node:buffer';
import * as duckdb from '@duckdb/node-api';
import { sampleOf, type Trouble } from '../entry.ts';

/** Farthest time that a Date holds, in µs. */
const MAX_MICROS = 8_640_000_000_000_000_000n;

/** Hears of a value that cannot be kept. */
export type OnTrouble = (reason: Trouble['reason'], message: string, sample: string) => void;

/**
 * A value of DuckDB as a plain one: times as ISO texts (infinite ones, and those beyond what a Date holds, null), whole numbers and decimals as
 * numbers where those are exact, else as texts of their digits, bytes as text where they are UTF-8 (older programs do not mark their texts), and
 * NaN, which programs write for what is missing, as missing.
 */
export function plainValue(value: unknown, onTrouble: OnTrouble): unknown {
  if (typeof value === 'bigint') return exactInteger(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return noNumber(value, onTrouble);
  if (typeof value !== 'object' || value === null) return value ?? null;
  if (Array.isArray(value)) return value.map((item) => plainValue(item, onTrouble));
  if (value instanceof Uint8Array) return textOf(value, onTrouble);
  if (Object.getPrototypeOf(value) === Object.prototype)
    return plainRecord(value as Record<string, unknown>, onTrouble);
  if (value instanceof duckdb.DuckDBTimestampValue || value instanceof duckdb.DuckDBTimestampTZValue)
    return timeOf(value.micros, onTrouble);
  if (value instanceof duckdb.DuckDBTimestampMillisecondsValue)
    return timeOf(saturated(value.millis, 1000n), onTrouble);
  if (value instanceof duckdb.DuckDBTimestampSecondsValue)
    return timeOf(saturated(value.seconds, 1_000_000n), onTrouble);
  if (value instanceof duckdb.DuckDBTimestampNanosecondsValue)
    return timeOf(isInfinite(value.nanos) ? value.nanos : value.nanos / 1000n, onTrouble);
  if (value instanceof duckdb.DuckDBDateValue) return dateOf(value.days, onTrouble);
  if (value instanceof duckdb.DuckDBDecimalValue) return exactDecimal(value.toString());
  if (value instanceof duckdb.DuckDBBlobValue) return textOf(value.bytes, onTrouble);
  if (value instanceof duckdb.DuckDBListValue || value instanceof duckdb.DuckDBArrayValue)
    return value.items.map((item) => plainValue(item, onTrouble));
  if (value instanceof duckdb.DuckDBStructValue) return plainRecord(value.entries, onTrouble);
  if (value instanceof duckdb.DuckDBMapValue)
    return Object.fromEntries(
      value.entries.map(({ key, value: own }) => [
        String(plainValue(key, onTrouble)),
        plainValue(own, onTrouble),
      ]),
    );
  if (value instanceof duckdb.DuckDBUnionValue) return plainValue(value.value, onTrouble);
  return typeof value.toString === 'function' ? (value as { toString(): string }).toString() : null;
}

export const plainRecord = (
  entries: Readonly<Record<string, unknown>>,
  onTrouble: OnTrouble,
): Record<string, unknown> =>
  Object.fromEntries(Object.entries(entries).map(([key, own]) => [key, plainValue(own, onTrouble)]));

function noNumber(value: number, onTrouble: OnTrouble): null {
  if (!Number.isNaN(value))
    onTrouble('number-out-of-range', 'it is an infinite number: it was read as missing', String(value));
  return null;
}

const INT64_MAX = 2n ** 63n - 1n;
const isInfinite = (raw: bigint): boolean => raw >= INT64_MAX || raw <= -INT64_MAX;
const saturated = (raw: bigint, factor: bigint): bigint => (isInfinite(raw) ? raw : raw * factor);

function timeOf(micros: bigint, onTrouble: OnTrouble): string | null {
  if (!isInfinite(micros) && micros <= MAX_MICROS && micros >= -MAX_MICROS)
    return new Date(Number(micros / 1000n)).toISOString();
  const sample = isInfinite(micros) ? (micros > 0n ? 'infinity' : '-infinity') : `${micros} µs`;
  onTrouble('time-out-of-range', 'it is a time that no calendar has: it was read as missing', sample);
  return null;
}

const MICROS_A_DAY = 86_400_000_000n;
function dateOf(days: number, onTrouble: OnTrouble): string | null {
  const isFinite = Math.abs(days) < 2 ** 31 - 1;
  const time = timeOf(
    isFinite ? BigInt(days) * MICROS_A_DAY : BigInt(Math.sign(days)) * INT64_MAX,
    onTrouble,
  );
  return time === null ? null : time.slice(0, time.indexOf('T'));
}

const exactInteger = (value: bigint): number | string =>
  Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();

/** Up to 15 significant digits a double gives back what was written. */
export function exactDecimal(text: string): number | string {
  const digits = text.replace(/^-?0*\.?0*|\.|-/g, '').length;
  return digits <= 15 ? Number(text) : text;
}

function textOf(bytes: Uint8Array, onTrouble: OnTrouble): string | null {
  if (isUtf8(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  const sample = sampleOf(Buffer.from(bytes.subarray(0, 400)));
  onTrouble('bytes-not-text', 'it holds bytes that are no text: it was read as missing', sample);
  return null;
}
