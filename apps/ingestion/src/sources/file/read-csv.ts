import type { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { FileRecord } from './file-record.ts';

/** Longest record accepted, in characters; a missing closing quote would otherwise swallow the file. */
const MAX_RECORD_CHARACTERS = 16 * 1024 * 1024;

/** Records of a CSV file with a header line. Empty cells are null. A record with a wrong number of cells is unreadable, the next one is read. */
export async function* readCsv(text: Readable): AsyncIterable<FileRecord> {
  const parser = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD_CHARACTERS,
  });
  text.on('error', (error) => parser.destroy(error));
  text.pipe(parser);
  let header: string[] | null = null;
  for await (const cells of parser as AsyncIterable<string[]>) {
    if (header === null) header = cells.map((title) => title.trim());
    else if (cells.length !== header.length) {
      yield { unreadable: `${cells.length} cells, the header has ${header.length}` };
    } else yield { columns: toColumns(header, cells) };
  }
}

const toColumns = (header: readonly string[], cells: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(header.map((title, index) => [title, cells[index] === '' ? null : cells[index]]));
