import { DataError, type DataTable } from '@convoscope/detectors';
import { BrokenFile, readColumns, type Trouble } from '@convoscope/tables';

/** A table for detectors, with what was found wrong in its file as sentences. */
export interface TableInput {
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
export async function readTable(path: string): Promise<TableInput> {
  try {
    const { table, refused, nRefused, notes } = await readColumns(path);
    if (table.nRows === 0 && refused[0] !== undefined)
      throw new DataError(`${path}: ${sentenceOf(refused[0])}`);
    return { table, nRefused, notes: [...rowsLeftOut(nRefused, refused), ...notes.map(sentenceOf)] };
  } catch (error) {
    if (error instanceof BrokenFile) throw new DataError(`${path}: ${error.message}`, { cause: error });
    throw error;
  }
}

function rowsLeftOut(nRefused: number, refused: readonly Trouble[]): string[] {
  if (nRefused === 0) return [];
  const named = refused.slice(0, MAX_ROWS_NAMED).map(sentenceOf);
  const rows = nRefused === 1 ? '1 row was' : `${nRefused} rows were`;
  const more = nRefused > named.length ? [`and ${nRefused - named.length} more like these`] : [];
  return [`${rows} left out, so rows are numbered without them:`, ...named, ...more];
}

function sentenceOf({ line, column, message, sample }: Trouble): string {
  const place = [line === null ? null : `line ${line}`, column === null ? null : `column "${column}"`];
  const where = place.filter((part) => part !== null).join(', ');
  return `${where === '' ? '' : `${where}: `}${message}${sample === null ? '' : ` ("${sample}")`}`;
}
