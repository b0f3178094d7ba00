import { isRecord } from '@convoscope/contracts';
import type { ColumnContribution, DataTable, RowScore, TableModel } from '@convoscope/detectors';
import { columnsOf } from '@convoscope/tables';

/** The answer to one record. */
export interface ScoredRecord extends RowScore {
  readonly threshold: number;
  /** Only where they were asked for; the largest first. */
  readonly contributions?: ColumnContribution[];
  /** Columns that the model looks at, and that the record lacks or whose value it cannot use: an ordinary value stood for them. */
  readonly missing: string[];
}

/** One entry a record, in order: its answer, or why there is none. */
export interface ScoredRecords {
  readonly results: (ScoredRecord | { readonly error: string })[];
  /** Columns that were given and that the model does not know. */
  readonly unknownColumns: string[];
}

const MOST_CONTRIBUTIONS = 20;
const MOST_UNKNOWN = 50;

const isMissing = (table: DataTable, column: string, row: number): boolean => {
  const found = table.columns.find(({ name }) => name === column);
  if (found === undefined) return true;
  return found.kind === 'number' ? Number.isNaN(found.values[row]) : (found.codes[row] ?? -1) < 0;
};

function missingOf(model: TableModel, table: DataTable): string[][] {
  const missing = Array.from({ length: table.nRows }, (_, row) =>
    model.columns.filter((column) => isMissing(table, column, row)),
  );
  for (const { row, column } of model.unreadable(table)) missing[row]?.push(column);
  return missing;
}

const NOTHING_KNOWN = (columns: readonly string[]): string =>
  `the record has none of the columns that the model looks at (${columns.slice(0, 20).join(', ')})`;

/**
 * Scores records, each for itself: one that cannot be scored gets an error and keeps no other from being scored. Values are understood as in the
 * file that was learnt from. Cost: a score a record, and with `explain` what the detector's explanations cost.
 */
export function scoreRecords(
  model: TableModel,
  records: readonly unknown[],
  { explain = false }: { explain?: boolean } = {},
): ScoredRecords {
  const table = columnsOf(records.map((record) => (isRecord(record) ? record : {})));
  const known = new Set(model.columns);
  const unknownColumns = table.columns.map(({ name }) => name).filter((name) => !known.has(name));
  const missing = missingOf(model, table);
  const errors = records.map((record, row) => {
    if (!isRecord(record)) return 'a record is a JSON object, such as {"amount": 12.5}';
    return missing[row]?.length === model.columns.length ? NOTHING_KNOWN(model.columns) : undefined;
  });
  const rows = [...errors.keys()].filter((row) => errors[row] === undefined);
  if (rows.length === 0)
    return {
      results: errors.map((error) => ({ error: error ?? '' })),
      unknownColumns: unknownColumns.slice(0, MOST_UNKNOWN),
    };
  const scores = model.score(table);
  const explained = explain ? model.explain(table, rows) : [];
  const contributionsOf = new Map(rows.map((row, at) => [row, explained[at]?.slice(0, MOST_CONTRIBUTIONS)]));
  const results = errors.map((error, row) => {
    const contributions = contributionsOf.get(row);
    return error === undefined
      ? {
          ...(scores[row] as RowScore),
          ...{ threshold: model.threshold, missing: missing[row] ?? [] },
          ...(contributions !== undefined && { contributions }),
        }
      : { error };
  });
  return { results, unknownColumns: unknownColumns.slice(0, MOST_UNKNOWN) };
}
