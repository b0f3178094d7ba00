import { writeFile } from 'node:fs/promises';
import { healthOption, LIGHT, renderSvg } from '@convoscope/charts';
import { generatePlant, parseInstant } from '@convoscope/detectors';
import { InvalidArgumentError, type Command } from 'commander';
import type { RunAlone } from '../command-host.ts';
import { assessPlant, type PlantOptions } from '../detection/assess-plant.ts';
import { parseCount, requireWritable } from '../detection/parse-options.ts';
import { printJson } from '../print.ts';

interface SensorOptions extends Omit<PlantOptions, 'thresholds'> {
  input: string;
  threshold?: Map<string, number>;
  svg?: string;
  json?: boolean;
}

/** How machines are, by what their sensors say; and readings of a plant to try it on. */
export function addSensors(program: Command, run: RunAlone): void {
  const sensors = program.command('sensors').description('how machines are, by what their sensors say');
  sensors
    .command('assess')
    .description(
      'health of each machine with its causes, correlations that broke, and the time left until thresholds are reached',
    )
    .requiredOption('--input <file>', 'a reading a row: CSV, JSON Lines (both also .gz) or Parquet')
    .option('--machine <column>', 'column with the machine', 'machine')
    .option('--sensor <column>', 'column with the sensor', 'sensor')
    .option('--timestamp <column>', 'column with the instant', 'time')
    .option('--value <column>', 'column with the value', 'value')
    .option(
      '--good-until <instant>',
      'until when all was well, such as 2026-01-16 (default: half of the time)',
      parseGoodUntil,
    )
    .option(
      '--threshold <sensor=value>',
      'value that a sensor must not reach; may be given several times',
      collectThresholds,
    )
    .option('--svg <file>', 'draw the health of the machines')
    .option('--json', 'as JSON')
    .action(({ input, threshold = new Map<string, number>(), svg, json, ...options }: SensorOptions) =>
      run(async ({ stdout }) => {
        await requireWritable('--svg', svg);
        const { machines, notes } = await assessPlant(input, { ...options, thresholds: threshold });
        if (svg !== undefined) await writeFile(svg, toSvg(machines));
        if (json === true) return printJson(stdout, { machines, notes });
        for (const { sentences, notes: own } of machines)
          for (const sentence of [...sentences, ...own]) stdout.write(`${sentence}\n`);
      }),
    );
  sensors
    .command('plant')
    .description('writes thirty days of readings of four pumps, three with a fault, to try it on')
    .argument('<file>', 'CSV')
    .option('--seed <number>', 'start of every random choice', parseCount, 1)
    .action((file: string, { seed }: { seed: number }) =>
      run(async ({ stdout }) => {
        const { readings, faults } = generatePlant(seed);
        const lines = readings.map(
          ({ machine, sensor, time, value }) => `${machine},${sensor},${time},${value}\n`,
        );
        await writeFile(file, `machine,sensor,time,value\n${lines.join('')}`);
        stdout.write(`${readings.length} readings\n`);
        for (const { machine, kind, since } of faults) stdout.write(`${machine}: ${kind} since ${since}\n`);
      }),
    );
}

function parseGoodUntil(text: string): number {
  const instant = parseInstant(text);
  if (Number.isNaN(instant))
    throw new InvalidArgumentError('Expected an instant, such as 2026-01-16 or 2026-01-16 12:00.');
  return instant;
}

function collectThresholds(
  text: string,
  before: ReadonlyMap<string, number> = new Map(),
): Map<string, number> {
  const [, sensor, value] = /^(.+)=([^=]+)$/.exec(text) ?? [];
  if (sensor === undefined || !Number.isFinite(Number(value)))
    throw new InvalidArgumentError('Expected a sensor and a number, such as vibration=6.');
  return new Map([...before, [sensor, Number(value)]]);
}

type Machines = Awaited<ReturnType<typeof assessPlant>>['machines'];
const MOST_DRAWN = 5;

function toSvg(machines: Machines): string {
  const lines = machines.slice(0, MOST_DRAWN).map(({ machine, course }) => ({
    name: machine,
    points: course.map(({ at, health }) => ({ label: at, value: health })),
  }));
  const svg = renderSvg(healthOption(lines), {
    ...{ width: 760, height: 300, name: 'health' },
    colour: (name) => LIGHT[name.slice(2) as keyof typeof LIGHT],
  });
  return `${svg}\n`;
}
