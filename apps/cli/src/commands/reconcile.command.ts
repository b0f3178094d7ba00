import { askRunning } from '@convoscope/app-standalone/control/ask-running';
import { describeProof } from '@convoscope/app-standalone/proof/describe-proof';
import { proveInstallation, type Proven } from '@convoscope/app-standalone/proof/prove-installation';
import { ConfigError } from '@convoscope/contracts';
import type { RunningProof } from '@convoscope/ledger';
import type { Command } from 'commander';
import type { Writable } from 'node:stream';
import type { CommandContext } from '../command-context.ts';
import { printJson, printTable } from '../print.ts';
import type { RunCommand } from '../run-command.ts';
import { parseEvery, repeatProof } from '../proof/repeat-proof.ts';

const EXIT_MISMATCH = 1;

type Stage = Pick<RunningProof, 'stage' | 'nDone' | 'nStages'>;

interface ReconcileOptions {
  json?: boolean;
  every?: string;
}

export function addReconcile(program: Command, run: RunCommand): void {
  program
    .command('reconcile')
    .description('compare source, topic, MongoDB, lake and reports; exit 1 where they differ')
    .option('--json', 'as JSON')
    .option('--every <time>', 'again and again, such as 24h, until it is stopped; a line each time')
    .action(({ json, every }: ReconcileOptions) =>
      run(async (context) => {
        if (every !== undefined) return repeatProof(context, parseEvery(every), () => prove(context));
        const { result, proof } = await prove(context);
        if (json === true) printJson(context.stdout, result);
        else printProof(context.stdout, { result, proof });
        return result.isBalanced ? 0 : EXIT_MISMATCH;
      }),
    );
}

/** The process that is running does it itself: its bus has one writer and one reader. */
async function prove(context: CommandContext): Promise<Proven> {
  const onStage = ({ stage, nDone, nStages }: Stage): void =>
    void context.stderr.write(`${stage} (${nDone} of ${nStages} stages done)\n`);
  if (context.running !== null)
    return askRunning<Proven>(context.running, 'reconcile', (progress) => onStage(progress as Stage));
  const sources = context.sources().map(({ settings }) => settings);
  const infrastructure = await context.openInfrastructure();
  const { store, tenant } = infrastructure;
  const isEmpty = (await store.messages.sources(tenant)).length === 0;
  if (isEmpty && sources[0]?.source.path === '' && sources[0].nocodb.url === '')
    throw new ConfigError(['nothing was taken in yet and no source is named: npm start, or SOURCE_KIND']);
  return proveInstallation({
    ...{ infrastructure, sources, telemetry: context.telemetry, isBusy: context.isDistributed },
    onStage: (stage, nDone, nStages) => onStage({ stage, nDone, nStages }),
  });
}

function printProof(out: Writable, { result, proof }: Proven): void {
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
  out.write(`\n${describeProof(proof)}\n`);
  for (const { source, date, stage, missing, extra, altered, doubled, phantom } of result.mismatches) {
    const kinds = Object.entries({ missing, extra, altered, doubled, phantom }).filter(
      ([, ids]) => ids.length > 0,
    );
    for (const [kind, ids] of kinds) out.write(`${source} ${date} ${stage}: ${kind} ${ids.join(', ')}\n`);
  }
}
