import type { Command } from 'commander';
import { describeInput } from '@convoscope/app-ingestion/findings/describe-input';
import { describeProofState } from '@convoscope/app-standalone/proof/describe-proof';
import { readProof, type ProofState } from '@convoscope/ledger';
import { createGatewayApi } from '../gateway-api.ts';
import { systemClock } from '@convoscope/telemetry';
import { printJson, printTable } from '../print.ts';
import type { CommandContext } from '../command-context.ts';
import type { RunCommand } from '../run-command.ts';

interface Status {
  running: boolean;
  stages: { stage: string; nConversations: number }[];
  consumers: { group: string; topic: string; lag: number }[];
  sources: { source: string; state: Record<string, unknown> }[];
  errors: Record<string, number>;
  /** How old the proof is that in = out, and what it found. */
  proof: ProofState;
  /** What is wrong with the input, the first of it. */
  troubles: string[];
}

export function addStatus(program: Command, run: RunCommand): void {
  program
    .command('status')
    .description('how far each stage is, consumer lag, sources and errors')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      run(async (context) => {
        const status = context.running === null ? await readStatus(context) : await askGateway(context);
        if (options.json) return printJson(context.stdout, status);
        printStatus(context, status, systemClock.now());
        for (const sentence of status.troubles) context.stdout.write(`  ${sentence}\n`);
      }),
    );
}

async function askGateway(context: CommandContext): Promise<Status> {
  const api = createGatewayApi(context);
  const { store, tenant, clock } = await context.openStorage();
  const [progress, processing] = await Promise.all([
    api.get<Omit<Status, 'running' | 'errors' | 'proof' | 'troubles'>>('progress'),
    api.get<Pick<Status, 'errors'>>('processing/state'),
  ]);
  return {
    running: true,
    stages: progress.stages,
    consumers: progress.consumers,
    sources: progress.sources,
    errors: processing.errors,
    proof: await readProof(store.snapshots, tenant, clock.now()),
    troubles: (await describeInput(store, tenant)).sentences,
  };
}

async function readStatus(context: CommandContext): Promise<Status> {
  const { store, bus, tenant, clock } = await context.openInfrastructure();
  const { readProgress } = await import('@convoscope/app-gateway/progress/read-progress');
  const { stages, consumers, sources } = await readProgress({ store, bus, clock }, tenant);
  return {
    running: false,
    stages,
    consumers,
    sources,
    errors: await store.processingErrors.countByStatus(tenant),
    proof: await readProof(store.snapshots, tenant, clock.now()),
    troubles: (await describeInput(store, tenant)).sentences,
  };
}

function printStatus({ stdout }: CommandContext, status: Status, nowMs: number): void {
  stdout.write(`${status.running ? 'running' : 'not running here'}\n\n`);
  printTable(
    stdout,
    ['stage', 'conversations'],
    status.stages.map(({ stage, nConversations }) => [stage, nConversations]),
  );
  stdout.write('\n');
  printTable(
    stdout,
    ['consumer', 'topic', 'lag'],
    status.consumers.map(({ group, topic, lag }) => [group, topic, lag]),
  );
  for (const { source, state } of status.sources) {
    stdout.write(`\nsource ${source}\n`);
    printTable(
      stdout,
      ['', ''],
      Object.entries(state)
        .filter(([, value]) => typeof value !== 'object')
        .map(([name, value]) => [name, String(value)]),
    );
  }
  stdout.write(`\nledger: ${describeProofState(status.proof, nowMs)}\n`);
  stdout.write(
    `\nprocessing errors: ${
      Object.entries(status.errors)
        .map(([name, count]) => `${count} ${name}`)
        .join(', ') || 'none'
    }\n`,
  );
}
