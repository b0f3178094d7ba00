import { columnByName, textsOf, type DataColumn, type DataTable, type TextColumn } from './data-table.ts';

function stackTexts(upper: TextColumn, lower: TextColumn): TextColumn {
  const categories = [...new Set([...upper.categories, ...lower.categories])];
  const codeOf = new Map(categories.map((text, code) => [text, code]));
  const recode = ({ codes, categories: own }: TextColumn): Int32Array =>
    codes.map((code) => (code < 0 ? -1 : (codeOf.get(own[code]) ?? -1)));
  const codes = new Int32Array(upper.codes.length + lower.codes.length);
  codes.set(recode(upper));
  codes.set(recode(lower), upper.codes.length);
  return { kind: 'text', name: upper.name, codes, categories };
}

function stackColumns(upper: DataColumn, lower: DataColumn): DataColumn {
  if (upper.kind === 'text' || lower.kind === 'text') return stackTexts(textsOf(upper), textsOf(lower));
  const values = new Float64Array(upper.values.length + lower.values.length);
  values.set(upper.values);
  values.set(lower.values, upper.values.length);
  return { kind: 'number', name: upper.name, values };
}

/**
 * The rows of `lower` below those of `upper`, columns by name in the order of `upper`. A column that holds texts in one of them holds texts.
 * Throws `DataError` naming a column that `lower` has not; further ones of it are left out.
 */
export const stackTables = (upper: DataTable, lower: DataTable): DataTable => ({
  nRows: upper.nRows + lower.nRows,
  columns: upper.columns.map((column) => stackColumns(column, columnByName(lower, column.name))),
});
