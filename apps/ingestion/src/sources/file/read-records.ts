import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PassThrough } from 'node:stream';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { PermanentError } from '@convoscope/contracts';
import { parseRecord, type FileRecord } from './file-record.ts';
import { readCsv } from './read-csv.ts';
import { readJsonArray } from './read-json-array.ts';
import { readParquet } from './read-parquet.ts';

export const FILE_FORMATS = ['jsonl', 'json', 'csv', 'parquet'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

const EXTENSIONS: Readonly<Record<string, FileFormat>> = {
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  json: 'json',
  csv: 'csv',
  parquet: 'parquet',
};

/** The format by the file's name (`.gz` set aside), or null where it is none of ours. */
export function formatOf(path: string): FileFormat | null {
  const extension = path.replace(/\.gz$/i, '').split('.').at(-1)?.toLowerCase() ?? '';
  const format = EXTENSIONS[extension] ?? null;
  return format === 'parquet' && /\.gz$/i.test(path) ? null : format;
}

/**
 * Records of a file from its first on, streamed: memory is bounded by the largest record. Throws PermanentError `FILE_UNREADABLE` where the file
 * ends too early or is not what its name says.
 */
export async function* readRecords(path: string, onBytes: (n: number) => void): AsyncIterable<FileRecord> {
  try {
    yield* recordsOf(path, onBytes);
  } catch (cause) {
    const message = `${path} cannot be read to its end: ${(cause as Error).message}`;
    throw new PermanentError(message, { code: 'FILE_UNREADABLE', cause, context: { path } });
  }
}

function recordsOf(path: string, onBytes: (n: number) => void): AsyncIterable<FileRecord> {
  const format = formatOf(path);
  if (format === 'parquet') return readParquet(path);
  const text = openText(path, onBytes);
  if (format === 'csv') return readCsv(text);
  if (format === 'json') return readJsonArray(text);
  return readJsonLines(text);
}

function openText(path: string, onBytes: (n: number) => void): Readable {
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  file.on('data', (chunk) => onBytes(chunk.length));
  const output = new PassThrough();
  const chain = /\.gz$/i.test(path) ? pipeline(file, createGunzip(), output) : pipeline(file, output);
  // The failure also destroys `output`, whose reader raises it.
  chain.catch(() => undefined);
  return output;
}

async function* readJsonLines(text: Readable): AsyncIterable<FileRecord> {
  for await (const line of linesOf(text)) {
    if (line.trim() !== '') yield parseRecord(line);
  }
}

/** readline swallows errors of its input, so they are raised here. */
async function* linesOf(text: Readable): AsyncIterable<string> {
  let failure: Error | null = null;
  text.on('error', (error) => (failure = error));
  const lines = createInterface({ input: text, crlfDelay: Infinity });
  text.on('error', () => lines.close());
  yield* lines;
  if (failure !== null) throw failure as Error;
}
