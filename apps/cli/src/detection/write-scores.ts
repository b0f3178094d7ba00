import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const ROWS_A_WRITE = 10_000;

/** Named columns of equal length. */
export type ScoreColumns = Readonly<Record<string, ArrayLike<number>>>;

/** A row without a score has an empty cell. */
const shown = (value: number | undefined): string => (Number.isNaN(value) ? '' : String(value));

function* toLines(columns: ScoreColumns, nRows: number): Generator<string> {
  const arrays = Object.values(columns);
  yield `${['row', ...Object.keys(columns)].join(',')}\n`;
  for (let from = 0; from < nRows; from += ROWS_A_WRITE) {
    let text = '';
    for (let row = from; row < Math.min(nRows, from + ROWS_A_WRITE); row++)
      text += `${row},${arrays.map((values) => shown(values[row])).join(',')}\n`;
    yield text;
  }
}

/** Writes CSV, one line a row: its number from 0 on, then the columns. */
export const writeScores = (file: string, columns: ScoreColumns, nRows: number): Promise<void> =>
  pipeline(Readable.from(toLines(columns, nRows)), createWriteStream(file));
