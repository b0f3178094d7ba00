import { Argument, Option, type Command } from 'commander';
import { CONVERSATION_COLUMNS, MESSAGE_COLUMNS, toMessageRows } from '../export/export-columns.ts';
import { EXPORT_FORMATS, writeExport, type ExportFormat } from '../export/write-export.ts';
import type { RunCommand } from '../run-program.ts';

interface ExportOptions {
  format: ExportFormat;
  out?: string;
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
    .option('--from <date>', 'first day (UTC)')
    .option('--to <date>', 'last day (UTC)')
    .option('--source <name>', 'of this source only')
    .action((what: 'conversations' | 'messages', { format, out, ...filter }: ExportOptions) =>
      run(async (context) => {
        const { store, tenant } = await context.openStorage();
        const target = { format, file: out ?? null, stdout: context.stdout };
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
