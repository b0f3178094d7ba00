import { awaitQuiet } from '@convoscope/app-standalone/await-quiet';
import { describeReconciliation } from '@convoscope/app-standalone/proof/describe-proof';
import { loadSettings } from '@convoscope/config';
import type { Reconciliation } from '@convoscope/ledger';
import { createInfrastructure, infrastructureSettings, type OwnedInfrastructure } from '@convoscope/service';
import { createTelemetry } from '@convoscope/telemetry';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startNocodbStub } from '../../../apps/ingestion/test/nocodb-stub.ts';
import { startCluster, type Cluster } from '../../../tools/cluster/start-cluster.ts';
import { CORPUS_COLUMNS, findCorpus, readCorpus } from '../../conversation-corpus.ts';
import { repositoryRoot } from '../../processes.ts';
import { readMemoryLimits } from '../lab/memory-limits.ts';
import { lookAtServices, parseReadings } from './sample-process.ts';
import type { SoakSample } from './soak-sample.ts';
import { startLoad, type SoakLoad } from './write-load.ts';

const LOOK_EVERY_MS = 5_000;
const DRAIN_TIMEOUT_MS = 900_000;
const CORPUS_SIZE = 800;
const TABLE = 'Conversations';

export interface SoakOptions {
  readonly dir: string;
  readonly minutes: number;
  /** Messages a second. */
  readonly rate: number;
  readonly onProgress: (line: string) => void;
}

export interface SoakRun {
  readonly samples: readonly SoakSample[];
  readonly written: SoakLoad['written'];
  readonly drainSeconds: number;
  readonly reconciliation: Reconciliation;
  /** Errors that services reported, with their number. */
  readonly errors: ReadonlyMap<string, number>;
  /** How often each service ended by itself. */
  readonly restarts: ReadonlyMap<string, number>;
}

/** V8 gives itself half of a container's memory; on a machine with much of it a service would collect garbage later than in production. */
const heapLikeInContainer = (limits: Record<string, number>): Record<string, Record<string, string>> =>
  Object.fromEntries(
    Object.entries(limits).map(([name, mib]) => [
      name,
      { NODE_OPTIONS: `--max-old-space-size=${Math.round(mib / 2)} --max-semi-space-size=16` },
    ]),
  );

/** Starts what has ended again, as an orchestrator does, and counts how often. */
function reviveEnded(cluster: Cluster, restarts: Map<string, number>, onProgress: SoakOptions['onProgress']) {
  const reviving = new Map<string, Promise<void>>();
  return {
    look(): void {
      for (const [name, service] of cluster.services) {
        if (service.pid !== null || reviving.has(name)) continue;
        restarts.set(name, (restarts.get(name) ?? 0) + 1);
        onProgress(`! ${name} has ended and is started again`);
        const revival = service
          .restart()
          .catch((error: unknown) => onProgress(`! ${String(error)}`))
          .finally(() => reviving.delete(name));
        reviving.set(name, revival);
      }
    },
    settled: () => Promise.all(reviving.values()),
  };
}

async function sampleFor(
  cluster: Cluster,
  load: SoakLoad,
  restarts: Map<string, number>,
  { minutes, onProgress }: SoakOptions,
): Promise<SoakSample[]> {
  const samples: SoakSample[] = [];
  const revivals = reviveEnded(cluster, restarts, onProgress);
  const beganAt = Date.now();
  const endAt = beganAt + minutes * 60_000;
  for (let nextAt = beganAt; nextAt < endAt; nextAt += LOOK_EVERY_MS) {
    await delay(Math.max(0, nextAt - Date.now()));
    const sample = await lookAtServices(cluster.services, Date.now() - beganAt);
    samples.push(sample);
    revivals.look();
    if (samples.length % 12 === 1) onProgress(describeSample(sample, load));
  }
  await revivals.settled();
  return samples;
}

function describeSample({ atMs, processes, lag }: SoakSample, { written }: SoakLoad): string {
  const memory = Object.entries(processes).map(([name, { rssMiB }]) => `${name} ${rssMiB.toFixed(0)}`);
  const waiting = Object.entries(lag).map(([group, n]) => `${group} ${n}`);
  return `${(atMs / 60_000).toFixed(0).padStart(3)} min  ${written.nMessages} messages  MiB: ${memory.join(', ')}  waiting: ${waiting.join(', ')}`;
}

/** Polls of the source that have ended well. */
async function countPolls(cluster: Cluster): Promise<number> {
  const response = await fetch(`${cluster.services.get('ingestion')?.url}/metrics`);
  return parseReadings(await response.text())
    .filter(
      ({ name, labels }) => name === 'convoscope_ingestion_polls_total' && labels['status'] === 'completed',
    )
    .reduce((total, { value }) => total + value, 0);
}

/** Two more polls have found nothing that the first of them left; then every consumer has nothing left. */
async function drain(cluster: Cluster, infrastructure: OwnedInfrastructure): Promise<number> {
  const beganAt = performance.now();
  const signal = AbortSignal.timeout(DRAIN_TIMEOUT_MS);
  const enough = (await countPolls(cluster)) + 2;
  while ((await countPolls(cluster)) < enough) await delay(500, undefined, { signal });
  await awaitQuiet({ ...infrastructure, signal, onLag: () => undefined });
  return (performance.now() - beganAt) / 1_000;
}

/** `convoscope reconcile` as a person would run it; exit code 1 says that it does not balance, and its output says how. */
async function reconcile(env: Readonly<Record<string, string>>, dir: string): Promise<Reconciliation> {
  const main = join(repositoryRoot, 'apps/cli/dist/main.js');
  const options = {
    env: { ...process.env, ...env, CONVOSCOPE_DATA_DIR: join(dir, 'cli') },
    maxBuffer: 256 * 1_048_576,
  };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [main, 'reconcile', '--json'],
    options,
  ).catch((error: Error & { stdout?: string }) => {
    if (error.stdout === undefined || error.stdout === '') throw error;
    return { stdout: error.stdout };
  });
  return JSON.parse(stdout) as Reconciliation;
}

/** Runs every service under an even load and looks at each all the while. Everything started is stopped again. */
export async function runSoak(options: SoakOptions): Promise<SoakRun> {
  const { dir, rate, onProgress } = options;
  const errors = new Map<string, number>();
  const restarts = new Map<string, number>();
  const stub = await startNocodbStub();
  const table = stub.addTable(TABLE, CORPUS_COLUMNS);
  const corpus = await readCorpus(findCorpus(), CORPUS_SIZE);
  const telemetry = createTelemetry({ service: 'soak', logLevel: 'silent', processMetrics: false });
  const closers: (() => Promise<void>)[] = [() => telemetry.close(), () => stub.close()];
  try {
    const cluster = await startCluster({
      dir,
      onProgress,
      onProblem: (service, line) => {
        const { msg = line } = line.startsWith('{') ? (JSON.parse(line) as { msg?: string }) : {};
        const what = `${service}: ${msg.slice(0, 200)}`;
        if (!errors.has(what)) onProgress(`! ${what}`);
        errors.set(what, (errors.get(what) ?? 0) + 1);
      },
      serviceEnv: heapLikeInContainer(readMemoryLimits()),
      env: {
        ...{
          SOURCE_KIND: 'nocodb',
          SOURCE_NAME: 'soak',
          SOURCE_PAGE_SIZE: '200',
          INGESTION_POLL_INTERVAL: '2s',
        },
        ...{
          NOCODB_URL: stub.url,
          NOCODB_TOKEN: stub.token,
          NOCODB_BASE_ID: stub.baseId,
          NOCODB_TABLE: TABLE,
        },
        ...{ NOCODB_REQUESTS_PER_SECOND: '50', LOG_LEVEL: 'warn' },
      },
    });
    closers.push(() => cluster.stop());
    const settings = loadSettings(infrastructureSettings, {
      ...cluster.env,
      CONVOSCOPE_DATA_DIR: join(dir, 'soak'),
    });
    const infrastructure = await createInfrastructure(settings, telemetry);
    closers.push(() => infrastructure.close());
    const load = startLoad({ table, corpus, rate, now: Date.now });
    let samples: SoakSample[];
    try {
      samples = await sampleFor(cluster, load, restarts, options);
    } finally {
      load.stop();
    }
    onProgress('the load has ended; waiting until nothing waits any more');
    const drainSeconds = await drain(cluster, infrastructure);
    const reconciliation = await reconcile(cluster.env, dir);
    onProgress(describeReconciliation(reconciliation));
    return { samples, written: load.written, drainSeconds, reconciliation, errors, restarts };
  } finally {
    for (const close of closers.reverse()) await close();
  }
}
