import { exampleConversationLines } from '@convoscope/app-ingestion/example-conversations';
import type { Command } from 'commander';
import type { RunAlone } from '../command-host.ts';

export function addExample(program: Command, run: RunAlone): void {
  program
    .command('example')
    .description('a few conversations in the shape that `npm start -- --source file` takes (JSON Lines)')
    .action(() =>
      run(({ stdout }) => {
        for (const line of exampleConversationLines()) stdout.write(`${line}\n`);
        return Promise.resolve();
      }),
    );
}
