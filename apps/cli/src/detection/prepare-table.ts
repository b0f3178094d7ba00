import {
  columnByName,
  createFeaturePipeline,
  DataError,
  numbersOf,
  type DataColumn,
  type DataTable,
  type FeatureOptions,
  type FeaturePipeline,
  type Matrix,
} from '@convoscope/detectors';
import type { LabelledTable } from '@convoscope/registry';

/** A table and the numbers that a detector sees of it. */
export interface PreparedTable extends LabelledTable {
  matrix: Matrix;
  pipeline: FeaturePipeline;
}

const MAX_NOTES = 30;

/** Learns the features from the table and computes them. */
export function prepareTable(input: LabelledTable, options: FeatureOptions): PreparedTable {
  const pipeline = createFeaturePipeline(options);
  const matrix = pipeline.fit(input.table);
  const encoded = pipeline.columns.filter(({ role }) => role !== 'number' && role !== 'omit');
  const notes = [
    ...input.notes,
    ...encoded
      .slice(0, MAX_NOTES)
      .map(({ name, role, reason }) => `column "${name}" is used as ${role}: ${reason}`),
  ];
  return { ...input, matrix, pipeline, notes };
}

/** The value of a row as it was read, for showing it. */
export function cellOf(column: DataColumn, row: number): number | string | null {
  if (column.kind === 'text') return column.categories[column.codes[row] ?? -1] ?? null;
  const value = column.values[row] ?? NaN;
  return Number.isNaN(value) ? null : Number.isFinite(value) ? value : String(value);
}

/** The numbers of a series. Throws `DataError` naming the first row that is a text; a missing value is NaN. */
export function seriesOf(table: DataTable, name: string): Float64Array {
  const column = columnByName(table, name);
  const values = numbersOf(column);
  if (column.kind === 'number') return values;
  const wrong = values.findIndex((value, row) => Number.isNaN(value) && (column.codes[row] ?? -1) >= 0);
  if (wrong >= 0)
    throw new DataError(
      `row ${wrong} of column "${name}" is "${cellOf(column, wrong)}": a series needs numbers`,
    );
  return values;
}
