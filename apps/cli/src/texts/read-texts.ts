import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { DataError } from '@convoscope/detectors';

/** One row of a file of texts. */
export interface TextRow {
  readonly text: string;
  /** Missing only where no label was asked for. */
  readonly label: string | undefined;
  /** The whole object, for commands that hand it on. */
  readonly row: Readonly<Record<string, unknown>>;
}

export interface SkippedLine {
  readonly line: number;
  readonly reason: string;
}

export interface ReadTextsOptions {
  /** Fields that may hold the label, the first that is there wins; none where no label is needed. */
  readonly labels?: readonly string[];
  /** Leaves out rows that cannot be used, and counts them; otherwise the first one ends the reading. */
  readonly skipInvalid?: boolean | undefined;
  readonly onSkipped?: (skipped: SkippedLine) => void;
}

/** Longest line that is read: longer ones are no row of texts. */
const MOST_CHARACTERS = 64 * 1024 * 1024;

/** The lines of a stream. Only the line feed parts them: U+2028 may stand within a JSON string, where readline would split. */
export async function* splitLines(input: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const chunk of input) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MOST_CHARACTERS) throw new DataError('a line is longer than 64 Mi characters');
    yield* lines;
  }
  if (rest !== '') yield rest;
}

/** Opens a file of lines, also gzipped; `-` is the given standard input. */
export function openLines(file: string, stdin: Readable): Readable {
  if (file === '-') return stdin;
  const bytes = createReadStream(file);
  if (!file.endsWith('.gz')) return bytes;
  const text = createGunzip();
  bytes.on('error', (error) => text.destroy(error));
  return bytes.pipe(text);
}

function toRow(line: string, labels: readonly string[] | undefined): TextRow {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new DataError(`is not JSON: ${(error as Error).message}`, { cause: error });
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new DataError('is not a JSON object such as {"text": "…"}');
  const row = value as Record<string, unknown>;
  if (typeof row['text'] !== 'string') throw new DataError('has no field "text" with a string');
  if (labels === undefined) return { text: row['text'], label: undefined, row };
  const label = labels.map((field) => row[field]).find((each) => each !== undefined && each !== null);
  if (label === undefined) throw new DataError(`has no field "${labels.join('" or "')}"`);
  if (typeof label === 'number' || typeof label === 'boolean')
    return { text: row['text'], label: String(label), row };
  if (typeof label !== 'string' || label === '')
    throw new DataError(`has a label that is ${label === '' ? 'empty' : 'no string'}`);
  return { text: row['text'], label, row };
}

/**
 * The rows of JSON Lines with a text each, one after the other. Empty lines are passed over. Throws DataError with file and
 * line where a row cannot be used, unless `skipInvalid` is set.
 */
export async function* streamTexts(
  file: string,
  input: AsyncIterable<Buffer | string>,
  options: ReadTextsOptions = {},
): AsyncGenerator<TextRow> {
  let line = 0;
  for await (const text of splitLines(input)) {
    line += 1;
    const trimmed = (line === 1 ? text.replace(/^\uFEFF/, '') : text).trim();
    if (trimmed === '') continue;
    try {
      yield toRow(trimmed, options.labels);
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      if (!options.skipInvalid)
        throw new DataError(`${file}: line ${line} ${error.message} (--skip-invalid passes over such rows)`, {
          cause: error,
        });
      options.onSkipped?.({ line, reason: error.message });
    }
  }
}

export interface TextFile {
  readonly rows: TextRow[];
  readonly skipped: SkippedLine[];
}

/** All rows of a file. Throws DataError where it cannot be read or has no row. */
export async function readTexts(file: string, stdin: Readable, options: ReadTextsOptions): Promise<TextFile> {
  const rows: TextRow[] = [];
  const skipped: SkippedLine[] = [];
  const onSkipped = (one: SkippedLine): void => void skipped.push(one);
  try {
    for await (const row of streamTexts(file, openLines(file, stdin), { ...options, onSkipped }))
      rows.push(row);
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  if (rows.length === 0) throw new DataError(`${file} has no row of text`);
  return { rows, skipped };
}
