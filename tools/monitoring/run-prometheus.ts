import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { eventually } from '../../libs/testing/src/eventually.ts';
import { freePort } from '../servers/free-ports.ts';
import { toRulesFile } from './rules-file.ts';

/** One program that shows metrics. */
export interface ScrapeTarget {
  readonly job: string;
  /** `host:port` */
  readonly address: string;
}

export interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  /** Seconds since 1970, and the value as text; an instant query has one. */
  readonly value?: readonly [number, string];
  /** Of a range query. */
  readonly values?: readonly (readonly [number, string])[];
}

export interface PrometheusAnswer {
  readonly status: string;
  readonly error?: string;
  readonly data: { readonly result: readonly Sample[] };
}

/** A Prometheus of our own, with our recordings and alerts. */
export interface RunningPrometheus {
  readonly url: string;
  /** From the next seconds on it reads these and no others. */
  setTargets(targets: readonly ScrapeTarget[]): void;
  /** An instant query. */
  ask(expr: string): Promise<PrometheusAnswer>;
  /** A query over a time (ms since 1970), a value every `stepSeconds`. */
  askRange(expr: string, fromMs: number, toMs: number, stepSeconds: number): Promise<PrometheusAnswer>;
  stop(): Promise<void>;
}

export interface PrometheusOptions {
  /** An empty folder of its own. */
  readonly dir: string;
  readonly scrapeSeconds: number;
}

/** Starts the `prometheus` on the PATH; rejects where it is not ready within half a minute. */
export async function runPrometheus({ dir, scrapeSeconds }: PrometheusOptions): Promise<RunningPrometheus> {
  mkdirSync(dir, { recursive: true });
  const every = `${scrapeSeconds}s`;
  const targetsFile = join(dir, 'targets.json');
  writeFileSync(targetsFile, '[]');
  writeFileSync(join(dir, 'alerts.yaml'), toRulesFile());
  const config = {
    global: { scrape_interval: every, scrape_timeout: every, evaluation_interval: every },
    rule_files: ['alerts.yaml'],
    scrape_configs: [
      { job_name: 'convoscope', honor_labels: true, file_sd_configs: [{ files: ['targets.json'] }] },
    ],
  };
  writeFileSync(join(dir, 'prometheus.yml'), stringify(config));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const process = spawn(
    'prometheus',
    [
      ...[`--config.file=${join(dir, 'prometheus.yml')}`, `--storage.tsdb.path=${join(dir, 'tsdb')}`],
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: 'ignore' },
  );
  const get = async (path: string): Promise<PrometheusAnswer> =>
    (await (await fetch(`${url}${path}`)).json()) as PrometheusAnswer;
  const running: RunningPrometheus = {
    url,
    setTargets(targets) {
      const groups = targets.map(({ job, address }) => ({ targets: [address], labels: { job } }));
      writeFileSync(`${targetsFile}.new`, JSON.stringify(groups));
      renameSync(`${targetsFile}.new`, targetsFile);
    },
    ask: (expr) => get(`/api/v1/query?query=${encodeURIComponent(expr)}`),
    askRange: (expr, fromMs, toMs, stepSeconds) =>
      get(
        `/api/v1/query_range?query=${encodeURIComponent(expr)}&start=${fromMs / 1_000}&end=${toMs / 1_000}&step=${stepSeconds}`,
      ),
    async stop() {
      process.kill('SIGTERM');
      if (process.exitCode === null && process.signalCode === null) await once(process, 'close');
    },
  };
  const isReady = async (): Promise<void> => {
    const response = await fetch(`${url}/-/ready`);
    if (!response.ok) throw new Error(`Prometheus answers ${response.status}`);
  };
  await eventually(isReady, { timeoutMs: 30_000 });
  return running;
}
