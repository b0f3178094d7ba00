import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCli } from './run-cli.ts';

interface Machine {
  machine: string;
  health: number;
  parts: { sensor: string; share: number }[];
  breaks: { sensors: string[] }[];
  thresholds: { sensor: string; trend: string; reachedAt: string | null }[];
}

describe('convoscope sensors', () => {
  let dir = '';
  const file = (name: string): string => join(dir, name);
  const assess = (name: string, ...more: string[]) =>
    runCli({}, 'sensors', 'assess', '--input', file(name), ...more);

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'convoscope-sensors-'));
    const { stdout } = await runCli({}, 'sensors', 'plant', file('plant.csv'), '--seed', '7');
    expect(stdout.toString()).toContain('pump-3: valve sticks since 2026-01-21');
    const few = Array.from({ length: 10 }, (_, i) => `9,1,2026-01-01 0${i}:00,${i}\n`);
    await writeFile(file('few.csv'), `machine,sensor,time,value\n${few.join('')}`);
    await writeFile(file('nameless.csv'), 'machine,sensor,time,value\n1,,2026-01-01,4\n');
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  it('names the machines that are not as they were, the least healthy first, and why', async () => {
    const more = [
      '--good-until',
      '2026-01-16',
      '--threshold',
      'vibration=6',
      '--svg',
      file('health.svg'),
      '--json',
    ];
    const { stdout, stderr } = await assess('plant.csv', ...more);
    expect(stderr).toBe('');
    const { machines } = JSON.parse(stdout.toString()) as { machines: Machine[] };
    const of = (name: string) => machines.find(({ machine }) => machine === name)!;
    expect(machines.map(({ machine }) => machine)).toEqual(['pump-2', 'pump-3', 'pump-4', 'pump-1']);
    expect(of('pump-2').health).toBe(0);
    expect(of('pump-4').parts[0]!.sensor).toBe('pressure');
    expect(of('pump-3').breaks.map(({ sensors }) => sensors.join())).toContain('flow,pressure');
    expect(of('pump-2').thresholds[0]).toMatchObject({
      trend: 'towards',
      reachedAt: expect.stringMatching(/^2026-0[12]/),
    });
    expect(of('pump-1')).toMatchObject({ breaks: [], thresholds: [{ reachedAt: null }] });
    expect(await readFile(file('health.svg'), 'utf8')).toContain('pump-2');
  });

  it('says it in sentences', async () => {
    const { stdout } = await assess('plant.csv', '--good-until', '2026-01-16', '--threshold', 'vibration=6');
    const text = stdout.toString();
    expect(text).toMatch(/^pump-2: health 0 of 100, by .*vibration \(\d+ %\)/m);
    expect(text).toMatch(/^pump-2: vibration reaches 6 about 2026-\S+ \S+, if it goes on as since 2026-01-/m);
    expect(text).toMatch(
      /^pump-3: flow and pressure no longer go together as they did since about 2026-01-2/m,
    );
    expect(text).toMatch(/^pump-1: health \d+ of 100: as in its good period\.$/m);
  });

  it.each([
    [65, 'few.csv', [], 'machine 9: 10 steps of which 5 are good'],
    [65, 'nameless.csv', [], 'row 0 of column "sensor" is empty'],
    [65, 'plant.csv', ['--machine', 'pump'], '"pump"'],
    [65, 'plant.csv', ['--threshold', 'noise=1'], 'there is no sensor "noise"'],
    [65, 'plant.csv', ['--good-until', '2027-01-01'], 'are good'],
    [78, 'plant.csv', ['--threshold', 'noise'], 'such as vibration=6'],
    [78, 'plant.csv', ['--good-until', 'ever'], 'Expected an instant'],
    [78, 'plant.csv', ['--svg', '/no/such/folder/a.svg'], '--svg'],
  ])('exit %i for %s %j', async (code, name, more, says) => {
    const { exitCode, stderr } = await assess(name, ...more);
    expect([exitCode, stderr]).toEqual([code, expect.stringContaining(says)]);
  });
});
