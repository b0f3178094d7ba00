import { backupDatabase } from '@convoscope/store';
import type { Command } from 'commander';
import { readState } from '../backup/installation-state.ts';
import { openInstallation, openPlace } from '../backup/open-installation.ts';
import { showProgress } from '../backup/show-progress.ts';
import { printJson } from '../print.ts';
import type { RunCommand } from '../run-command.ts';

interface BackupCommandOptions {
  out: string;
  json?: boolean;
}

const MIB = 1_048_576;

export function addBackup(program: Command, run: RunCommand): void {
  program
    .command('backup')
    .description('MongoDB at one moment, and the state of ingestion, into an archive; services may go on')
    .requiredOption('--out <place>', 'an empty folder, or s3://bucket/prefix')
    .option('--json', 'the manifest as JSON')
    .action(({ out, json }: BackupCommandOptions) =>
      run(async (context) => {
        const place = openPlace(out, context);
        const installation = await openInstallation(context);
        const startedAt = performance.now();
        try {
          const manifest = await backupDatabase({
            ...{ uri: installation.uri, database: installation.database, place },
            files: () => readState(installation),
            onProgress: showProgress(context.stderr, 'backing up'),
          });
          if (json) return printJson(context.stdout, manifest);
          const { collections, files, createdAt } = manifest;
          const nDocuments = collections.reduce((total, one) => total + one.nDocuments, 0);
          const entries = [...collections.flatMap(({ parts }) => parts), ...files];
          const sizeBytes = entries.reduce((total, entry) => total + entry.sizeBytes, 0);
          const seconds = (performance.now() - startedAt) / 1_000;
          context.stdout.write(
            `${nDocuments} documents of ${collections.length} collections and ${files.length} files of state, as of ${createdAt}: ${(sizeBytes / MIB).toFixed(1)} MiB in ${seconds.toFixed(1)} s\n`,
          );
        } finally {
          await installation.close();
        }
      }),
    );
}
