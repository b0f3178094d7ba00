import { DataError, type DataTable } from '@convoscope/detectors';
import { seriesOf } from './prepare-table.ts';

/** The column that values are taken from without being named. */
const USUAL_VALUE = 'value';
const MAX_NAMES = 20;

/** The columns with the values. Throws `DataError` where one is not there, holds texts, or holds no value at all. */
export function chooseSeries(table: DataTable, value: readonly string[] | undefined): Float64Array[] {
  if (value === undefined && !table.columns.some(({ name }) => name === USUAL_VALUE)) {
    const names = table.columns
      .map(({ name }) => name)
      .slice(0, MAX_NAMES)
      .join(', ');
    throw new DataError(`there is no column "${USUAL_VALUE}": name the one with the values with --value (there are ${names})`); // prettier-ignore
  }
  return [...new Set(value ?? [USUAL_VALUE])].map((name) => {
    const series = seriesOf(table, name);
    if (!series.some(Number.isFinite)) throw new DataError(`column "${name}" holds no value in any row`);
    return series;
  });
}
