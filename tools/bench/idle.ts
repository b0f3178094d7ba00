/**
 * What all services take while nothing happens: resident memory, and CPU time over a minute, each as a process of its own on real servers; and how long
 * they take to be ready. Usage: node tools/bench/idle.ts [--seconds 60]; writes docs/benchmarks/idle.md.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startCluster, type Cluster } from '../cluster/start-cluster.ts';
import { readRegistry } from '../../libs/testing/src/server-registry.ts';
import { cpuSecondsOf } from './cpu-seconds.ts';

const FILE = join(import.meta.dirname, '../../docs/benchmarks/idle.md');
/** What starts with a service (first polls, the first look of each worker) is over. */
const SETTLE_MS = 30_000;
const MEMORY_LIMIT_MB = 1_500;
const CPU_LIMIT_SHARE = 0.1;

interface Idle {
  readonly name: string;
  /** Resident, as the limit of a container counts it. */
  readonly residentMb: number;
  /** Its share of what is resident: pages that processes share count once in all. */
  readonly shareMb: number;
  /** Of one core. */
  readonly cpuShare: number;
}

function memoryOf(pid: number | null): Pick<Idle, 'residentMb' | 'shareMb'> {
  const text = pid === null ? '' : readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const of = (field: string): number =>
    Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? NaN) / 1_024;
  return { residentMb: of('Rss'), shareMb: of('Pss') };
}

async function measure(cluster: Cluster, seconds: number): Promise<Idle[]> {
  const services = [...cluster.services.values()];
  const before = services.map(({ pid }) => cpuSecondsOf(pid));
  await delay(seconds * 1_000);
  return services.map(({ name, pid }, i) => ({
    ...{ name, ...memoryOf(pid) },
    cpuShare: (cpuSecondsOf(pid) - (before[i] ?? NaN)) / seconds,
  }));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const toPage = (idle: readonly Idle[], readySeconds: number, seconds: number): string => `# Idle

Written by \`npm run bench -- --section idle\`: every service as a process of its own, on Kafka, MongoDB and S3 that were running, with a file of one
conversation as its source. CPU is what the kernel counted over ${seconds} s, ${SETTLE_MS / 1_000} s after all were ready, as a share of one core; memory is resident then,
and its share: pages that processes have in common, such as the code of Node, count once in all. From the start of the first to the last being ready it took ${readySeconds.toFixed(0)} s on a machine of ${availableParallelism()} cores that others used as well.

| service | resident (MB) | share (MB) | CPU |
| --- | ---: | ---: | ---: |
${idle.map(({ name, residentMb, shareMb, cpuShare }) => `| ${name} | ${residentMb.toFixed(0)} | ${shareMb.toFixed(0)} | ${percent(cpuShare)} |`).join('\n')}
| **all** | **${sum(idle.map(({ residentMb }) => residentMb)).toFixed(0)}** | **${sum(idle.map(({ shareMb }) => shareMb)).toFixed(0)}** | **${percent(sum(idle.map(({ cpuShare }) => cpuShare)))}** |

The aim is less than ${MEMORY_LIMIT_MB.toLocaleString('en')} MB on one machine and ${percent(CPU_LIMIT_SHARE)} of a core for all together.
`;

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '60' } } });
const seconds = Number(values.seconds);
const dir = mkdtempSync(join(tmpdir(), 'convoscope-idle-'));
const source = join(dir, 'conversations.jsonl');
const message = { role: 'user', content: 'Where is my parcel?', timestamp: '2026-01-01T00:00:00Z' };
const conversation = { conversation_id: 'c', started_at: message.timestamp, messages: [message] };
writeFileSync(source, `${JSON.stringify(conversation)}\n`);
const { kafka, mongod, s3 } = readRegistry();
if (kafka === undefined || mongod === undefined || s3 === undefined)
  throw new Error('Kafka, MongoDB and S3 must run: npm run bench -- --section idle starts them');
const startedAt = performance.now();
const id = `idle-${process.pid}`;
const cluster = await startCluster({
  ...{ dir, servers: { kafka: kafka.settings, mongod: mongod.settings, s3: s3.settings } },
  env: {
    ...{ SOURCE_KIND: 'file', SOURCE_PATH: source, SOURCE_NAME: 'idle' },
    ...{ KAFKA_TOPIC_PREFIX: `${id}.`, MONGODB_DATABASE: id, S3_BUCKET: id },
  },
});
const readySeconds = (performance.now() - startedAt) / 1_000;
try {
  await delay(SETTLE_MS);
  const page = toPage(await measure(cluster, seconds), readySeconds, seconds);
  writeFileSync(FILE, page);
  console.log(page);
} finally {
  await cluster.stop();
  rmSync(dir, { recursive: true, force: true });
}
