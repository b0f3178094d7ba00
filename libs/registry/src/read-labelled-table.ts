import {
  columnByName,
  DataError,
  validateTable,
  type DataColumn,
  type DataTable,
} from '@convoscope/detectors';
import { readDataTable } from './read-data-table.ts';

/** A table read, its labels taken out, and what there was to say about it. */
export interface LabelledTable {
  table: DataTable;
  /** 1 = anomaly; absent where there is no such column. */
  labels?: Uint8Array;
  /** Sentences for a person. */
  notes: string[];
  /** Rows of the file that could not be read and are not in the table. */
  nRefused: number;
}

export interface LabelOptions {
  labelColumn?: string;
  /** Whether the labels are only set aside, where there are any: for a table that is not measured. */
  ignoresLabels?: boolean;
  exclude?: readonly string[];
}

/** The column that labels are taken from without being named, so that no detector learns from them by accident. */
const USUAL_LABEL = 'label';
const TRUTHS = new Map([
  ['true', 1], ['false', 0], ['yes', 1], ['no', 0], ['anomaly', 1], ['normal', 0], ['outlier', 1], ['inlier', 0],
]); // prettier-ignore
const MAX_NOTES = 30;

function toLabels(column: DataColumn): Uint8Array {
  const numbers =
    column.kind === 'number'
      ? column.values
      : Float64Array.from(column.codes, (code) => {
          const text = (column.categories[code] ?? '').trim().toLowerCase();
          return TRUTHS.get(text) ?? (text === '' ? NaN : Number(text));
        });
  const wrong = numbers.findIndex((value) => value !== 0 && value !== 1);
  if (wrong >= 0) {
    const value =
      column.kind === 'number' ? column.values[wrong] : column.categories[column.codes[wrong] ?? -1];
    throw new DataError(
      `row ${wrong} has the label "${value ?? ''}" in column "${column.name}": labels are 0 and 1, or true and false (name their column with --label-column; --exclude "${column.name}" leaves this one out)`,
    );
  }
  return Uint8Array.from(numbers);
}

function refuseBroken(path: string, table: DataTable): string[] {
  const { isUsable, problems } = validateTable(table);
  const texts = problems.map(({ column, message }) =>
    column === undefined ? message : `column "${column}": ${message}`,
  );
  if (!isUsable) throw new DataError(`${path}: ${texts.slice(0, MAX_NOTES).join('; ')}`);
  return texts.length <= MAX_NOTES
    ? texts
    : [...texts.slice(0, MAX_NOTES), `and ${texts.length - MAX_NOTES} more like these`];
}

/** The column of labels: the named one, or the one that is usually called so. */
function findLabels(table: DataTable, { labelColumn, exclude = [], ignoresLabels }: LabelOptions) {
  if (labelColumn !== undefined && !ignoresLabels) return columnByName(table, labelColumn);
  const name = labelColumn ?? USUAL_LABEL;
  return exclude.includes(name) ? undefined : table.columns.find((column) => column.name === name);
}

/** Runs work on what a file holds: what it finds wrong with it is said with the file's name. */
export function inFile<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof DataError) || error.message.startsWith(`${path}: `)) throw error;
    throw new DataError(`${path}: ${error.message}`, { cause: error });
  }
}

function setAside(path: string, whole: DataTable, options: LabelOptions): LabelledTable {
  const { labelColumn, exclude = [] } = options;
  for (const name of exclude) columnByName(whole, name);
  const labels = findLabels(whole, options);
  const table = {
    nRows: whole.nRows,
    columns: whole.columns.filter((column) => column !== labels && !exclude.includes(column.name)),
  };
  const notes = refuseBroken(path, table);
  if (labels === undefined || options.ignoresLabels) return { table, notes, nRefused: 0 };
  if (labelColumn === undefined)
    notes.unshift(`column "${USUAL_LABEL}" was taken for labels, not for a feature`);
  return { table, labels: toLabels(labels), notes, nRefused: 0 };
}

/** Reads a table and sets the labels and the excluded columns aside. Throws `DataError` with the file's name and everything that makes it unusable. */
export async function readLabelledTable(path: string, options: LabelOptions): Promise<LabelledTable> {
  const { table: whole, notes, nRefused } = await readDataTable(path);
  if (whole.columns.length === 0) throw new DataError(`${path}: the file is empty`);
  if (whole.nRows === 0) throw new DataError(`${path}: the table has column names but no rows`);
  const input = inFile(path, () => setAside(path, whole, options));
  return { ...input, notes: [...notes, ...input.notes], nRefused };
}
