import { DataError } from '@convoscope/statistics';
import type { BatchDetector } from '../convention/batch-detector.ts';
import { rowOf, type Matrix } from '../convention/matrix.ts';
import { decode, encode, type Json } from '../convention/serialize.ts';
import { probabilityOf, type Calibration } from '../feedback/calibration.ts';
import {
  numbersOf,
  textColumn,
  type DataColumn,
  type DataTable,
  type TextColumn,
} from '../preparation/data-table.ts';
import { restoreFeaturePipeline, type FeaturePipeline } from '../preparation/feature-pipeline.ts';
import { restoreBatchDetector } from '../registry.ts';

/** What a model says of one row. */
export interface RowScore {
  /** Higher = more anomalous; comparable within one model only. */
  readonly score: number;
  /** Share of the training rows that score no higher, in [0, 1]. */
  readonly rank: number;
  /** Of being an anomaly, in [0, 1]: by the labels it was trained with, else under the share of anomalies that it was told to expect. */
  readonly probability: number;
  readonly isAnomaly: boolean;
}

/** How much a column moved a score away from that of an ordinary row; positive: towards anomalous. */
export interface ColumnContribution {
  readonly column: string;
  readonly contribution: number;
}

/** A fitted detector with the fitted features that it needs: takes tables as they come, in training and in serving by the same code. */
export interface TableModel {
  readonly detector: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly threshold: number;
  /** Columns that it looks at, in order. */
  readonly columns: readonly string[];
  /** One answer a row. A column that is not there is missing in every row. Throws `DataError` where none is there. A row's answer does not depend on the others. */
  score(table: DataTable): RowScore[];
  /** What made the score of each of these rows, the largest part first. Cost: exact for some detectors, else some hundred scores a row. */
  explain(table: DataTable, rows: readonly number[]): ColumnContribution[][];
  /** Values that are there, and are no numbers where the model has learnt numbers: they count as missing. */
  unreadable(table: DataTable): { row: number; column: string; value: string }[];
  toJSON(): Json;
}

export interface TableModelParts {
  readonly pipeline: FeaturePipeline;
  readonly detector: BatchDetector;
  readonly calibration: Calibration;
}

/** As a number is written by all programs alike: `1.0`, in a column that also holds texts, and 1 are one category. */
function canonicalText(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return trimmed;
  const value = Number(trimmed);
  return Number.isFinite(value) ? String(value) : trimmed;
}

/** The column with texts that do not depend on which other values its file held. */
function canonicalColumn(column: DataColumn): DataColumn {
  if (column.kind === 'number') return column;
  const texts = column.categories.map(canonicalText);
  if (texts.every((text, code) => text === column.categories[code])) return column;
  return textColumn(
    column.name,
    Array.from(column.codes, (code) => texts[code]),
  );
}

/** A table as models see it: in training and in serving. */
export const canonicalTable = ({ nRows, columns }: DataTable): DataTable => ({
  nRows,
  columns: columns.map(canonicalColumn),
});

/** What the model looks at, in its order; what is not there is missing in every row. */
function ownColumns(table: DataTable, names: readonly string[]): DataTable {
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  if (!names.some((name) => byName.has(name)))
    throw new DataError(
      `none of the columns is one that the model knows: it looks at ${names.slice(0, 20).join(', ')}`,
    );
  const columns = names.map(
    (name) =>
      byName.get(name) ??
      ({ kind: 'number', name, values: new Float64Array(table.nRows).fill(NaN) } as const),
  );
  return canonicalTable({ nRows: table.nRows, columns });
}

function unreadableOf(column: TextColumn): { row: number; column: string; value: string }[] {
  const numbers = numbersOf(column);
  const found: { row: number; column: string; value: string }[] = [];
  column.codes.forEach((code, row) => {
    const value = column.categories[code];
    if (Number.isNaN(numbers[row]) && value !== undefined && value !== '')
      found.push({ row, column: column.name, value });
  });
  return found;
}

function explainRow({ pipeline, detector }: TableModelParts, row: Float64Array): ColumnContribution[] {
  const sums = new Map<string, number>();
  detector.explain(row).contributions.forEach((contribution, feature) => {
    const { column } = pipeline.features[feature];
    sums.set(column, (sums.get(column) ?? 0) + contribution);
  });
  return [...sums]
    .map(([column, contribution]) => ({ column, contribution }))
    .sort((a, b) => b.contribution - a.contribution || (a.column < b.column ? -1 : 1));
}

/** A model out of its fitted parts. */
export function createTableModel(parts: TableModelParts): TableModel {
  const { pipeline, detector, calibration } = parts;
  const used = pipeline.columns.filter(({ role }) => role !== 'omit');
  const columns = used.map(({ name }) => name);
  const numeric = used.filter(({ role }) => role === 'number').map(({ name }) => name);
  const toMatrix = (table: DataTable): Matrix => pipeline.transform(ownColumns(table, columns));
  return {
    ...{ detector: detector.name, params: detector.params, columns },
    threshold: detector.threshold,
    score(table) {
      const scores = detector.score(toMatrix(table));
      const ranks = detector.unify(scores);
      return Array.from(scores, (score, row) => ({
        ...{ score, rank: ranks[row], probability: probabilityOf(calibration, score) },
        isAnomaly: score > detector.threshold,
      }));
    },
    explain(table, rows) {
      const matrix = toMatrix(table);
      return rows.map((row) => explainRow(parts, rowOf(matrix, row).slice()));
    },
    unreadable: (table) =>
      table.columns.flatMap((column) =>
        column.kind === 'text' && numeric.includes(column.name) ? unreadableOf(column) : [],
      ),
    toJSON: () => ({
      ...{ kind: 'table-model', version: 1 },
      ...{ pipeline: pipeline.toJSON(), detector: detector.toJSON(), calibration: encode(calibration) },
    }),
  };
}

/** A model as `toJSON` saved it: it answers the same bits. Throws `DataError` for anything else. */
export function restoreTableModel(json: Json): TableModel {
  const saved = json as Record<string, Json> | null;
  if (saved?.kind !== 'table-model' || saved.version !== 1)
    throw new DataError('this is not a saved table model of version 1');
  return createTableModel({
    pipeline: restoreFeaturePipeline(saved.pipeline),
    detector: restoreBatchDetector(saved.detector),
    calibration: decode(saved.calibration) as Calibration,
  });
}
