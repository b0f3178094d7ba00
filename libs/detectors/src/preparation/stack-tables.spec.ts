import { expect, it } from '@jest/globals';
import { DataError } from '@convoscope/statistics';
import { textColumn, textsOf, type DataColumn, type DataTable } from './data-table.ts';
import { stackTables } from './stack-tables.ts';

const numbers = (name: string, ...values: number[]): DataColumn => ({
  kind: 'number',
  name,
  values: Float64Array.from(values),
});
const table = (...columns: DataColumn[]): DataTable => ({ nRows: 2, columns });
const textsIn = (column: DataColumn | undefined): (string | undefined)[] => {
  const { codes, categories } = textsOf(column!);
  return Array.from(codes, (code) => categories[code]);
};

it('puts the rows of one table below those of another, columns by name', () => {
  const { nRows, columns } = stackTables(
    table(numbers('a', 1, 2), textColumn('b', ['x', undefined])),
    table(textColumn('b', ['y', 'x']), numbers('a', 3, NaN), numbers('c', 0, 0)),
  );
  expect(nRows).toBe(4);
  expect(columns).toHaveLength(2);
  expect(columns[0]).toEqual(numbers('a', 1, 2, 3, NaN));
  expect(textsIn(columns[1])).toEqual(['x', undefined, 'y', 'x']);
});

it('makes texts of numbers that meet texts', () => {
  const { columns } = stackTables(table(numbers('a', 1, NaN)), table(textColumn('a', ['x', '1'])));
  expect(textsIn(columns[0])).toEqual(['1', undefined, 'x', '1']);
});

it('names a column that is not there', () =>
  expect(() => stackTables(table(numbers('a', 1, 2)), table(numbers('b', 1, 2)))).toThrow(DataError));
