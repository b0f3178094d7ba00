import { pipeline } from 'node:stream/promises';
import {
  Bool,
  Field,
  Float64,
  Int64,
  RecordBatchStreamWriter,
  Schema,
  Table,
  TimestampMillisecond,
  Utf8,
  vectorFromArray,
  type DataType,
  type Vector,
} from 'apache-arrow';
import type { Column, ColumnType } from './conversation-columns.ts';
import { destination, type ExportTarget } from './export-target.ts';

const ARROW_TYPES: Record<ColumnType, () => DataType> = {
  text: () => new Utf8(),
  integer: () => new Int64(),
  number: () => new Float64(),
  boolean: () => new Bool(),
  timestamp: () => new TimestampMillisecond(),
};

const BATCH_ROWS = 4096;

/** An Arrow IPC stream: one record batch every 4,096 rows. */
export async function writeArrow(
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
