import type { Command } from 'commander';
import { printJson } from '../print.ts';
import type { RunCommand } from '../run-command.ts';

const EXIT_TAMPERED = 1;

export function addAudit(program: Command, run: RunCommand): void {
  const audit = program.command('audit').description('who did what by hand');
  audit
    .command('verify')
    .description('check that no entry of the audit log was altered or taken out; exit 1 where one was')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      run(async (context) => {
        const { store, tenant } = await context.openStorage();
        const { nEntries, brokenAt } = await store.auditLog.verify(tenant);
        if (options.json) printJson(context.stdout, { nEntries, brokenAt });
        else
          context.stdout.write(
            brokenAt === null
              ? `all ${nEntries} entries are as they were written\n`
              : `entry ${brokenAt} is altered or missing\n`,
          );
        return brokenAt === null ? 0 : EXIT_TAMPERED;
      }),
    );
}
