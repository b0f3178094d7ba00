import {
  columnByName,
  DataError,
  instantOfNumber,
  parseInstant,
  type DataTable,
} from '@convoscope/detectors';
import { cellOf } from './prepare-table.ts';

/** The column that instants are taken from without being named. */
const USUAL_TIMESTAMP = 'timestamp';

/** The instant of each row, ms since 1970. Throws `DataError` naming the first row without one. */
function readInstants(table: DataTable, name: string): Float64Array {
  const column = columnByName(table, name);
  const parsed =
    column.kind === 'number'
      ? column.values.map(instantOfNumber)
      : Float64Array.from(column.codes, (code) => parseInstant(column.categories[code] ?? ''));
  const wrong = parsed.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0)
    throw new DataError(
      `row ${wrong} of column "${name}" is "${cellOf(column, wrong) ?? ''}": expected an instant, such as 2026-01-31 12:00:00, or a Unix time`,
    );
  return parsed;
}

/** The instants of the rows: of the named column, else of the one that is usually called so, else none. */
export function chooseInstants(table: DataTable, timestamp: string | undefined): Float64Array | undefined {
  const name = timestamp ?? USUAL_TIMESTAMP;
  const isThere = timestamp !== undefined || table.columns.some((column) => column.name === name);
  return isThere ? readInstants(table, name) : undefined;
}
