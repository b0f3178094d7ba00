import { writeFile } from 'node:fs/promises';
import { forecastMetric, type MetricForecast } from '@convoscope/app-gateway/forecasts/forecast-metric';
import { METRIC_NAMES, type MetricName } from '@convoscope/app-gateway/routes/metrics';
import { forecastOption, LIGHT, renderSvg } from '@convoscope/charts';
import { ConfigError } from '@convoscope/contracts';
import { MeasureKeeper } from '@convoscope/measures';
import { MEASURE_DIMENSIONS, type MeasureDimension } from '@convoscope/store';
import { Option, type Command } from 'commander';
import type { CommandHost } from '../command-host.ts';
import type { Runners } from '../create-program.ts';
import { forecastFile, type FileForecast } from '../detection/forecast-file.ts';
import { collectNames, parseCount, requireWritable } from '../detection/parse-options.ts';
import { printJson, printTable } from '../print.ts';

interface ForecastOptions {
  input?: string;
  value?: string;
  timestamp?: string;
  period?: string[];
  least?: number;
  most?: number;
  metric?: MetricName;
  dimension?: MeasureDimension;
  label?: string;
  granularity: 'day' | 'hour';
  windows: number;
  horizon: number;
  out?: string;
  svg?: string;
  json?: boolean;
}

/** What a series of a file, or a figure of conversations, is expected to be. */
export function addForecast(program: Command, { run, alone }: Runners): void {
  program
    .command('forecast')
    .description('what a series is expected to be, with intervals, its trend and its changes of level')
    .option('--input <file>', 'a series: CSV, JSON Lines (both also .gz) or Parquet')
    .option('--value <name>', 'its column with the values (default: "value")')
    .option(
      '--timestamp <name>',
      'its column with the instants (default: "timestamp", where there is one; else rows are steps)',
    )
    .option(
      '--period <numbers>',
      'values in a season, such as 24,168 for hours (default: found in the series; 1: none)',
      collectNames,
    )
    .option('--least <number>', 'what no value is below, such as 0', Number)
    .option('--most <number>', 'what no value is above', Number)
    .addOption(
      new Option('--metric <name>', 'instead of a file: a figure of the conversations').choices(METRIC_NAMES),
    )
    .addOption(
      new Option('--dimension <name>', 'of those with one value of this').choices(MEASURE_DIMENSIONS),
    )
    .option('--label <value>', 'that value')
    .addOption(
      new Option('--granularity <length>', 'length of its windows').choices(['day', 'hour']).default('day'),
    )
    .option('--windows <number>', 'windows to look back at most', parseCount, 365)
    .option('--horizon <number>', 'how many values ahead', parseCount, 14)
    .option('--out <file>', 'write the forecast as CSV')
    .option('--svg <file>', 'draw it')
    .option('--json', 'as JSON')
    .action(async (options: ForecastOptions) => {
      checkOptions(options);
      const { input } = options;
      if (input !== undefined)
        return alone(async (host) => show(host, options, await forecastFile(input, options)));
      return run(async (context) => {
        const { store, tenant, clock } = await context.openStorage();
        // What no service has measured yet.
        await new MeasureKeeper({ measures: store.measures, now: () => clock.now() }).keep(tenant);
        const { metric = 'conversations', dimension = 'all', label = '', ...rest } = options;
        const question = { ...rest, metric, dimension, label };
        await show(context, options, await forecastMetric(store, { tenant, now: clock.now() }, question));
      });
    });
}

/** Throws ConfigError with everything about the options that does not go together. */
function checkOptions({
  horizon,
  input,
  metric,
  dimension,
  label,
  least,
  most,
  period,
}: ForecastOptions): void {
  const isFree = dimension === undefined || dimension === 'all';
  const isNumber = (value: number | undefined): boolean => value === undefined || Number.isFinite(value);
  const problems = [
    ...((input === undefined) === (metric === undefined)
      ? ['name either a file (--input) or a figure (--metric)']
      : []),
    ...(isFree !== (label === undefined) ? ['--dimension and --label go together'] : []),
    ...(horizon >= 1 ? [] : ['--horizon is a whole number from 1 on']),
    ...(isNumber(least) && isNumber(most) ? [] : ['--least and --most are numbers']),
    ...(period?.some((text) => !/^[1-9]\d{0,5}$/.test(text))
      ? ['--period is made of whole numbers from 1 on, such as 24,168']
      : []),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
}

type Shown = FileForecast | MetricForecast;

async function show(
  { stdout }: CommandHost,
  { out, svg, json }: ForecastOptions,
  forecast: Shown,
): Promise<void> {
  await requireWritable('--out', out);
  await requireWritable('--svg', svg);
  if (out !== undefined) await writeFile(out, toCsv(forecast));
  if (svg !== undefined) await writeFile(svg, toSvg(forecast));
  if (json === true) return printJson(stdout, forecast);
  for (const sentence of forecast.sentences) stdout.write(`${sentence}\n`);
  const figure = (value: number): string => String(Number(value.toPrecision(5)));
  printTable(
    stdout,
    ['at', 'expected', '80 % interval', '95 % interval'],
    forecast.points.map(({ at, value, low80, high80, low95, high95 }) => [
      ...[at, figure(value)],
      ...[`${figure(low80)} to ${figure(high80)}`, `${figure(low95)} to ${figure(high95)}`],
    ]),
  );
}

const toCsv = ({ points }: Shown): string =>
  [
    'at,value,low80,high80,low95,high95',
    ...points.map(({ at, value, low80, high80, low95, high95 }) =>
      [at, value, low80, high80, low95, high95].join(','),
    ),
    '',
  ].join('\n');

/** What came before the forecast, as long as it stays readable. */
const N_DRAWN = 200;

function toSvg({ history, points }: Shown): string {
  const labelled = ({ at, ...point }: Shown['points'][number]) => ({ label: at, ...point });
  const before = history.slice(-N_DRAWN).map(({ at, value }) => ({ label: at, value }));
  const svg = renderSvg(forecastOption(before, points.map(labelled)), {
    ...{ width: 760, height: 300, name: 'forecast' },
    colour: (name) => LIGHT[name.slice(2) as keyof typeof LIGHT],
  });
  return `${svg}\n`;
}
