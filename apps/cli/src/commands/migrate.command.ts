import { Argument, type Command } from 'commander';
import type { RunCommand } from '../run-command.ts';

export function addMigrate(program: Command, run: RunCommand): void {
  program
    .command('migrate')
    .description('bring collections, validators and indexes up to date, or one migration down')
    .addArgument(new Argument('<direction>').choices(['up', 'down']))
    .action((direction: 'up' | 'down') =>
      run(async (context) => {
        const { store } = await context.openStorage();
        const done = await store.migrate(direction);
        context.stdout.write(done.length === 0 ? 'nothing to do\n' : `${direction}: ${done.join(', ')}\n`);
      }),
    );
}
