import { ConfigError } from '@convoscope/contracts';
import {
  CONVERSATION_COLUMNS,
  EXPORT_FORMATS,
  MESSAGE_COLUMNS,
  toMessageRows,
  writeExport,
  type ExportFormat,
} from '@convoscope/exports';
import { Argument, Option, type Command } from 'commander';
import { requireWritable } from '../detection/parse-options.ts';
import { parseDay } from '../options/parse-day.ts';
import type { RunCommand } from '../run-command.ts';

interface ExportOptions {
  format: ExportFormat;
  out?: string;
  bom?: boolean;
  from?: string;
  to?: string;
  source?: string;
}

export function addExport(program: Command, run: RunCommand): void {
  program
    .command('export')
    .description('conversations with what was found about them, or their messages')
    .addArgument(new Argument('<what>').choices(['conversations', 'messages']))
    .addOption(new Option('--format <format>').choices(EXPORT_FORMATS).default('jsonl'))
    .option('--out <file>', 'file to write; without it standard output (Parquet needs one)')
    .option('--bom', 'begin CSV with a byte order mark, by which Excel knows that it is UTF-8')
    .option('--from <date>', 'first day (UTC), YYYY-MM-DD', parseDay)
    .option('--to <date>', 'last day (UTC), YYYY-MM-DD', parseDay)
    .option('--source <name>', 'of this source only')
    .action((what: 'conversations' | 'messages', { format, out, bom = false, ...filter }: ExportOptions) =>
      run(async (context) => {
        checkTarget({ format, out, bom });
        await requireWritable('--out', out);
        const { store, tenant } = await context.openStorage();
        const target = { format, bom, file: out ?? null, stdout: context.stdout };
        const nRows =
          what === 'conversations'
            ? await writeExport(store.analytics.stream(tenant, filter), CONVERSATION_COLUMNS, target)
            : await writeExport(
                toMessageRows(store.messages.stream(tenant, filter)),
                MESSAGE_COLUMNS,
                target,
              );
        context.stderr.write(`${nRows} ${what} exported\n`);
      }),
    );
}

function checkTarget({
  format,
  out,
  bom,
}: {
  format: ExportFormat;
  out: string | undefined;
  bom: boolean;
}): void {
  if (bom && format !== 'csv') throw new ConfigError([`--bom goes with --format csv, not ${format}`]);
  if (format === 'parquet' && out === undefined)
    throw new ConfigError(['--format parquet needs a file: add --out FILE']);
}
