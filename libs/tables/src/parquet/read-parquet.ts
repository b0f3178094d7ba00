import type { BrokenEntry, TableEntry, Trouble } from '../entry.ts';
import { withParquet } from './open-parquet.ts';
import { plainRecord } from './plain-value.ts';

/** Records of a Parquet file in the file's order, a batch a chunk of DuckDB (2,048 rows). */
export async function* readParquet(path: string): AsyncGenerator<TableEntry[]> {
  yield* withParquet(path, async function* ({ connection, table, nRowsClaimed }) {
    const result = await connection.stream(`SELECT * FROM ${table}`);
    let record = 0;
    for await (const rows of result.yieldRowObjects()) {
      yield rows.map((row) => toEntry(row, ++record));
    }
    if (record !== nRowsClaimed) yield [falseCount(record, nRowsClaimed)];
  });
}

function toEntry(row: Record<string, unknown>, record: number): TableEntry {
  const cells: Trouble[] = [];
  const columns: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(row)) {
    const plain = plainRecord({ value }, (reason, message, sample) =>
      cells.push({ reason, message, line: null, column, sample }),
    );
    columns[column] = plain['value'];
  }
  const entry = { kind: 'record' as const, record, line: null, columns, sizeBytes: 0 };
  return cells.length === 0 ? entry : { ...entry, cells };
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
