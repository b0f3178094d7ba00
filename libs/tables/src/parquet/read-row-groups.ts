import type { TableEntry } from '../entry.ts';
import { describeFailure, quoteName, type ParquetFile } from './open-parquet.ts';
import type { RawColumn, RawFile } from './raw-columns.ts';
import { toEntry } from './to-entry.ts';

interface Damage {
  from: number;
  to: number;
  why: string;
}

/** Places that are named; of more their number is said. */
const MAX_NAMED = 10;

/**
 * The rows of a file from one on, a row group at a time, so that a damaged one costs only itself; at the end what is damaged is said. Columns that
 * DuckDB rounds, or refuses for one of their cells, are read beside it.
 */
export async function* readRowGroups(
  file: ParquetFile,
  raw: RawFile,
  from: number,
): AsyncGenerator<TableEntry[]> {
  const names = await namesOf(file);
  const damages: Damage[] = [];
  let columns = raw.wide;
  let begin = 0;
  for (const nRows of raw.groups) {
    const end = begin + nRows;
    let at = Math.max(begin, from);
    while (at < end) {
      try {
        for await (const entries of rowsOf(file, names, columns, at, end)) {
          at += entries.length;
          yield entries;
        }
        if (at < end) damages.push({ from: at, to: end, why: 'it has fewer rows than it says' });
        break;
      } catch (error) {
        const isTime = (error as Error).message.includes('Timestamp(MS)');
        if (isTime && columns.length < raw.wide.length + raw.inMillis.length) {
          columns = [
            ...raw.wide,
            ...raw.inMillis.filter(({ index }) => !raw.wide.some((own) => own.index === index)),
          ];
          if (columns.length > raw.wide.length) continue;
        }
        damages.push({ from: at, to: end, why: describeFailure(error, file.path) });
        break;
      }
    }
    begin = end;
  }
  if (damages.length > 0) yield [damaged(damages, begin)];
}

async function namesOf({ connection, table }: ParquetFile): Promise<string[]> {
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${table}`);
  return described.getRows().map(([name]) => String(name));
}

async function* rowsOf(
  { connection, numberedTable }: ParquetFile,
  names: readonly string[],
  rawColumns: readonly RawColumn[],
  from: number,
  to: number,
): AsyncGenerator<TableEntry[]> {
  const isRaw = (index: number): boolean => rawColumns.some((column) => column.index === index);
  const own = names.map((name, index) => ({ name, index })).filter(({ index }) => !isRaw(index));
  const list = own.map(({ name }) => quoteName(name)).join(', ') || '1';
  const result = await connection.stream(
    `SELECT ${list} FROM ${numberedTable} WHERE file_row_number >= ${from} AND file_row_number < ${to}`,
  );
  let values: Map<number, readonly unknown[] | Error> | null = null;
  let at = from;
  for await (const rows of result.yieldRows()) {
    values ??= await readRaw(rawColumns, from, to);
    const entries: TableEntry[] = [];
    for (const row of rows) {
      const cells = new Map<number, unknown>(own.map(({ index }, i) => [index, row[i]]));
      for (const [index, column] of values)
        cells.set(index, column instanceof Error ? column : column[at - from]);
      const columns = Object.fromEntries(names.map((name, index) => [name, cells.get(index) ?? null]));
      entries.push(toEntry(columns, ++at));
    }
    yield entries;
  }
}

/** A column that cannot be read is the error. */
async function readRaw(
  columns: readonly RawColumn[],
  from: number,
  to: number,
): Promise<Map<number, readonly unknown[] | Error>> {
  const values = new Map<number, readonly unknown[] | Error>();
  for (const { index, read } of columns)
    values.set(index, await read(from, to).catch((error: unknown) => error as Error));
  return values;
}

function damaged(damages: readonly Damage[], nRows: number): TableEntry {
  const nLost = damages.reduce((sum, { from, to }) => sum + to - from, 0);
  const named = damages.slice(0, MAX_NAMED).map(({ from, to, why }) => `${from + 1} to ${to}: ${why}`);
  const more = damages.length > MAX_NAMED ? [`and ${damages.length - MAX_NAMED} places more`] : [];
  const message = `${nLost} of its ${nRows} rows are damaged, the others were read (rows ${[...named, ...more].join('; ')})`;
  return {
    kind: 'broken',
    trouble: { reason: 'damaged-rows', message, line: null, column: null, sample: null },
  };
}
