import { DataError, type DataTable } from '@convoscope/detectors';
import { BrokenFile, describeTrouble, readColumns, type Trouble } from '@convoscope/tables';

/** A table for detectors, with what was found wrong in its file as sentences. */
export interface ReadDataTable {
  table: DataTable;
  notes: string[];
  /** Rows that could not be read and are not in the table. */
  nRefused: number;
}

/** Sentences about rows; the rest is counted. */
const MAX_ROWS_NAMED = 5;

/**
 * Reads a table: CSV, JSON, JSON Lines (also packed) or Parquet. Rows that cannot be read are left out and named. Throws `DataError` that names the
 * file where it cannot be read to its end, or where none of its rows can.
 */
export async function readDataTable(path: string): Promise<ReadDataTable> {
  try {
    const { table, refused, nRefused, notes } = await readColumns(path);
    const sentenceOf = (trouble: Trouble): string => describeTrouble({ ...trouble, file: path });
    const refusals = refused.map(sentenceOf);
    if (table.nRows === 0 && refusals[0] !== undefined) throw new DataError(refusals[0]);
    return { table, nRefused, notes: [...rowsLeftOut(nRefused, refusals), ...notes.map(sentenceOf)] };
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error;
    throw new DataError(describeTrouble({ ...error.trouble, file: path }), { cause: error });
  }
}

function rowsLeftOut(nRefused: number, sentences: readonly string[]): string[] {
  if (nRefused === 0) return [];
  const named = sentences.slice(0, MAX_ROWS_NAMED);
  const rows = nRefused === 1 ? '1 row was' : `${nRefused} rows were`;
  const more = nRefused > named.length ? [`and ${nRefused - named.length} more like these`] : [];
  return [`${rows} left out, so rows are numbered without them:`, ...named, ...more];
}
