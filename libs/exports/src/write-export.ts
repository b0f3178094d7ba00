import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { Column } from './conversation-columns.ts';
import { destination, type ExportFormat, type ExportTarget, type Writer } from './export-target.ts';

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

/** What the larger formats need is loaded where they are asked for: a service that never writes one does not carry it. */
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
  parquet: async (...args) => (await import('./write-parquet.ts')).writeParquet(...args),
  arrow: async (...args) => (await import('./write-arrow.ts')).writeArrow(...args),
};

/** What a spreadsheet takes for a formula: also behind blanks and marks, which it drops, and in the wide forms of East Asia. */
const FORMULA = /^(?:[\t\r\n]|[\s\0\ufeff\u200b]*[=+\-@\uff1d\uff0b\uff0d\uff20])/;

const withoutFormula = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

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
