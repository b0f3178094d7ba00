import { archivedFiles, restoreDatabase, verifyArchive, type BackupManifest } from '@convoscope/store';
import type { Command } from 'commander';
import { writeState } from '../backup/installation-state.ts';
import { openInstallation, openPlace } from '../backup/open-installation.ts';
import { showProgress } from '../backup/show-progress.ts';
import type { RunCommand } from '../run-command.ts';

interface RestoreCommandOptions {
  from: string;
  force?: boolean;
  check?: boolean;
}

const describe = ({ collections, createdAt }: BackupManifest): string =>
  `${collections.reduce((total, { nDocuments }) => total + nDocuments, 0)} documents of ${collections.length} collections, as of ${createdAt}`;

export function addRestore(program: Command, run: RunCommand): void {
  program
    .command('restore')
    .description('MongoDB and state from an archive, compared by hash afterwards; stop the services first')
    .requiredOption('--from <place>', 'the folder of the archive, or s3://bucket/prefix')
    .option('--force', 'replace what the database holds')
    .option('--check', 'only read the archive and say whether it is whole')
    .action(({ from, force = false, check }: RestoreCommandOptions) =>
      run(async (context) => {
        const place = openPlace(from, context);
        const startedAt = performance.now();
        const secondsSince = (): string => ((performance.now() - startedAt) / 1_000).toFixed(1);
        if (check) {
          const manifest = await verifyArchive(place);
          context.stdout.write(`the archive is whole: ${describe(manifest)}; read in ${secondsSince()} s\n`);
          return;
        }
        if (context.running !== null)
          throw new Error(`stop npm start first (process ${context.running.pid})`);
        const installation = await openInstallation(context);
        try {
          const { uri, database } = installation;
          const onProgress = showProgress(context.stderr, 'restoring');
          const manifest = await restoreDatabase({ uri, database, place, force, onProgress });
          const nFiles = await writeState(archivedFiles(place), installation);
          context.stdout.write(
            `restored and compared ${describe(manifest)}, and ${nFiles} files of state, in ${secondsSince()} s\n`,
          );
        } finally {
          await installation.close();
        }
      }),
    );
}
