import { statfs } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ingestionService } from '@convoscope/app-ingestion/ingestion.service';
import { describeInput } from '@convoscope/app-ingestion/findings/describe-input';
import { createIngestion } from '@convoscope/app-ingestion/create-ingestion';
import { describeTimeLag, type Bus } from '@convoscope/bus';
import { allTopics, ConfigError, consumers } from '@convoscope/contracts';
import { verifyAuditLog } from '@convoscope/service';
import { loadSettings } from '@convoscope/config';
import type { Command } from 'commander';
import { isDistributed, type CommandContext } from '../command-context.ts';
import { describeAudit, isWhole } from '../audit/describe-audit.ts';
import { printJson } from '../print.ts';
import { checkIndexes } from '../doctor/check-indexes.ts';
import type { Finding } from '../doctor/finding.ts';
import { inspectDamage, repairDamage } from '../repair/repair-damage.ts';
import type { RunCommand } from '../run-command.ts';

const EXIT_UNWELL = 1;
const LEAST_FREE_BYTES = 2 * 2 ** 30;

export function addDoctor(program: Command, run: RunCommand): void {
  program
    .command('doctor')
    .description('check Node, disk, settings, servers and the source; exit 1 where something is wrong')
    .option('--json', 'as JSON')
    .option(
      '--repair',
      'take damaged records out of the journal and have the sources read anew (stop Convoscope first)',
    )
    .action((options: { json?: boolean; repair?: boolean }) =>
      run(async (context) => {
        const findings = [
          await checkJournal(context, options.repair === true),
          checkNode(),
          await checkDisk(context),
          ...(await checkServers(context)),
          ...(await checkAudit(context)),
          await checkSource(context),
          ...(await checkInput(context)),
        ];
        if (options.json) printJson(context.stdout, findings);
        else
          for (const { check, ok, detail } of findings)
            context.stdout.write(`${ok ? 'ok  ' : 'FAIL'}  ${check.padEnd(16)} ${detail}\n`);
        return findings.every(({ ok }) => ok) ? 0 : EXIT_UNWELL;
      }),
    );
}

function checkNode(): Finding {
  const major = Number(process.versions.node.split('.')[0]);
  return {
    check: 'node',
    ok: major >= 22,
    detail: `${process.version}${major >= 22 ? '' : ': expected 22 or newer'}`,
  };
}

/** Damage of the embedded bus's journal; mended where that is asked for. */
const checkJournal = (context: CommandContext, isToRepair: boolean): Promise<Finding> =>
  attempt('journal', () => (isToRepair ? repairDamage(context) : inspectDamage(context)));

async function checkDisk({ env }: CommandContext): Promise<Finding> {
  const dataDir = resolve(env['CONVOSCOPE_DATA_DIR'] ?? '.convoscope');
  const { bavail, bsize } = await statfs(resolve(dataDir, '..'));
  const free = bavail * bsize;
  const text = `${(free / 2 ** 30).toFixed(1)} GiB free beside ${dataDir}`;
  return {
    check: 'disk',
    ok: free > LEAST_FREE_BYTES,
    detail: free > LEAST_FREE_BYTES ? text : `${text}: free at least 2 GiB`,
  };
}

/** Runs a check; whatever it throws is its finding. */
async function attempt(check: string, work: () => Promise<string>): Promise<Finding> {
  try {
    return { check, ok: true, detail: await work() };
  } catch (error) {
    return { check, ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

async function checkServers(context: CommandContext): Promise<Finding[]> {
  if (context.running !== null) {
    const { store, objects } = await context.openStorage();
    return [
      { check: 'services', ok: true, detail: `npm start is running: ${context.running.gatewayUrl}` },
      await attempt('mongodb', () => store.ping().then(() => 'answers')),
      ...(await checkIndexes(store)),
      await attempt('objects', () => objects.head('doctor').then(() => 'answers')),
    ];
  }
  const kind = isDistributed(context.env) ? 'Kafka' : 'embedded bus';
  const opening = await attempt('infrastructure', async () => {
    await context.openInfrastructure();
    return `settings are valid, ${kind}, MongoDB and object storage answer`;
  });
  if (!opening.ok) return [opening];
  const { bus, store, objects } = await context.openInfrastructure();
  return [
    opening,
    await attempt('mongodb', () => store.ping().then(() => 'answers')),
    ...(await checkIndexes(store)),
    await attempt('objects', () => objects.head('doctor').then(() => 'answers')),
    await attempt('topics', () =>
      bus.ensureTopics(allTopics).then(() => `${allTopics.length} topics are there`),
    ),
    await attempt('retention', () => checkRetention(bus)),
  ];
}

/** Throws where a consumer is about to lose events to the retention of its topic, or has. */
async function checkRetention(bus: Bus): Promise<string> {
  const lags = (
    await Promise.all(consumers.map(({ group, topic }) => bus.timeLags([group], [topic])))
  ).flat();
  const endangered = lags.filter(({ verdict }) => verdict !== 'fine');
  if (endangered.length > 0) throw new Error(endangered.map(describeTimeLag).join('; '));
  const longestMs = Math.max(...lags.map(({ timeLagMs }) => timeLagMs));
  return `the consumer that is furthest behind is ${Math.round(longestMs / 1_000)} s behind`;
}

/** Rows that are refused are named, with where they are; what was only found in rows that arrived is no illness. */
async function checkInput(context: CommandContext): Promise<Finding[]> {
  try {
    const { store, tenant } =
      context.running === null ? await context.openInfrastructure() : await context.openStorage();
    const { refusals, findings } = await describeInput(store, tenant);
    if (refusals.length + findings.length === 0)
      return [{ check: 'input', ok: true, detail: 'everything the sources hold is understood' }];
    const asFindings = (sentences: readonly string[], ok: boolean): Finding[] =>
      sentences.map((detail) => ({ check: 'input', ok, detail }));
    return [...asFindings(refusals, false), ...asFindings(findings, true)];
  } catch {
    // What cannot be opened is a finding of its own, above.
    return [];
  }
}

/** Whether the audit log is whole, its newest entries included. */
async function checkAudit(context: CommandContext): Promise<Finding[]> {
  const opened = await context.openStorage().catch(() => null);
  // What cannot be opened is a finding of its own, above.
  if (opened === null) return [];
  const { store, objects, tenant } = opened;
  const verdict = await attempt('audit', async () => {
    const found = await verifyAuditLog(store.auditLog, objects, tenant);
    if (!isWhole(found)) throw new Error(`${describeAudit(found)}: see SECURITY.md`);
    return describeAudit(found);
  });
  return [verdict];
}

async function checkSource(context: CommandContext): Promise<Finding> {
  const isConfigured = context.env['NOCODB_URL'] ?? context.env['SOURCE_PATH'];
  if (isConfigured === undefined) {
    return {
      check: 'source',
      ok: true,
      detail:
        context.running === null
          ? 'none configured (NOCODB_URL or SOURCE_PATH): npm start shows the demo corpus'
          : 'polled by the running services',
    };
  }
  return attempt('source', async () => {
    const settings = loadSettings(ingestionService.settings, context.env);
    if (context.running !== null) return `${settings.source.kind}: polled by the running services`;
    const infrastructure = await context.openInfrastructure();
    const runtime = { ...infrastructure, name: 'ingestion', settings, telemetry: context.telemetry };
    const { source } = await createIngestion(runtime);
    try {
      await source.open(AbortSignal.timeout(15_000));
      return `${settings.source.kind} answers, the mapping fits`;
    } catch (error) {
      throw error instanceof ConfigError ? new Error(error.problems.join(' ')) : error;
    } finally {
      await source.close();
    }
  });
}
