/** Series from the world, where they lie on this machine: machines, conversations, and the classics that statsmodels carries. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { cacheDir } from '../../../libs/testing/src/server-registry.ts';
import { dataFolder } from '../anomaly-data.ts';
import { readNabFiles } from '../nab-data.ts';
import type { TestSeries } from './test-series.ts';

const HOUR_MS = 3_600_000;
const FEWEST = 100;

function meansOf(values: ArrayLike<number>, size: number): Float64Array {
  const means = new Float64Array(Math.floor(values.length / size));
  for (let i = 0; i < means.length * size; i++) means[Math.floor(i / size)]! += values[i]! / size;
  return means;
}

/** Hourly means of what machines reported every five minutes, as it is, incidents among it. */
const machines = (): TestSeries[] =>
  readNabFiles()
    .filter(({ name }) => name.startsWith('realAWSCloudwatch'))
    .map(({ name, values }) => ({
      ...{ origin: 'machines', name, values: meansOf(values, 12), horizon: 12, periods: [24] },
    }))
    .filter(({ values }) => values.length >= FEWEST);

/** Conversations an hour and a day. */
function conversations(): TestSeries[] {
  const folder = join(dataFolder, '../conversations');
  return globSync('*.jsonl.gz', { cwd: folder }).flatMap((file) => {
    const lines = gunzipSync(readFileSync(join(folder, file))).toString().trim().split('\n'); // prettier-ignore
    const hours = lines
      .map((line) =>
        Math.floor(Date.parse((JSON.parse(line) as { started_at: string }).started_at) / HOUR_MS),
      )
      .sort((a, b) => a - b);
    const first = Math.ceil(hours[0]! / 24) * 24;
    const counts = new Float64Array(Math.floor((hours.at(-1)! - first) / 24) * 24);
    for (const hour of hours) if (hour >= first && hour - first < counts.length) counts[hour - first]! += 1;
    const days = meansOf(counts, 24).map((mean) => Math.round(mean * 24));
    return [
      { origin: 'conversations', name: `${file} by the hour`, values: counts.slice(-1000), horizon: 24, periods: [24, 168] },
      { origin: 'conversations', name: `${file} by the day`, values: days, horizon: 7, periods: [7] },
    ]; // prettier-ignore
  });
}

const classicsFolder = (): string | undefined =>
  globSync('scipy-*/lib/*/site-packages/statsmodels/datasets', { cwd: cacheDir() })[0];

/** Sunspots, the Nile, the sea, the air, and the economy of a country in quarters. */
function classics(): TestSeries[] {
  const found = classicsFolder();
  if (found === undefined) return [];
  const read = (file: string): string[][] =>
    readFileSync(join(cacheDir(), found, file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')));
  const column = (file: string, at: number): Float64Array =>
    Float64Array.from(read(file).slice(1), (row) =>
      row[at] === undefined || row[at] === '' ? NaN : Number(row[at]),
    );
  const [names = []] = read('macrodata/macrodata.csv');
  const economy = ['realgdp', 'realcons', 'cpi', 'm1', 'tbilrate', 'unemp', 'infl'].map((name) => ({
    ...{ origin: 'economy', name, horizon: 8, periods: [4] },
    values: column('macrodata/macrodata.csv', names.indexOf(name)),
  }));
  const air = column('co2/co2.csv', 1).slice(-520);
  const sea = Float64Array.from(read('elnino/elnino.csv').slice(1).flatMap((row) => row.slice(1).map(Number))); // prettier-ignore
  return [
    { origin: 'nature', name: 'sunspots', values: column('sunspots/sunspots.csv', 1), horizon: 10 },
    { origin: 'nature', name: 'nile', values: column('nile/nile.csv', 1), horizon: 8 },
    { origin: 'nature', name: 'el nino', values: sea, horizon: 12, periods: [12] },
    { origin: 'nature', name: 'co2', values: air, horizon: 12, periods: [52] },
    ...economy,
  ];
}

export const readRealSeries = (): TestSeries[] =>
  existsSync(dataFolder) ? [...machines(), ...conversations(), ...classics()] : classics();
