import { createWriteStream } from 'node:fs';
import { Transform, type Writable } from 'node:stream';
import type { Column } from './conversation-columns.ts';

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

export type Writer = (
  rows: AsyncIterable<unknown>,
  columns: readonly Column<unknown>[],
  target: ExportTarget,
) => Promise<void>;

/** Standard output stays open for whoever runs the command. */
export const destination = ({ file, stdout }: ExportTarget): [Writable] => [
  file === null
    ? new Transform({
        transform: (chunk, _encoding, done) => stdout.write(chunk, () => done()),
      }).resume()
    : createWriteStream(file),
];
