import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { DataColumn, DataTable, TableModel } from '@convoscope/detectors';
import { readDataTable } from './read-data-table.ts';

/** What came of scoring a file; the scores lie in a file of their own. */
export interface ScoredFile {
  nRows: number;
  /** Rows of the file that could not be read: they have no line in the result. */
  nRefused: number;
  nAnomalies: number;
  threshold: number;
  /** The highest scores, the first first. */
  top: { row: number; score: number; probability: number }[];
  notes: string[];
}

const ROWS_A_PART = 2_000;
const N_TOP = 20;
const MOST_NOTES = 50;

function sliceColumn(column: DataColumn, from: number, to: number): DataColumn {
  return column.kind === 'number'
    ? { ...column, values: column.values.subarray(from, to) }
    : { ...column, codes: column.codes.subarray(from, to) };
}

const sliceTable = (table: DataTable, from: number, to: number): DataTable => ({
  nRows: to - from,
  columns: table.columns.map((column) => sliceColumn(column, from, to)),
});

/**
 * Scores the rows of a file in parts, and writes a line a row to `resultPath` (CSV: row from 0 on, score, rank, probability, is_anomaly). Memory: the
 * table, and a part of the scores.
 */
export async function scoreFile(
  model: TableModel,
  { path, resultPath }: { path: string; resultPath: string },
  onProgress: (share: number) => void = () => undefined,
): Promise<ScoredFile> {
  const { table, nRefused, notes } = await readDataTable(path);
  const result: ScoredFile = {
    ...{ nRows: table.nRows, nRefused, nAnomalies: 0, threshold: model.threshold },
    ...{ top: [], notes: notes.slice(0, MOST_NOTES) },
  };
  for (const name of model.columns)
    if (!table.columns.some((column) => column.name === name))
      result.notes.push(`column "${name}" is not there: an ordinary value stands for it in every row`);
  function* lines(): Generator<string> {
    yield 'row,score,rank,probability,is_anomaly\n';
    for (let from = 0; from < table.nRows; from += ROWS_A_PART) {
      const to = Math.min(table.nRows, from + ROWS_A_PART);
      const scores = model.score(sliceTable(table, from, to));
      yield scores
        .map(({ score, rank, probability, isAnomaly }, at) => {
          if (isAnomaly) result.nAnomalies += 1;
          return `${from + at},${score},${rank},${probability},${isAnomaly ? 1 : 0}\n`;
        })
        .join('');
      const found = scores.map(({ score, probability }, at) => ({ row: from + at, score, probability }));
      result.top = [...result.top, ...found]
        .sort((a, b) => b.score - a.score || a.row - b.row)
        .slice(0, N_TOP);
      onProgress(to / table.nRows);
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(resultPath));
  return result;
}
