import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { buildOrdered } from '@convoscope/app-reporting/plans/build-ordered';
import { YamlFaults } from '@convoscope/config';
import { ConfigError, REPORT_PERIODS, type ReportPeriod } from '@convoscope/contracts';
import { MeasureKeeper } from '@convoscope/measures';
import {
  artefactNames,
  createArtefactMaker,
  filtersSchema,
  REPORT_LANGUAGES,
  type ReportLanguage,
} from '@convoscope/reports';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { requireWritable } from '../detection/parse-options.ts';
import { parseDay } from '../options/parse-day.ts';
import { addReportSchedules } from '../reports/add-report-schedules.ts';
import { addReportTemplates } from '../reports/add-report-templates.ts';
import type { RunCommand } from '../run-command.ts';

interface ReportOptions {
  period?: ReportPeriod;
  date?: string;
  template?: string;
  filter: Record<string, string[]>;
  language?: ReportLanguage;
  format: string;
  out?: string;
}

/** Formats of the whole report; the others are tables by name. */
const WHOLE = ['json', 'html', 'pdf', 'xlsx'];
const FORMATS = [...WHOLE, ...artefactNames.filter((name) => !name.startsWith('report.'))];

/** `field=value`; several of one field are alternatives. */
function addFilter(text: string, filters: Record<string, string[]>): Record<string, string[]> {
  const [field = '', ...value] = text.split('=');
  const parsed = filtersSchema.safeParse({ [field]: [value.join('=')] });
  if (!parsed.success || value.length === 0)
    throw new InvalidArgumentError(
      `expected field=value, such as model=aurora-2 (${parsed.error?.issues[0]?.message ?? 'no value'})`,
    );
  return { ...filters, [field]: [...(filters[field] ?? []), value.join('=')] };
}

export function addReport(program: Command, run: RunCommand): void {
  const report = program
    .command('report')
    .description('the report of the day, week or month around a date, made from what is stored now')
    .addOption(new Option('--period <period>', 'default: that of the template').choices(REPORT_PERIODS))
    .option('--date <date>', 'any day of the period, YYYY-MM-DD (UTC)', parseDay)
    .option('--template <name>', 'what is in it: of the gallery or one of your own; see report templates')
    .option('--filter <field=value>', 'only these conversations; may be said several times', addFilter, {})
    .addOption(new Option('--language <language>', 'of its words').choices(REPORT_LANGUAGES))
    .addOption(
      new Option(
        '--format <format>',
        'json, html, pdf, xlsx, or a table of it such as topics.csv or conversations.parquet',
      )
        .choices(FORMATS)
        .default('json'),
    )
    .option('--out <file>', 'file to write; without it standard output')
    .action((options: ReportOptions) => run((context) => writeReport(context, options)));
  addReportTemplates(report, run);
  addReportSchedules(report, run);
}

function requireWhole({ period, date, template, filter, language }: ReportOptions): { date: string } {
  const problems = [
    ...(date === undefined ? ['--date is missing: any day of the period, such as 2026-03-12'] : []),
    ...(period === undefined && template === undefined
      ? ['--period is missing: daily, weekly or monthly, or name a --template']
      : []),
    ...(template === undefined && (Object.keys(filter).length > 0 || language !== undefined)
      ? ['--filter and --language are those of a --template']
      : []),
  ];
  if (date === undefined || problems.length > 0) throw new ConfigError(problems);
  return { date };
}

async function writeReport(context: CommandContext, options: ReportOptions): Promise<void> {
  const { date } = requireWhole(options);
  const { period, template = null, filter: filters, language = null, format, out } = options;
  await requireWritable('--out', out);
  const { store, tenant, clock } = await context.openStorage();
  const now = (): number => clock.now();
  // What no service has measured yet.
  await new MeasureKeeper({ measures: store.measures, now }).keep(tenant);
  const order = { period: period ?? null, date, template, filters, language };
  const report = await buildOrdered({ store, now }, tenant, order).catch((error: unknown) => {
    throw error instanceof YamlFaults ? new ConfigError(error.problems) : error;
  });
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
}
