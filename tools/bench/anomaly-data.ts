/** Reads the benchmark tables, which lie outside the repository. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Matrix } from '@convoscope/detectors';

export const dataFolder = join(
  process.env.CONVOSCOPE_SHARED_DATA ?? join(import.meta.dirname, '../../../shared/data'),
  'anomaly',
);

/** Says so and ends the process with 0 where the data is absent. */
export function requireData(): void {
  if (existsSync(dataFolder)) return;
  console.log(`skipped: no benchmark data at ${dataFolder}`);
  process.exit(0);
}

export interface LabelledTable {
  readonly name: string;
  readonly table: Matrix;
  readonly labels: Uint8Array;
}

/** Columns to mean 0 and variance 1; constant ones to 0. */
export function standardize(data: Float64Array, nFeatures: number): void {
  const nRows = data.length / nFeatures;
  for (let j = 0; j < nFeatures; j++) {
    const column = Float64Array.from({ length: nRows }, (_, i) => data[i * nFeatures + j]!);
    const mean = column.reduce((sum, value) => sum + value / nRows, 0);
    const deviation = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2 / nRows, 0)) || 1;
    column.forEach((value, i) => (data[i * nFeatures + j] = (value - mean) / deviation));
  }
}

/** The 14 labelled tables, standardised over all their rows as the reference figures are. */
export function readTables(): LabelledTable[] {
  const folder = join(dataFolder, 'tabular');
  return readdirSync(folder).map((file) => {
    const lines = gunzipSync(readFileSync(join(folder, file)))
      .toString()
      .trim()
      .split('\n')
      .slice(1);
    const rows = lines.map((line) => line.split(',').map(Number));
    const nFeatures = rows[0]!.length - 1;
    const data = Float64Array.from(rows.flatMap((row) => row.slice(0, nFeatures)));
    standardize(data, nFeatures);
    return {
      name: file.replace('.csv.gz', ''),
      table: { data, nRows: rows.length, nFeatures },
      labels: Uint8Array.from(rows, (row) => row[nFeatures]!),
    };
  });
}
