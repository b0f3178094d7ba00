import { Command } from 'commander';
import { addBackup } from './commands/backup.command.ts';
import { addDoctor } from './commands/doctor.command.ts';
import { addDeadLetters } from './commands/dead-letters.command.ts';
import { addDetect } from './commands/detect.command.ts';
import { addDetectStream } from './commands/detect-stream.command.ts';
import { addDetectors } from './commands/detectors.command.ts';
import { addDrift } from './commands/drift.command.ts';
import { addExample } from './commands/example.command.ts';
import { addExplain } from './commands/explain.command.ts';
import { addExport } from './commands/export.command.ts';
import { addIngest } from './commands/ingest.command.ts';
import { addMigrate } from './commands/migrate.command.ts';
import { addRebuild } from './commands/rebuild.command.ts';
import { addReconcile } from './commands/reconcile.command.ts';
import { addReport } from './commands/report.command.ts';
import { addRestore } from './commands/restore.command.ts';
import { addStatus } from './commands/status.command.ts';
import { addTopics } from './commands/topics.command.ts';
import type { RunCommand } from './run-program.ts';

/** The command line: every command in a file of its own. */
export function createProgram(run: RunCommand): Command {
  const program = new Command('convoscope')
    .description('Looks into Convoscope and works on its data.')
    .addHelpText(
      'after',
      '\nWorks on what `npm start` keeps in CONVOSCOPE_DATA_DIR, or, where KAFKA_BROKERS is set, on the servers the settings name.',
    )
    .exitOverride();
  const add = [
    addDoctor,
    addExample,
    addIngest,
    addStatus,
    addReport,
    addExport,
    addReconcile,
    addDeadLetters,
    addTopics,
    addMigrate,
    addBackup,
    addRestore,
    addRebuild,
    addDetect,
    addDetectStream,
    addDetectors,
    addDrift,
    addExplain,
  ];
  for (const addCommand of add) addCommand(program, run);
  return program;
}
