import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { PassThrough, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { DataError, type DataTable } from '@convoscope/detectors';
import { createCsvParser } from './csv-parser.ts';
import { readJsonLines } from './read-json-lines.ts';
import { readParquet } from './read-parquet.ts';
import { createTableBuilder } from './table-builder.ts';

const CHUNK_BYTES = 2 ** 20;
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder, not a file',
  EACCES: 'it may not be read',
  Z_DATA_ERROR: 'its gzip data is damaged',
  Z_BUF_ERROR: 'its gzip data ends too early',
};

/** Why, in one line: the file's own trouble in words, else the first line of the message. */
function reasonOf(error: unknown): string {
  const { code = '', message = String(error) } = error as Partial<NodeJS.ErrnoException>;
  return REASONS[code] ?? message.split('\n', 1)[0] ?? message;
}

/** The first bytes of a file: they say more about its format than its name does. */
async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function readCsv(input: Readable): Promise<DataTable> {
  const table = createTableBuilder();
  const parser = createCsvParser(table);
  for await (const chunk of input) parser.write(chunk as Buffer);
  parser.end();
  return table.finish();
}

/** Whether the text is JSON Lines: by its name, else by the brace that an object begins with. */
async function isJsonLines(path: string, input: PassThrough): Promise<boolean> {
  if (/\.(jsonl|ndjson)(\.gz)?$/i.test(path)) return true;
  if (/\.(csv|tsv)(\.gz)?$/i.test(path)) return false;
  for await (const chunk of input.iterator({ destroyOnReturn: false })) {
    input.unshift(chunk as Buffer);
    return /^\uFEFF?\s*\{/.test((chunk as Buffer).toString('utf8', 0, 1000));
  }
  return false;
}

async function readText(path: string, isGzip: boolean): Promise<DataTable> {
  const text = new PassThrough({ highWaterMark: CHUNK_BYTES });
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  const flowing = isGzip
    ? pipeline(file, createGunzip({ chunkSize: CHUNK_BYTES }), text)
    : pipeline(file, text);
  const reading = isJsonLines(path, text).then((isJson) => (isJson ? readJsonLines(text) : readCsv(text)));
  const outcomes = await Promise.allSettled([reading, flowing]);
  const [table, source] = outcomes;
  if (table.status === 'fulfilled' && source.status === 'fulfilled') return table.value;
  // Where the reader gave up, the file was cut off because of it; where the file failed, the reader knows only of its end.
  const isReadersFault = table.status === 'rejected' && table.reason instanceof DataError;
  throw isReadersFault || source.status === 'fulfilled'
    ? (table as PromiseRejectedResult).reason
    : source.reason;
}

/**
 * Reads a table: CSV, JSON Lines (both also gzipped) or Parquet, told apart by their first bytes and the name's ending. Numbers go straight into
 * typed arrays, each distinct text of a column is held once. Throws `DataError` that names the file, and the line where there is one.
 */
export async function readTable(path: string): Promise<DataTable> {
  try {
    const magic = await firstBytes(path);
    if (magic.toString('latin1') === 'PAR1') return await readParquet(path);
    return await readText(path, magic[0] === 0x1f && magic[1] === 0x8b);
  } catch (error) {
    throw new DataError(`${path}: ${reasonOf(error)}`, { cause: error });
  }
}
