import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** The objects of JSON Lines, also gzipped. */
export function readRows<T>(file: string): T[] {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

/** A share as a percentage with one decimal. */
export const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)} %`;
