import { readFile } from 'node:fs/promises';
import { ConfigError } from '@convoscope/contracts';
import { parseRetentionPolicies } from '@convoscope/privacy';
import type { RetentionRunDocument } from '@convoscope/store';
import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-host.ts';
import { printJson } from '../print.ts';
import { openRetentionDesk } from '../retention/open-desk.ts';
import { printRun } from '../retention/print-run.ts';
import type { Runners } from '../create-program.ts';
import { addHolds } from './retention-holds.ts';

interface RunOptions {
  because?: string;
  expect?: string;
  wait: string;
  yes?: boolean;
  json?: boolean;
}

export function addRetention(program: Command, { run, alone }: Runners): void {
  const retention = program
    .command('retention')
    .description('how long things are kept: what goes, what went, and what is held');
  retention
    .command('check <policies>')
    .description('whether a file of policies can be used')
    .action((file: string) => alone((context) => check(context, file)));
  const add = (kind: RetentionRunDocument['kind'], description: string): Command =>
    retention
      .command(kind)
      .description(description)
      .option('--because <reason>', 'for the audit log')
      .option(
        '--wait <seconds>',
        'how long to wait until it is done; it goes on without being waited for',
        '600',
      )
      .option('--json', 'as JSON')
      .action((options: RunOptions) => run((context) => request(context, kind, options)));
  add('preview', 'what would go now, by day and place; nothing is removed');
  add('run', 'removes what policies say now, for good')
    .option('--yes', 'it cannot be undone: without this nothing is done')
    .option('--expect <digest>', 'of a preview: removes exactly that, or nothing');
  retention
    .command('status <run>')
    .description('how far a preview or a run is')
    .option('--json', 'as JSON')
    .action((id: string, options: { json?: boolean }) =>
      run(async (context) => show(context, await find(context, id), options.json)),
    );
  addHolds(retention, run);
}

async function check({ stdout }: Pick<CommandContext, 'stdout'>, file: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new ConfigError([error.message]);
  });
  const read = parseRetentionPolicies(text);
  if (read.problems !== null) throw new ConfigError(read.problems.map((problem) => `${file}: ${problem}`));
  stdout.write(`${file}: ${read.value.length} policies\n`);
}

async function find(context: CommandContext, runId: string): Promise<RetentionRunDocument> {
  const { store, tenant } = await context.openStorage();
  const found = await store.retentionRuns.findById(tenant, runId);
  if (found === null) throw new ConfigError([`there is no preview or run ${runId}`]);
  return found;
}

async function request(
  context: CommandContext,
  kind: RetentionRunDocument['kind'],
  options: RunOptions,
): Promise<CommandResult> {
  if (kind === 'run' && options.yes !== true)
    throw new ConfigError(['what retention removes cannot be brought back: say so with --yes']);
  const waitS = Number(options.wait);
  if (!(waitS >= 0)) throw new ConfigError([`--wait is "${options.wait}": expected seconds`]);
  const { desk, actor } = await openRetentionDesk(context);
  const wanted = { kind, because: options.because ?? null, expect: options.expect ?? null };
  const { runId } = await desk.requestRun(actor, wanted);
  context.stderr.write(`${kind} ${runId}: ingestion works on it while it runs\n`);
  const isWorkedOn = context.running !== null || context.isDistributed;
  const ended = isWorkedOn ? await waitFor(context, runId, waitS * 1_000) : await find(context, runId);
  return show(context, ended, options.json);
}

/** BSD sysexits: EX_TEMPFAIL, it goes on; EX_DATAERR, it was refused. */
const EXIT_CODES: Readonly<Record<RetentionRunDocument['status'], number>> = {
  ...{ requested: 75, running: 75, done: 0, refused: 65 },
};

function show({ stdout, stderr }: CommandContext, run: RetentionRunDocument, json = false): CommandResult {
  const { pending: _, pendingReport: __, pendingCounts: ___, expireAt: ____, ...shown } = run;
  if (json) printJson(stdout, shown);
  else printRun({ stdout, stderr }, run);
  return EXIT_CODES[run.status];
}

const POLL_MS = 500;

async function waitFor(
  context: CommandContext,
  runId: string,
  waitMs: number,
): Promise<RetentionRunDocument> {
  const until = performance.now() + waitMs;
  for (;;) {
    const found = await find(context, runId);
    const isOver = found.status === 'done' || found.status === 'refused';
    if (isOver || performance.now() >= until) return found;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
