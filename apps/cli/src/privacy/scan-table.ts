import { DataError } from '@convoscope/detectors';
import type { Finder } from '@convoscope/privacy';
import { describeTrouble, readTable } from '@convoscope/tables';

/** Personal data of one kind in one field: how much of it, and where the first is. */
export interface ScanFind {
  readonly kind: string;
  /** Column, and the path within it: `messages[].content`. */
  readonly field: string;
  n: number;
  nRows: number;
  readonly first: string;
}

/** A field that is text is looked at as it is, or, where it is JSON, value by value. Deeper than this nothing is looked for. */
const MAX_DEPTH = 20;

/** Every text of a value with its path. */
function* textsIn(value: unknown, path: string, depth = 0): Generator<[path: string, text: string]> {
  if (depth > MAX_DEPTH || value === null || value === undefined) return;
  if (typeof value === 'string') {
    const parsed = /^\s*[[{]/.test(value) ? parseOrNull(value) : null;
    if (parsed === null) yield [path, value];
    else yield* textsIn(parsed, path, depth + 1);
  } else if (typeof value === 'number' || typeof value === 'bigint') yield [path, String(value)];
  else if (Array.isArray(value)) for (const item of value) yield* textsIn(item, `${path}[]`, depth + 1);
  else if (typeof value === 'object')
    for (const [key, item] of Object.entries(value))
      yield* textsIn(item, path === '' ? key : `${path}.${key}`, depth + 1);
}

export function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // No JSON after all: a text that begins with a bracket.
    return null;
  }
}

/** Every kind of personal data that a finder finds in the rows of a file, by field, the most frequent first. Memory: one entry a kind and field. */
export async function scanTable(file: string, find: Finder): Promise<{ nRows: number; finds: ScanFind[] }> {
  const finds = new Map<string, ScanFind>();
  let nRows = 0;
  for await (const batch of readTable(file))
    for (const entry of batch) {
      if (entry.kind === 'broken')
        throw new DataError(`${file} cannot be read: ${describeTrouble(entry.trouble)}`);
      if (entry.kind !== 'record') continue;
      nRows += 1;
      const place = entry.line === null ? `row ${nRows}` : `line ${entry.line}`;
      countRow(entry.columns, place, find, finds);
    }
  return {
    nRows,
    finds: [...finds.values()].sort(
      (a, b) => b.n - a.n || a.field.localeCompare(b.field) || a.kind.localeCompare(b.kind),
    ),
  };
}

function countRow(columns: unknown, place: string, find: Finder, finds: Map<string, ScanFind>): void {
  const met = new Set<ScanFind>();
  for (const [field, text] of textsIn(columns, ''))
    for (const { kind } of find(text)) {
      const known = finds.get(`${kind}\n${field}`) ?? { kind, field, n: 0, nRows: 0, first: place };
      finds.set(`${kind}\n${field}`, known);
      known.n += 1;
      if (!met.has(known)) known.nRows += 1;
      met.add(known);
    }
}
