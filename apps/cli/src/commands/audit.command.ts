import { proveEntry, verifyAuditLog } from '@convoscope/service';
import { InvalidArgumentError, type Command } from 'commander';
import { describeAudit, isWhole } from '../audit/describe-audit.ts';
import { printJson } from '../print.ts';
import type { RunCommand } from '../run-command.ts';

const EXIT_TAMPERED = 1;

export function addAudit(program: Command, run: RunCommand): void {
  const audit = program.command('audit').description('who did what, and whether the log of it is whole');
  addVerify(audit, run);
  addProve(audit, run);
}

function addVerify(audit: Command, run: RunCommand): void {
  audit
    .command('verify')
    .description('check that no entry was altered, taken out, put in or moved; exit 1 where one was')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      run(async (context) => {
        const { store, objects, tenant } = await context.openStorage();
        const verdict = await verifyAuditLog(store.auditLog, objects, tenant);
        if (options.json) printJson(context.stdout, verdict);
        else context.stdout.write(`${describeAudit(verdict)}\n`);
        return isWhole(verdict) ? 0 : EXIT_TAMPERED;
      }),
    );
}

function toSequence(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('a number from 1 on');
  return Number(text);
}

function addProve(audit: Command, run: RunCommand): void {
  audit
    .command('prove')
    .argument('<entry>', 'number of the entry', toSequence)
    .description(
      'prove by a seal that an entry was in the log; docs/access.md says how to check it elsewhere',
    )
    .action((sequence: number) =>
      run(async (context) => {
        const { store, objects, tenant } = await context.openStorage();
        const proof = await proveEntry({ log: store.auditLog, objects }, tenant, sequence);
        if (proof === null)
          throw new Error(
            `there is no sealed entry ${sequence}: entries are sealed when their day (UTC) is over`,
          );
        printJson(context.stdout, proof);
      }),
    );
}
