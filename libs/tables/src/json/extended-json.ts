import { isRecord } from '@convoscope/contracts';

/**
 * MongoDB's extended JSON as plain values: `{"$oid"}`, `{"$uuid"}` and `{"$numberDecimal"}` become texts, numbers numbers (texts of digits beyond
 * 2^53), `{"$date"}` a time as ISO text or milliseconds, `{"$timestamp"}` seconds. Anything else with a `$` stays as it is.
 * Below `levels` nothing is looked at any more.
 */
export function unwrapExtended(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null || levels === 0) return value;
  if (Array.isArray(value)) return value.map((member) => unwrapExtended(member, levels - 1));
  const record = value as Record<string, unknown>;
  const keys = Object.keys(record);
  const [key = ''] = keys;
  if (key.startsWith('$') && keys.length === 1 && Object.hasOwn(UNWRAP, key)) {
    const plain = UNWRAP[key]?.(record[key]);
    if (plain !== undefined) return plain;
  }
  for (const name of keys) record[name] = unwrapExtended(record[name], levels - 1);
  return record;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const number = (value: unknown): number | string | undefined => {
  const plain = Number(value);
  if (typeof value !== 'string' || value.trim() === '') return typeof value === 'number' ? value : undefined;
  return Number.isSafeInteger(plain) || !/^-?\d+$/.test(value) ? plain : value;
};

const UNWRAP: Readonly<Record<string, (value: unknown) => unknown>> = {
  $oid: text,
  $uuid: text,
  $symbol: text,
  $numberDecimal: text,
  $numberInt: number,
  $numberLong: number,
  $numberDouble: number,
  $date: (value) =>
    typeof value === 'string' || typeof value === 'number' ? value : unwrapExtended(value, 1),
  $timestamp: (value) => (isRecord(value) && typeof value['t'] === 'number' ? value['t'] * 1000 : undefined),
  $binary: (value) => (isRecord(value) ? text(value['base64']) : text(value)),
};
