import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { runCli } from './run-cli.ts';

let dir: string;
/** A file of this suite's folder. */
export const file = (name: string): string => join(dir, name);
export const cli = (...args: string[]) => runCli({ CONVOSCOPE_DATA_DIR: file('data') }, ...args);
export const N_ROWS = 200;

/** Detects, and answers what --json prints. */
export async function detect(...args: string[]): Promise<Record<string, unknown>> {
  const { exitCode, stdout, stderr } = await cli('detect', ...args, '--json');
  expect([exitCode, stderr]).toEqual([0, '']);
  return JSON.parse(stdout.toString()) as Record<string, unknown>;
}

/** The column `score` of a file that --scores wrote. */
export async function readScores(name: string): Promise<string[]> {
  const [header = '', ...lines] = (await readFile(file(name), 'utf8')).trim().split('\n');
  const place = header.split(',').indexOf('score');
  return lines.map((line) => line.split(',')[place] ?? '');
}

/** Correlated rows; every 50th breaks the correlation. */
export function someRows(): { a: number; b: number; c: number; label: number }[] {
  const random = createRandom(7);
  return Array.from({ length: N_ROWS }, (_, i) => {
    const isOdd = i % 50 === 49;
    const a = nextNormal(random);
    return {
      a,
      b: isOdd ? a - 9 : a + 0.1 * nextNormal(random),
      c: nextNormal(random),
      label: isOdd ? 1 : 0,
    };
  });
}
export const toCsv = (rows: object[]): string =>
  [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row) as unknown[])]
    .map((cells) => `${cells.join(',')}\n`)
    .join('');

/** Makes t.csv (a table, also gzipped, as JSON Lines and as Parquet) and s.csv (a series) before the tests. */
export function useDetectionFiles(): void {
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'convoscope-detect-'));
    const rows = someRows();
    await writeFile(file('t.csv'), toCsv(rows));
    await writeFile(file('t.csv.gz'), gzipSync(toCsv(rows)));
    await writeFile(file('t.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    await writeFile(file('t.jsonl.gz'), gzipSync(rows.map((row) => `${JSON.stringify(row)}\n`).join('')));
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run(`COPY (SELECT * FROM read_csv('${file('t.csv')}')) TO '${file('t.parquet')}'`);
    connection.closeSync();
    const start = Date.UTC(2026, 0, 5);
    const series = rows.map(({ a, label }, i) => ({
      timestamp: new Date(start + i * 300_000).toISOString().slice(0, 19).replace('T', ' '),
      value: Math.sin(i / 10) + a / 10 + 20 * label,
    }));
    await writeFile(file('s.csv'), toCsv(series));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));
}
