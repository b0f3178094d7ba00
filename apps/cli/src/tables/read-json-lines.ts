import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { DataError, type DataTable } from '@convoscope/detectors';
import { createTableBuilder } from './table-builder.ts';

/** The values of an object by their paths: { a: { b: 1 } } has a.b. Lists stay one value. */
function* flatten(value: object, prefix = ''): Generator<[string, unknown]> {
  for (const [key, own] of Object.entries(value) as [string, unknown][]) {
    if (own !== null && typeof own === 'object' && !Array.isArray(own))
      yield* flatten(own, `${prefix}${key}.`);
    else yield [prefix + key, own];
  }
}

function parseLine(text: string, line: number): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new DataError(
      `line ${line} is not JSON: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new DataError(`line ${line} is not a JSON object`);
  return value;
}

/** A table out of JSON Lines: one object a row, nested objects by path, missing keys as missing values. */
export async function readJsonLines(input: Readable): Promise<DataTable> {
  const table = createTableBuilder();
  let line = 0;
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    line += 1;
    const trimmed = line === 1 ? text.replace(/^\uFEFF/, '').trim() : text.trim();
    if (trimmed !== '') table.row(flatten(parseLine(trimmed, line)));
  }
  return table.finish();
}
