import type { Writable } from 'node:stream';
import { Option, type Command } from 'commander';
import { MEASURE_DIMENSIONS } from '@convoscope/store';
import { MeasureKeeper } from '@convoscope/measures';
import { compareGroups } from '@convoscope/app-gateway/routes/compare-groups';
import type { Comparison } from '@convoscope/app-gateway/routes/compare-schemas';
import { parseDay } from '../options/parse-day.ts';
import { printJson, printTable } from '../print.ts';
import type { RunCommand } from '../run-command.ts';

interface CompareOptions {
  dimension: string;
  from?: string;
  to?: string;
  shareOfB?: number;
  json?: boolean;
}

export function addCompare(program: Command, run: RunCommand): void {
  program
    .command('compare')
    .description(
      'two groups of conversations side by side, such as two models: what differs by more than chance',
    )
    .argument('<a>', 'value that is compared with')
    .argument('<b>', 'value whose figures may be higher or lower')
    .addOption(
      new Option('--dimension <name>', 'what the values are of')
        .choices(MEASURE_DIMENSIONS.filter((name) => name !== 'all'))
        .default('model'),
    )
    .option('--from <date>', 'first day (UTC), YYYY-MM-DD', parseDay)
    .option('--to <date>', 'last day (UTC), YYYY-MM-DD', parseDay)
    .option('--share-of-b <share>', 'share of conversations that was to be given to b by chance', Number)
    .option('--json', 'as JSON')
    .action((a: string, b: string, { json, ...options }: CompareOptions) =>
      run(async (context) => {
        const { store, tenant, clock } = await context.openStorage();
        // What no service has measured yet.
        await new MeasureKeeper({ measures: store.measures, now: () => clock.now() }).keep(tenant);
        const comparison = await compareGroups(store, tenant, { a, b, ...options });
        if (json === true) printJson(context.stdout, comparison);
        else print(comparison, context.stdout);
      }),
    );
}

const figure = (value: number | null): string => (value === null ? '-' : value.toPrecision(3));

function print({ metrics, nA, nB, sampleRatio, notes }: Comparison, out: Writable): void {
  out.write(`a: ${nA} conversations, b: ${nB}\n`);
  printTable(
    out,
    ['metric', 'a', 'b', 'difference', '95 % interval', 'p (Holm)', 'differs'],
    metrics.map((one) => [
      ...[one.metric, figure(one.a.value), figure(one.b.value), figure(one.difference)],
      ...[`${figure(one.low)} to ${figure(one.high)}`, figure(one.adjustedPValue)],
      one.isDifferent ? 'yes' : 'no',
    ]),
  );
  if (sampleRatio?.isMismatch === true)
    out.write(
      `b has ${figure(sampleRatio.shareOfB)} of the conversations, not ${figure(sampleRatio.expectedShareOfB)}: the assignment is broken, trust nothing else here\n`,
    );
  for (const note of notes) out.write(`${note}\n`);
}
