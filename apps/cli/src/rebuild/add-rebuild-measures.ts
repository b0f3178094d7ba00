import { rebuildMeasures } from '@convoscope/measures';
import type { Command } from 'commander';
import type { RunCommand } from '../run-command.ts';

const MAX_SHOWN = 20;

/** `rebuild measures`: may run beside services. Ends with 1 where what was kept was not what the conversations say. */
export function addRebuildMeasures(rebuild: Command, run: RunCommand): void {
  rebuild
    .command('measures')
    .description('what is counted of conversations, anew from them, and whether it was right')
    .action(() =>
      run(async (context) => {
        const { store, tenant, clock } = await context.openStorage();
        const { nBuckets, nUsers, differing } = await rebuildMeasures(store.measures, tenant, () =>
          clock.now(),
        );
        context.stdout.write(`measures: ${nBuckets} hours, days and months\nuser_analytics: ${nUsers}\n`);
        if (differing.length === 0) return void context.stdout.write('all of them were right\n');
        const more = differing.length > MAX_SHOWN ? ` and ${differing.length - MAX_SHOWN} more` : '';
        throw new Error(
          `these said something else before: ${differing.slice(0, MAX_SHOWN).join(', ')}${more}. They are right now; where services wrote meanwhile, run it again`,
        );
      }),
    );
}
