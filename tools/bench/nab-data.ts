import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { dataFolder } from './anomaly-data.ts';
import type { NabFile } from './nab-score.ts';

/** The NAB series with their labelled windows. */
export function readNabFiles(): NabFile[] {
  const folder = join(dataFolder, 'nab');
  const labels = JSON.parse(readFileSync(join(folder, 'combined_windows.json'), 'utf8')) as Record<
    string,
    [string, string][]
  >;
  return globSync('*/*.csv.gz', { cwd: folder })
    .sort()
    .map((path) => {
      const rows = gunzipSync(readFileSync(join(folder, path)))
        .toString()
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(','));
      const times = rows.map((row) => row[0]!);
      const name = path.replace('.gz', '');
      const windows = (labels[name] ?? []).map(([from, to]): [number, number] => [
        times.findIndex((time) => time >= from.slice(0, 19)),
        times.findLastIndex((time) => time <= to.slice(0, 19)),
      ]);
      return { name, times, values: Float64Array.from(rows, (row) => Number(row[1])), windows };
    });
}
