import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seededRandom } from '@convoscope/testing';
import { runCli } from './run-cli.ts';

const WEEK = [0, 2, 3, 2, 1, -9, -12];
const dayOf = (i: number): string => new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10);

describe('convoscope forecast', () => {
  let dir = '';
  const file = (name: string): string => join(dir, name);
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'convoscope-forecast-'));
    const random = seededRandom(4);
    const rows = Array.from(
      { length: 120 },
      (_, i) => `${dayOf(i)},${40 + 0.2 * i + WEEK[i % 7]! + 2 * random()}\n`,
    );
    await writeFile(file('days.csv'), `timestamp,value\n${rows.filter((_, i) => i !== 50).join('')}`);
    await writeFile(file('few.csv'), 'value\n1\n2\n3\n');
    await writeFile(file('flat.csv'), `value\n${'7\n'.repeat(50)}`);
    await writeFile(file('twice.csv'), `timestamp,value\n${rows.join('')}${rows[3]}`);
    await writeFile(file('texts.csv'), `value\n${'1\n2\n'.repeat(20)}many\n`);
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  const forecast = (...more: string[]) => runCli({}, 'forecast', ...more);

  it('goes on with a series by its days, also as CSV and as a picture', async () => {
    const to = ['--out', file('out.csv'), '--svg', file('out.svg'), '--json'];
    const { stdout, stderr } = await forecast('--input', file('days.csv'), '--horizon', '7', ...to);
    expect(stderr).toBe('');
    const found = JSON.parse(stdout.toString()) as {
      points: { at: string; value: number; low95: number; high95: number }[];
      period: number;
      course: { trend: string };
      nFilled: number;
      history: { at: string; value: number | null }[];
    };
    expect([found.period, found.nFilled, found.history[50]]).toEqual([7, 1, { at: dayOf(50), value: null }]);
    expect(found.points.map(({ at }) => at)).toEqual(Array.from({ length: 7 }, (_, h) => dayOf(120 + h)));
    found.points.forEach(({ value, low95, high95 }, h) => {
      expect(Math.abs(value - (41 + 0.2 * (120 + h) + WEEK[(120 + h) % 7]!))).toBeLessThan(3);
      expect(low95 < value && value < high95).toBe(true);
    });
    const lines = (await readFile(file('out.csv'), 'utf8')).trim().split('\n');
    expect([lines[0], lines.length]).toEqual(['at,value,low80,high80,low95,high95', 8]);
    expect(await readFile(file('out.svg'), 'utf8')).toMatch(/^<svg[^]*<\/svg>\n$/);
  });

  it('says it in words, with a line a value', async () => {
    const { stdout } = await forecast('--input', file('days.csv'), '--horizon', '3');
    expect(stdout.toString()).toMatch(/It rises by about 0\.\d+ a day/);
    expect(stdout.toString()).toMatch(/1 of 120 values was missing/);
    expect(stdout.toString()).toContain(`${dayOf(122)} `);
  });

  it.each([
    [65, 'few.csv', [], 'few.csv: 3 values are too few to forecast from'],
    [65, 'flat.csv', [], 'flat.csv: all 50 values are 7'],
    [65, 'days.csv', ['--horizon', '50'], 'allow forecasts of up to 40 steps'],
    [65, 'twice.csv', [], 'rows 3 and 120 are both of 2026-01-04'],
    [65, 'texts.csv', [], '"many"'],
    [65, 'days.csv', ['--value', 'price'], 'price'],
    [78, 'days.csv', ['--metric', 'conversations'], 'either a file'],
    [78, 'days.csv', ['--label', 'a'], '--dimension and --label go together'],
    [78, 'days.csv', ['--period', '7,x'], '--period'],
    [78, 'days.csv', ['--least', 'low'], '--least'],
    [78, 'days.csv', ['--horizon', '0'], 'horizon'],
    [78, 'days.csv', ['--svg', '/no/such/folder/a.svg'], '--svg'],
  ])('exit %i for %s %j', async (code, name, more, says) => {
    const { exitCode, stderr } = await forecast('--input', file(name), ...more);
    expect([exitCode, stderr]).toEqual([code, expect.stringContaining(says)]);
  });
});
