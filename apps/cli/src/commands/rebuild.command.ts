import { createLakeReader } from '@convoscope/lake';
import { clearCollections, findNonEmpty } from '@convoscope/store';
import type { Command } from 'commander';
import { join } from 'node:path';
import { openInstallation } from '../backup/open-installation.ts';
import { addRebuildMeasures } from '../rebuild/add-rebuild-measures.ts';
import { rebuildFromLake } from '../rebuild/rebuild-from-lake.ts';
import { recomputeDerived } from '../rebuild/recompute-derived.ts';
import type { CommandContext } from '../command-context.ts';
import type { RunCommand } from '../run-command.ts';

interface RebuildCommandOptions {
  force?: boolean;
  merge?: boolean;
}

/** What the lake can bring back, by itself or by computing; other collections are left as they are. */
const REBUILT = [
  ...['conversation_messages', 'conversation_translations', 'conversation_categories', 'conversation_scores'],
  ...['conversation_analytics', 'anomalies', 'incidents', 'user_analytics', 'analytics_reports'],
  ...['user_hours', 'measures', 'measure_marks'],
];

async function prepare(context: CommandContext, { force, merge }: RebuildCommandOptions): Promise<void> {
  if (merge) return;
  const installation = await openInstallation(context);
  try {
    if (force) return await clearCollections(installation, REBUILT);
    const name = await findNonEmpty(installation, REBUILT);
    if (name !== null)
      throw new Error(
        `the database is not empty (${name}): --merge adds what the lake has besides, --force replaces what it holds`,
      );
  } finally {
    await installation.close();
  }
}

export function addRebuild(program: Command, run: RunCommand): void {
  const rebuild = program.command('rebuild');
  addRebuildMeasures(rebuild, run);
  rebuild
    .description('MongoDB from the lake alone; what follows from it is computed anew')
    .option('--merge', 'add to what the database holds; what is newer there stays')
    .option('--force', 'empty the collections first')
    .action((options: RebuildCommandOptions) =>
      run(async (context) => {
        if (context.running !== null)
          throw new Error(`stop npm start first (process ${context.running.pid})`);
        const startedAt = performance.now();
        await prepare(context, options);
        const infrastructure = await context.openInfrastructure();
        const { store, objects, dataDir, clock } = infrastructure;
        const lake = await createLakeReader({ objects, scratchDir: join(dataDir, 'scratch') });
        try {
          const onRebuilt = (name: string, n: number): void => void context.stdout.write(`${name}: ${n}\n`);
          await rebuildFromLake({ lake, store, now: () => clock.now(), onRebuilt });
          const { nUsers, nReports } = await recomputeDerived(infrastructure, context.telemetry);
          const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
          context.stdout.write(
            `user_analytics: ${nUsers}\nanalytics_reports: ${nReports}\nrebuilt in ${seconds} s\n`,
          );
        } finally {
          await lake.close();
        }
      }),
    );
}
