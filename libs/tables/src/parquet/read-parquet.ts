import type { BrokenEntry, TableEntry } from '../entry.ts';
import { withParquet, type ParquetFile } from './open-parquet.ts';
import { openRawFile, type RawFile } from './raw-columns.ts';
import { readRowGroups } from './read-row-groups.ts';
import { toEntry } from './to-entry.ts';

/**
 * Records of a Parquet file in the file's order, a batch a chunk of DuckDB (2,048 rows). Where DuckDB stops at a damaged place or a value that it
 * cannot hold, and where it would round, the rest is read by row groups.
 */
export async function* readParquet(path: string): AsyncGenerator<TableEntry[]> {
  yield* withParquet(path, async function* (file) {
    let record = 0;
    let failure: unknown = null;
    if (!file.hasWideDecimals) {
      try {
        const result = await file.connection.stream(`SELECT * FROM ${file.table}`);
        for await (const rows of result.yieldRowObjects()) yield rows.map((row) => toEntry(row, ++record));
      } catch (error) {
        failure = error;
      }
      if (failure === null) {
        if (record !== file.nRowsClaimed) yield [falseCount(record, file.nRowsClaimed)];
        return;
      }
    }
    yield* byRowGroups(file, record, failure);
  });
}

async function* byRowGroups(file: ParquetFile, from: number, failure: unknown): AsyncGenerator<TableEntry[]> {
  let raw: RawFile;
  try {
    raw = await openRawFile(file.path);
  } catch (error) {
    throw failure ?? error;
  }
  try {
    yield* readRowGroups(file, raw, from);
  } finally {
    await raw.close();
  }
}

const falseCount = (nRead: number, nClaimed: number): BrokenEntry => ({
  kind: 'broken',
  trouble: {
    reason: 'row-count-differs',
    message: `it says that it has ${nClaimed} rows and has ${nRead}`,
    line: null,
    column: null,
    sample: null,
  },
});
