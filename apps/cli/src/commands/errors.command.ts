import type { Command } from 'commander';
import { printJson, printTable } from '../print.ts';
import type { RunCommand } from '../run-command.ts';

const MOST = 200;
const LONGEST_MESSAGE = 80;

const toMinute = (at: Date): string => at.toISOString().slice(0, 16).replace('T', ' ');

/** `errors`: the faults that services have logged, newest first. */
export function addErrors(program: Command, run: RunCommand): void {
  program
    .command('errors')
    .description(
      'errors that the services have logged, one line a fault: how often, since when, in which release',
    )
    .option('--json', 'as JSON, with where each was thrown')
    .action((options: { json?: boolean }) =>
      run(async (context) => {
        const { store, tenant } = await context.openStorage();
        const { items } = await store.errorGroups.findPage(tenant, { limit: MOST });
        if (options.json) return printJson(context.stdout, items);
        if (items.length === 0) return void context.stdout.write('no errors were logged\n');
        printTable(
          context.stdout,
          ['service', 'count', 'first seen', 'last seen', 'first in', 'last in', 'what'],
          items.map((group) => [
            ...[group.service, group.count, toMinute(group.firstSeenAt), toMinute(group.lastSeenAt)],
            ...[group.firstRelease, group.lastRelease],
            `${group.code ?? group.name}: ${group.message.slice(0, LONGEST_MESSAGE)}`,
          ]),
        );
      }),
    );
}
