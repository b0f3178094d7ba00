/**
 * Seconds from a kill until the first event is processed again: each service, Kafka and mongod by SIGKILL, and S3 gone for a while, on real
 * servers under an even load. Usage: node tools/bench/recovery.ts [--rate 50] [--down 10] [--only lake,kafka]; writes docs/benchmarks/recovery.md.
 */
import { loadavg, availableParallelism, tmpdir } from 'node:os';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startNocodbStub } from '../../apps/ingestion/test/nocodb-stub.ts';
import { CORPUS_COLUMNS, findCorpus, readCorpus } from '../../e2e/conversation-corpus.ts';
import { startLoad } from '../../e2e/faults/soak/write-load.ts';
import { startCluster, type Cluster } from '../cluster/start-cluster.ts';
import { startKafka } from '../servers/kafka.ts';
import { startMongod } from '../servers/mongod.ts';
import { startS3 } from '../servers/s3.ts';
import type { ServerProcess } from '../servers/server-process.ts';
import { countProcessed, waitUntilProcessing, type Processed } from './recovery-progress.ts';

const TABLE = 'Conversations';
const BETWEEN_MS = 5_000;
const GIVE_UP_MS = 180_000;
const SERVICES = ['ingestion', 'translation', 'categorisation', 'anomaly', 'lake', 'reporting'];
const FILE = join(import.meta.dirname, '../../docs/benchmarks/recovery.md');

interface Recovery {
  readonly killed: string;
  /** How long it was gone before it was started again; a service is started at once. */
  readonly downSeconds: number;
  /** Until it answered again. */
  readonly readySeconds: number;
  /** From the kill until the last of those concerned had processed an event again. */
  readonly firstEventSeconds: number;
  /** Which of them was the last. */
  readonly slowest: string;
}

const secondsSince = (startMs: number): number => (performance.now() - startMs) / 1_000;

/** A service: killed and started again at once, as an orchestrator does. What it counts begins at 0 again. */
async function killService(cluster: Cluster, name: string): Promise<Recovery> {
  const service = cluster.services.get(name);
  if (service === undefined) throw new Error(`no service ${name}`);
  await service.kill('SIGKILL');
  const killedAt = performance.now();
  const ready = service.restart().then(() => secondsSince(killedAt));
  const back = await waitUntilProcessing(cluster, [name], { [name]: 0 }, GIVE_UP_MS);
  const firstEventSeconds = secondsSince(killedAt);
  return { killed: name, downSeconds: 0, readySeconds: await ready, firstEventSeconds, slowest: back };
}

/** A server: killed, away for a while, started again. Everybody concerned must process something that came after it was back. */
async function killServer(
  cluster: Cluster,
  [killed, server]: readonly [string, ServerProcess],
  downSeconds: number,
): Promise<Recovery> {
  const killedAt = performance.now();
  await server.kill('SIGKILL');
  await delay(downSeconds * 1_000);
  await server.restart();
  const readySeconds = secondsSince(killedAt);
  const before: Processed = await countProcessed(cluster, SERVICES);
  const slowest = await waitUntilProcessing(cluster, SERVICES, before, GIVE_UP_MS);
  return { killed, downSeconds, readySeconds, firstEventSeconds: secondsSince(killedAt), slowest };
}

const describe = ({ killed, downSeconds, readySeconds, firstEventSeconds, slowest }: Recovery): string[] => [
  ...[killed, String(downSeconds), readySeconds.toFixed(1), firstEventSeconds.toFixed(1)],
  ...[(firstEventSeconds - downSeconds).toFixed(1), slowest],
];

const HEAD = [
  'killed',
  'gone s',
  'ready again s',
  'first event s',
  'of these since it may be back',
  'last to go on',
];

function toPage(recoveries: readonly Recovery[], { rate, load }: { rate: number; load: number }): string {
  const rows = [HEAD, HEAD.map(() => '---'), ...recoveries.map(describe)];
  return [
    '# Recovery, measured',
    '',
    `Written by \`npm run bench -- --section recovery\`: seconds from the kill (SIGKILL) until the first event is processed again, with ${rate} messages/s coming in;`,
    `${availableParallelism()} cores for all servers and services, on average ${load.toFixed(1)} processes wanted one; Node ${process.version}. A service is started again at once, a server after it was gone`,
    'for some seconds; then every service must process an event that came after the server was back, and the slowest counts.',
    '',
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
    '',
    'Ready again: every health check says so, which for a service includes its place in the group; ingestion reads its source before that.',
    'A killed consumer leaves its place in the group empty: its partitions wait until the broker takes it for dead (`KAFKA_SESSION_TIMEOUT`, 30 s).',
    'One that is stopped in order (SIGTERM) leaves its group and costs no such wait.',
    '',
  ].join('\n');
}

async function measureAll(
  rate: number,
  downSeconds: number,
  wanted: (name: string) => boolean,
): Promise<Recovery[]> {
  const dir = mkdtempSync(join(tmpdir(), 'convoscope-recovery-'));
  const stub = await startNocodbStub();
  const table = stub.addTable(TABLE, CORPUS_COLUMNS);
  const [kafka, mongod, s3] = await Promise.all([startKafka(), startMongod(), startS3()]);
  const closers: (() => Promise<void>)[] = [stub, kafka, mongod, s3].map(
    (one) => () => ('stop' in one ? one.stop() : one.close()),
  );
  try {
    const cluster = await startCluster({
      ...{ dir, servers: { kafka, mongod, s3 }, onProblem: () => undefined },
      onProgress: (line) => console.log(line),
      env: {
        ...{
          SOURCE_KIND: 'nocodb',
          SOURCE_NAME: 'bench',
          NOCODB_REQUESTS_PER_SECOND: '50',
          LOG_LEVEL: 'warn',
        },
        ...{
          NOCODB_URL: stub.url,
          NOCODB_TOKEN: stub.token,
          NOCODB_BASE_ID: stub.baseId,
          NOCODB_TABLE: TABLE,
        },
        ...{ INGESTION_POLL_INTERVAL: '1s' },
      },
    });
    closers.unshift(() => cluster.stop());
    const load = startLoad({ table, corpus: await readCorpus(findCorpus(), 800), rate, now: Date.now });
    closers.unshift(async () => load.stop());
    await waitUntilProcessing(cluster, SERVICES, {}, GIVE_UP_MS);
    const servers = [
      ['Kafka', kafka],
      ['mongod', mongod],
      ['S3', s3],
    ] as const;
    const tests = [
      ...SERVICES.map((name) => ({ name, run: () => killService(cluster, name) })),
      ...servers.map((server) => ({ name: server[0], run: () => killServer(cluster, server, downSeconds) })),
    ];
    const recoveries: Recovery[] = [];
    for (const { name, run } of tests) {
      if (!wanted(name)) continue;
      await delay(BETWEEN_MS);
      const recovery = await run();
      recoveries.push(recovery);
      console.log(
        describe(recovery)
          .map((cell) => cell.padEnd(16))
          .join(''),
      );
    }
    return recoveries;
  } finally {
    for (const close of closers) await close();
    rmSync(dir, { recursive: true, force: true });
  }
}

const { values } = parseArgs({
  options: {
    rate: { type: 'string', default: '50' },
    down: { type: 'string', default: '10' },
    only: { type: 'string' },
  },
});
const only = values.only?.toLowerCase().split(',');
const load = loadavg()[0] ?? NaN;
const wanted = (name: string): boolean => only === undefined || only.includes(name.toLowerCase());
const recoveries = await measureAll(Number(values.rate), Number(values.down), wanted);
if (only === undefined)
  writeFileSync(
    FILE,
    toPage(recoveries, { rate: Number(values.rate), load: (load + (loadavg()[0] ?? NaN)) / 2 }),
  );
process.exit(0);
