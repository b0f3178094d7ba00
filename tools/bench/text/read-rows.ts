import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { LabelledText } from '@convoscope/text';

/** The objects of JSON Lines, also gzipped. */
export function readRows<T>(file: string): T[] {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

interface LabelledRow {
  readonly text: string;
  readonly label?: string;
  readonly intent?: string;
}

/** Texts with their labels, by the file's path below the data without its ending. */
export const readExamples = (data: string, file: string): LabelledText[] =>
  readRows<LabelledRow>(join(data, `${file}.jsonl`)).map(({ text, label, intent }) => ({
    text,
    label: label ?? intent ?? '',
  }));

/** A share as a percentage with one decimal. */
export const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)} %`;
