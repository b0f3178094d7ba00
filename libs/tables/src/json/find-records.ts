import { isRecord } from '@convoscope/contracts';
import { MAX_DEPTH, parseJson } from './parse-json.ts';

export const hasKey = (columns: Readonly<Record<string, unknown>>, keys: readonly string[]): boolean =>
  keys.some((key) => Object.hasOwn(columns, key));

/** The outermost objects with one of the keys in a JSON text; null: it is none. */
export function findRecords(json: string, keys: readonly string[]): Record<string, unknown>[] | null {
  let value: unknown;
  try {
    value = parseJson(json);
  } catch {
    return null;
  }
  // Texts without the keys are looked through no further: most are.
  return keys.some((key) => json.includes(JSON.stringify(key))) ? recordsIn(value, keys, MAX_DEPTH) : [];
}

function recordsIn(value: unknown, keys: readonly string[], levels: number): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null || levels === 0) return [];
  if (isRecord(value) && hasKey(value, keys)) return [value];
  return Object.values(value).flatMap((member: unknown) => recordsIn(member, keys, levels - 1));
}
