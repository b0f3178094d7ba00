import { ConfigError } from '@convoscope/contracts';
import { createWriteStream } from 'node:fs';
import { Readable, Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  Bool,
  Field,
  Float64,
  Int64,
  RecordBatchStreamWriter,
  Schema,
  TimestampMillisecond,
  type Vector,
  Utf8,
  vectorFromArray,
  Table,
  type DataType,
} from 'apache-arrow';
import { stringify } from 'csv-stringify';
import { DuckDBInstance, DuckDBTimestampMillisecondsValue, type DuckDBAppender } from '@duckdb/node-api';
import type { Column, ColumnType } from './conversation-columns.ts';

export const EXPORT_FORMATS = ['jsonl', 'csv', 'parquet', 'arrow'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportTarget {
  format: ExportFormat;
  /** CSV: begins with a byte order mark, by which Excel knows that it is UTF-8. */
  bom?: boolean;
  /** A file; null writes to `stdout` (not for Parquet, which needs a file). */
  file: string | null;
  stdout: Writable;
}

/**
 * Writes rows with bounded memory. Returns how many. CSV cells that a spreadsheet would take for a formula are escaped
 * with a leading quote (OWASP, CSV injection).
 */
export async function writeExport<T>(
  rows: AsyncIterable<T>,
  columns: readonly Column<T>[],
  target: ExportTarget,
): Promise<number> {
  let nRows = 0;
  const counted = async function* () {
    for await (const row of rows) {
      nRows += 1;
      yield row;
    }
  };
  await WRITERS[target.format](counted(), columns, target);
  return nRows;
}

type Writer = (
  rows: AsyncIterable<unknown>,
  columns: readonly Column<unknown>[],
  target: ExportTarget,
) => Promise<void>;

const WRITERS: Record<ExportFormat, Writer> = {
  jsonl: (rows, columns, target) =>
    pipeline(Readable.from(rows), toObjects(columns), toLines(), ...destination(target)),
  csv: (rows, columns, target) =>
    pipeline(
      Readable.from(rows),
      toObjects(columns),
      stringify({
        header: true,
        bom: target.bom === true,
        columns: columns.map(({ name }) => name),
        cast: { boolean: String, date: (value) => value.toISOString(), string: withoutFormula },
      }),
      ...destination(target),
    ),
  parquet: writeParquet,
  arrow: writeArrow,
};

/** What a spreadsheet takes for a formula: also behind blanks and marks, which it drops, and in the wide forms of East Asia. */
const FORMULA = /^(?:[\t\r\n]|[\s\0\ufeff\u200b]*[=+\-@\uff1d\uff0b\uff0d\uff20])/;

const withoutFormula = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** Standard output stays open for whoever runs the command. */
const destination = ({ file, stdout }: ExportTarget): [Writable] => [
  file === null
    ? new Transform({
        transform: (chunk, _encoding, done) => stdout.write(chunk, () => done()),
      }).resume()
    : createWriteStream(file),
];

const toObjects = (columns: readonly Column<unknown>[]): Transform =>
  new Transform({
    objectMode: true,
    transform: (row, _encoding, done) =>
      done(null, Object.fromEntries(columns.map((column) => [column.name, column.value(row)]))),
  });

const toLines = (): Transform =>
  new Transform({
    writableObjectMode: true,
    transform: (row, _encoding, done) => done(null, `${JSON.stringify(row)}\n`),
  });

const SQL_TYPES: Record<ColumnType, string> = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP_MS',
};

async function writeParquet(
  rows: AsyncIterable<unknown>,
  columns: readonly Column<unknown>[],
  { file }: ExportTarget,
): Promise<void> {
  if (file === null) throw new ConfigError(['Parquet needs a file: add --out FILE']);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const definitions = columns.map(({ name, type }) => `"${name}" ${SQL_TYPES[type]}`).join(', ');
    await connection.run(`CREATE TABLE export (${definitions})`);
    const appender = await connection.createAppender('export');
    for await (const row of rows) {
      for (const column of columns) appendValue(appender, column.type, column.value(row));
      appender.endRow();
    }
    appender.closeSync();
    await connection.run(`COPY export TO '${file.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function appendValue(
  appender: DuckDBAppender,
  type: ColumnType,
  value: ReturnType<Column<unknown>['value']>,
): void {
  if (value === null) return appender.appendNull();
  switch (type) {
    case 'text':
      return appender.appendVarchar(String(value));
    case 'integer':
      return appender.appendBigInt(BigInt(Number(value)));
    case 'number':
      return appender.appendDouble(Number(value));
    case 'boolean':
      return appender.appendBoolean(Boolean(value));
    case 'timestamp':
      return appender.appendTimestampMilliseconds(
        new DuckDBTimestampMillisecondsValue(BigInt((value as Date).getTime())),
      );
  }
}

const ARROW_TYPES: Record<ColumnType, () => DataType> = {
  text: () => new Utf8(),
  integer: () => new Int64(),
  number: () => new Float64(),
  boolean: () => new Bool(),
  timestamp: () => new TimestampMillisecond(),
};

const BATCH_ROWS = 4096;

/** An Arrow IPC stream: one record batch every 4,096 rows. */
async function writeArrow(
  rows: AsyncIterable<unknown>,
  columns: readonly Column<unknown>[],
  target: ExportTarget,
): Promise<void> {
  const schema = new Schema(columns.map(({ name, type }) => new Field(name, ARROW_TYPES[type](), true)));
  const writer = RecordBatchStreamWriter.throughNode({ autoDestroy: false });
  const written = pipeline(writer, ...destination(target));
  let nBatches = 0;
  for await (const batch of inBatches(rows, BATCH_ROWS)) {
    writer.write(toTable(schema, columns, batch));
    nBatches += 1;
  }
  if (nBatches === 0) writer.write(toTable(schema, columns, []));
  writer.end();
  await written;
}

function toTable(schema: Schema, columns: readonly Column<unknown>[], rows: readonly unknown[]): Table {
  if (rows.length === 0) return new Table(schema);
  const vectors = columns.map(({ name, type, value }) => [
    name,
    vectorFromArray(
      rows.map((row) => toArrowValue(type, value(row))),
      ARROW_TYPES[type](),
    ),
  ]);
  return new Table(schema, Object.fromEntries(vectors) as Record<string, Vector>);
}

const toArrowValue = (type: ColumnType, value: ReturnType<Column<unknown>['value']>): unknown =>
  value !== null && type === 'integer' ? BigInt(Number(value)) : value;

async function* inBatches<T>(rows: AsyncIterable<T>, size: number): AsyncIterable<T[]> {
  let batch: T[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
