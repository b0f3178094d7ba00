import type { Command } from 'commander';
import { ingestionService } from '@convoscope/app-ingestion/ingestion.service';
import {
  describeReconciliation,
  reconcileInstallation,
} from '@convoscope/app-standalone/reconcile-installation';
import type { Reconciliation } from '@convoscope/ledger';
import { startService } from '@convoscope/service';
import type { Writable } from 'node:stream';
import { printJson, printTable } from '../print.ts';
import type { RunCommand } from '../run-program.ts';

const EXIT_MISMATCH = 1;

export function addReconcile(program: Command, run: RunCommand): void {
  program
    .command('reconcile')
    .description('compare source, topic, MongoDB, lake and reports; exit 1 where they differ')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      run(async (context) => {
        const infrastructure = await context.openInfrastructure();
        const ingestion = await startService(ingestionService, {
          infrastructure,
          env: context.env,
          http: false,
          telemetry: context.telemetry,
          settings: { poll: { mode: 'manual' } },
        });
        try {
          const result = await reconcileInstallation({ infrastructure, ingestion: ingestion.runtime });
          if (options.json) printJson(context.stdout, result);
          else printReconciliation(context.stdout, result);
          return result.isBalanced ? 0 : EXIT_MISMATCH;
        } finally {
          await ingestion.stop();
        }
      }),
    );
}

function printReconciliation(out: Writable, result: Reconciliation): void {
  const stages = [...new Set(result.entries.map(({ stage }) => stage))];
  const days = Map.groupBy(result.entries, ({ source, date }) => `${source} ${date}`);
  printTable(
    out,
    ['source', 'day', ...stages],
    [...days.values()].map((entries) => [
      entries[0]?.source ?? '',
      entries[0]?.date ?? '',
      ...stages.map((stage) => entries.find((entry) => entry.stage === stage)?.count ?? 0),
    ]),
  );
  out.write(`\n${describeReconciliation(result)}\n`);
  for (const { source, date, stage, missing, extra, altered, doubled, phantom } of result.mismatches) {
    const kinds = Object.entries({ missing, extra, altered, doubled, phantom }).filter(
      ([, ids]) => ids.length > 0,
    );
    for (const [kind, ids] of kinds) out.write(`${source} ${date} ${stage}: ${kind} ${ids.join(', ')}\n`);
  }
}
