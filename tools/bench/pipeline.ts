/**
 * The whole pipeline in messages a second: embedded in one process, and as separate processes on real Kafka, MongoDB and S3.
 * Usage: node tools/bench/pipeline.ts [--conversations 2000] [--messages 10], after a build.
 */
import { createKafkaBus } from '@convoscope/bus';
import { allTopics } from '@convoscope/contracts';
import { createTelemetry } from '@convoscope/telemetry';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startCluster } from '../cluster/start-cluster.ts';
import { startKafka } from '../servers/kafka.ts';
import { startMongod } from '../servers/mongod.ts';
import { startS3 } from '../servers/s3.ts';
import { cpuSecondsOf } from './cpu-seconds.ts';
import { writeCorpus } from './pipeline-corpus.ts';
import { watchPipeline, type PipelineRun } from './pipeline-progress.ts';

const TIMEOUT_MS = 240_000;
const DAY_MS = 86_400_000;

/** Messages a second that the project wants on 2 cores. */
const TARGETS = { embedded: 3_000, 'real servers': 1_500 } as const;
const MEMORY_TARGET_MIB = 512;

interface Measured extends PipelineRun {
  /** Peak resident memory by process. */
  readonly peakMiB: Readonly<Record<string, number>>;
  /** CPU seconds by process, from its start on. */
  readonly cpuSeconds: Readonly<Record<string, number>>;
}

interface Corpus {
  readonly file: string;
  readonly nConversations: number;
  readonly nMessages: number;
}

function measureEmbedded({ file, nConversations }: Corpus, dir: string): Promise<Measured> {
  mkdirSync(dir, { recursive: true });
  const script = join(import.meta.dirname, 'pipeline-embedded.ts');
  const child = spawn(process.execPath, [script, file, dir, String(nConversations)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(JSON.parse(output.trim().split('\n').at(-1) ?? '') as Measured);
      else reject(new Error(`the embedded run ended with ${code}`));
    });
  });
}

/** Most memory the process ever had, as the kernel counted it (Linux). */
function peakMiBOf(pid: number | null): number {
  if (pid === null || process.platform !== 'linux') return NaN;
  const kilobytes = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes) / 1_024);
}

async function measureCluster({ file, nConversations }: Corpus, dir: string): Promise<Measured> {
  const [kafka, mongod, s3] = await Promise.all([startKafka(), startMongod(), startS3()]);
  const telemetry = createTelemetry({ service: 'bench', logLevel: 'silent', processMetrics: false });
  const bus = createKafkaBus({
    ...{ brokers: kafka.brokers, clientId: 'bench', topicPrefix: 'convoscope.', telemetry, service: 'bench' },
    topics: { partitions: 6, replicationFactor: 1, retentionMs: DAY_MS },
  });
  try {
    await bus.ensureTopics(allTopics);
    const watched = watchPipeline(bus, { nConversations, timeoutMs: TIMEOUT_MS });
    // Awaited below; should it fail while services still start, that must not end the process.
    watched.catch(() => undefined);
    const cluster = await startCluster({
      dir,
      servers: { kafka, mongod, s3 },
      env: { SOURCE_KIND: 'file', SOURCE_NAME: 'bench', SOURCE_PATH: file, LOG_LEVEL: 'warn' },
    });
    try {
      const run = await watched;
      const services = [...cluster.services.values()];
      const servers = Object.entries({ kafka, mongod, s3 });
      return {
        ...run,
        peakMiB: Object.fromEntries(services.map(({ name, pid }) => [name, peakMiBOf(pid)])),
        cpuSeconds: Object.fromEntries(
          [
            ...services.map(({ name, pid }) => [name, pid] as const),
            ...servers.map(([name, { pid }]) => [name, pid] as const),
          ].map(([name, pid]) => [name, cpuSecondsOf(pid)]),
        ),
      };
    } finally {
      await cluster.stop();
    }
  } finally {
    await bus.close();
    await telemetry.close();
    await Promise.all([kafka.stop(), mongod.stop(), s3.stop()]);
  }
}

/** Milliseconds a message, of all processes and of each, the dearest first: what a busy machine does not change. */
function cpuText(cpuSeconds: Measured['cpuSeconds'], nMessages: number): string {
  const each = Object.entries(cpuSeconds).toSorted((a, b) => b[1] - a[1]);
  const perMessage = (seconds: number): string => ((seconds * 1_000) / nMessages).toFixed(3);
  const total = each.reduce((sum, [, seconds]) => sum + seconds, 0);
  return `${perMessage(total)} ms a message: ${each.map(([name, seconds]) => `${name} ${perMessage(seconds)}`).join(', ')}`;
}

function describeRun(
  name: keyof typeof TARGETS,
  { seconds, stages, peakMiB, cpuSeconds }: Measured,
  nMessages: number,
): string {
  const rate = nMessages / seconds;
  const slowest = stages.toSorted((a, b) => b.lagSeconds - a.lagSeconds);
  const verdict = rate >= TARGETS[name] ? 'reached' : 'short';
  const memory = Object.entries(peakMiB).map(([process_, mib]) => `${process_} ${mib}`);
  const most = Math.max(...Object.values(peakMiB));
  return [
    `  ${name.padEnd(14)} ${Math.round(rate).toLocaleString('en').padStart(7)} messages/s in ${seconds.toFixed(1)} s   ${(rate / TARGETS[name]).toFixed(2)}x the target of ${TARGETS[name]} (${verdict})`,
    `    slowest stage  ${slowest[0]?.stage ?? 'none'}; events waiting at most: ${slowest.map(({ stage, maxLag }) => `${stage} ${maxLag}`).join(', ')}`,
    `    CPU            ${cpuText(cpuSeconds, nMessages)}`,
    `    peak MiB       ${memory.join(', ')} (${most < MEMORY_TARGET_MIB ? 'below' : 'above'} ${MEMORY_TARGET_MIB})`,
  ].join('\n');
}

/** Runs both set-ups one after the other on the same corpus and tells of each as soon as it is through. */
export async function runPipelineBench(
  size: { nConversations: number; nMessages: number },
  print: (text: string) => void,
): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'convoscope-bench-'));
  try {
    const corpus = { ...size, file: join(dir, 'corpus.jsonl') };
    writeCorpus(corpus.file, size);
    const nMessages = size.nConversations * size.nMessages;
    print(`pipeline: ${size.nConversations} conversations of ${size.nMessages} messages`);
    const embedded = await measureEmbedded(corpus, join(dir, 'embedded'));
    print(describeRun('embedded', embedded, nMessages));
    const cluster = await measureCluster(corpus, join(dir, 'cluster'));
    print(describeRun('real servers', cluster, nMessages));
    print(`  real servers are ${(embedded.seconds / cluster.seconds).toFixed(2)}x as fast as embedded`);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      conversations: { type: 'string', default: '2000' },
      messages: { type: 'string', default: '10' },
    },
  });
  const size = { nConversations: Number(values.conversations), nMessages: Number(values.messages) };
  await runPipelineBench(size, (text) => console.log(text));
  process.exit(0);
}
