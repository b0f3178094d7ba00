import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { buildReport } from '@convoscope/app-reporting/report/build-report';
import { REPORT_PERIODS, type ReportPeriod } from '@convoscope/contracts';
import { MeasureKeeper } from '@convoscope/measures';
import { artefactNames, createArtefactMaker } from '@convoscope/reports';
import { Option, type Command } from 'commander';
import { requireWritable } from '../detection/parse-options.ts';
import { parseDay } from '../options/parse-day.ts';
import type { RunCommand } from '../run-command.ts';

interface ReportOptions {
  period: ReportPeriod;
  date: string;
  format: string;
  out?: string;
}

/** Formats of the whole report; the others are tables by name. */
const WHOLE = ['json', 'html', 'pdf', 'xlsx'];
const FORMATS = [...WHOLE, ...artefactNames.filter((name) => !name.startsWith('report.'))];

export function addReport(program: Command, run: RunCommand): void {
  program
    .command('report')
    .description('the report of the day, week or month around a date, made from what is stored now')
    .addOption(new Option('--period <period>').choices(REPORT_PERIODS).makeOptionMandatory())
    .requiredOption('--date <date>', 'any day of the period, YYYY-MM-DD (UTC)', parseDay)
    .addOption(
      new Option(
        '--format <format>',
        'json, html, pdf, xlsx, or a table of it such as topics.csv or conversations.parquet',
      )
        .choices(FORMATS)
        .default('json'),
    )
    .option('--out <file>', 'file to write; without it standard output')
    .action(({ period, date, format, out }: ReportOptions) =>
      run(async (context) => {
        await requireWritable('--out', out);
        const { store, tenant, clock } = await context.openStorage();
        // What no service has measured yet.
        await new MeasureKeeper({ measures: store.measures, now: () => clock.now() }).keep(tenant);
        const report = await buildReport({ store, tenant, period, date });
        const maker = createArtefactMaker({ analytics: store.analytics, scratchDir: tmpdir() });
        try {
          const name = WHOLE.includes(format) ? `report.${format}` : format;
          const body = await maker.make(tenant, report, name);
          if (out === undefined) context.stdout.write(body);
          else await writeFile(out, body);
        } finally {
          await maker.close();
        }
        if (out !== undefined) context.stderr.write(`${out} written\n`);
      }),
    );
}
