/**
 * Runs every service as a process on real servers under an even load, and judges memory, throughput, event loops, open handles and in = out.
 * Usage: npm run soak -- [--minutes 60] [--rate 300] [--write] [--json FILE] [--keep DIR]
 * Exit code 1 where something was not kept; a run shorter than 25 minutes has too few looks after the warm-up and fails.
 */
import { describeReconciliation } from '@convoscope/app-standalone/proof/describe-proof';
import { mean } from '@convoscope/statistics';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { KAFKA_VERSION } from '../../tools/servers/kafka.ts';
import { serviceNames } from '../../tools/service-names.ts';
import { repositoryRoot } from '../processes.ts';
import { judgeProcess, judgeThroughput, SOAK_LIMITS } from './soak/judge-soak.ts';
import { renderMemorySvg, renderSoakMarkdown, renderSoakText, type SoakReport } from './soak/render-soak.ts';
import { readMemoryLimits } from './lab/memory-limits.ts';
import { runSoak, type SoakRun } from './soak/run-soak.ts';

const CONSUMERS = ['translation', 'categorisation', 'anomaly', 'lake', 'reporting'];

function readNumber(name: string, text: string): number {
  const value = Number(text);
  if (value > 0) return value;
  process.stderr.write(`--${name} is "${text}": expected a number above 0.\n`);
  process.exit(64);
}

const commitOf = (): string =>
  execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: repositoryRoot }).toString().trim();

function toReport(run: SoakRun, load: { minutes: number; rate: number }, startedAt: string): SoakReport {
  const { samples, written, reconciliation } = run;
  const limits = readMemoryLimits();
  const processes = serviceNames.map((name) => judgeProcess(name, samples, SOAK_LIMITS, limits[name]));
  const throughput = CONSUMERS.map((group) => judgeThroughput(group, samples));
  const nCounted = reconciliation.entries
    .filter(({ stage }) => stage === 'source')
    .reduce((total, { count }) => total + count, 0);
  const problems = [...processes, ...throughput].flatMap((verdict) => verdict.problems);
  if (!reconciliation.isBalanced) problems.push(describeReconciliation(reconciliation));
  if (nCounted !== written.nConversations)
    problems.push(
      `${written.nConversations} conversations were written, ${nCounted} are counted at the source`,
    );
  for (const [error, times] of run.errors) problems.push(`${error} (${times} times)`);
  for (const [name, times] of run.restarts) problems.push(`${name} ended by itself ${times} times`);
  return {
    ...{ startedAt, ...load, ...written, drainSeconds: run.drainSeconds, processes, throughput, problems },
    ...{ commit: commitOf(), versions: { Node: process.version, Kafka: KAFKA_VERSION } },
    machine: { meanLoad: mean(samples.map(({ load }) => load)), nCores: availableParallelism() },
    reconciled: describeReconciliation(reconciliation),
  };
}

function describeLimits(): string {
  const { warmUpMs, windowMs, minWindows, memoryMiBPerHour, handlesPerHour, eventLoopP99Ms, throughputKept } =
    SOAK_LIMITS;
  return `Slopes are Theil-Sen's over the lowest value of each ${windowMs / 1_000} s after a warm-up of ${warmUpMs / 60_000} minutes; under ${minWindows} such windows a soak fails. Limits: memory ${memoryMiBPerHour} MiB/h and the container's limit, handles ${handlesPerHour} an hour, event loop ${eventLoopP99Ms} ms (median of the looks), last third of the throughput ${throughputKept * 100} % of the first.`;
}

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    rate: { type: 'string', default: '300' },
    write: { type: 'boolean', default: false },
    json: { type: 'string' },
    keep: { type: 'string' },
  },
});
const load = { minutes: readNumber('minutes', values.minutes), rate: readNumber('rate', values.rate) };
const dir =
  values.keep === undefined ? mkdtempSync(join(tmpdir(), 'convoscope-soak-')) : resolve(values.keep);
const startedAt = new Date().toISOString();
const run = await runSoak({ dir, ...load, onProgress: (line) => console.log(line) });
const report = toReport(run, load, startedAt);
console.log(`\n${renderSoakText(report)}`);
const jsonFile = resolve(
  values.json ?? join(tmpdir(), `convoscope-soak-${startedAt.replaceAll(':', '')}.json`),
);
writeFileSync(jsonFile, `${JSON.stringify({ report, samples: run.samples })}\n`);
console.log(`Every look: ${jsonFile}`);
if (values.write) {
  const docs = join(repositoryRoot, 'docs/benchmarks');
  writeFileSync(join(docs, 'soak.md'), renderSoakMarkdown(report, describeLimits()));
  writeFileSync(join(docs, 'soak-memory.svg'), renderMemorySvg(run.samples));
}
if (values.keep === undefined) rmSync(dir, { recursive: true, force: true });
process.exit(report.problems.length === 0 ? 0 : 1);
