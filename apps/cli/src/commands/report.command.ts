import { writeFile } from 'node:fs/promises';
import { buildReport } from '@convoscope/app-reporting/report/build-report';
import { renderReportHtml } from '@convoscope/app-reporting/html/render-report-html';
import { REPORT_PERIODS, type ReportPeriod } from '@convoscope/contracts';
import { MeasureKeeper } from '@convoscope/measures';
import { Option, type Command } from 'commander';
import { requireWritable } from '../detection/parse-options.ts';
import { parseDay } from '../options/parse-day.ts';
import type { RunCommand } from '../run-command.ts';

interface ReportOptions {
  period: ReportPeriod;
  date: string;
  format: 'json' | 'html';
  out?: string;
}

export function addReport(program: Command, run: RunCommand): void {
  program
    .command('report')
    .description('the report of the day, week or month around a date, made from what is stored now')
    .addOption(new Option('--period <period>').choices(REPORT_PERIODS).makeOptionMandatory())
    .requiredOption('--date <date>', 'any day of the period, YYYY-MM-DD (UTC)', parseDay)
    .addOption(new Option('--format <format>').choices(['json', 'html']).default('json'))
    .option('--out <file>', 'file to write; without it standard output')
    .action(({ period, date, format, out }: ReportOptions) =>
      run(async (context) => {
        await requireWritable('--out', out);
        const { store, tenant, clock } = await context.openStorage();
        // What no service has measured yet.
        await new MeasureKeeper({ measures: store.measures, now: () => clock.now() }).keep(tenant);
        const report = await buildReport({ store, tenant, period, date });
        const text = format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : renderReportHtml(report);
        if (out === undefined) context.stdout.write(text);
        else await writeFile(out, text);
        if (out !== undefined) context.stderr.write(`${out} written\n`);
      }),
    );
}
