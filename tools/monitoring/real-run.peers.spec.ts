import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '@convoscope/testing';
import { signals } from '@convoscope/telemetry';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { startCluster, type Cluster } from '../cluster/start-cluster.ts';
import { freePort } from '../servers/free-ports.ts';
import { runCommand } from '../servers/run-command.ts';
import { dashboards } from './dashboards.ts';
import { toRulesFile } from './rules-file.ts';

const root = join(import.meta.dirname, '../..');
const dir = mkdtempSync(join(tmpdir(), 'convoscope-monitoring-'));
let cluster: Cluster | undefined;
let prometheus: ChildProcess | undefined;
let url = '';

interface Answer {
  status: string;
  error?: string;
  data: { result: { metric: Record<string, string>; value: [number, string] }[] };
}

async function ask(expr: string): Promise<Answer> {
  const response = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(expr)}`);
  return (await response.json()) as Answer;
}

/** What Grafana puts in place of its variables. */
const filledIn = (expr: string): string =>
  expr.replaceAll('$__rate_interval', '2m').replaceAll('$__range', '10m').replaceAll('$service', '.+');

async function startPrometheus(targets: string[]): Promise<void> {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  writeFileSync(join(dir, 'alerts.yaml'), toRulesFile());
  const config = {
    global: { scrape_interval: '1s', evaluation_interval: '1s' },
    rule_files: ['alerts.yaml'],
    scrape_configs: [{ job_name: 'convoscope', honor_labels: true, static_configs: [{ targets }] }],
  };
  writeFileSync(join(dir, 'prometheus.yml'), stringify(config));
  prometheus = spawn(
    'prometheus',
    [
      ...[`--config.file=${join(dir, 'prometheus.yml')}`, `--storage.tsdb.path=${join(dir, 'tsdb')}`],
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: 'ignore' },
  );
  await eventually(async () => expect((await fetch(`${url}/-/ready`)).status).toBe(200), {
    timeoutMs: 30_000,
  });
}

/** Somebody looks at the page, and asks for something that is not there. */
async function useApi(gatewayUrl: string): Promise<void> {
  const pages = ['overview', 'conversations', 'reports', 'conversations/none'];
  for (const page of pages) await (await fetch(`${gatewayUrl}/api/v1/${page}`)).arrayBuffer();
}

/** Once in a while: a report is asked for, and the stages are compared with the source. */
async function workOnce({ gatewayUrl, env }: Cluster): Promise<void> {
  const response = await fetch(`${gatewayUrl}/api/v1/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ period: 'daily', date: '2026-01-01' }),
  });
  expect(response.status).toBe(202);
  const cli = join(root, 'apps/cli/dist/main.js');
  // Differences while everything is still on its way are none when it is at rest: what was counted last is what an alert looks at.
  await eventually(() => runCommand(process.execPath, [cli, 'reconcile'], { env: { ...env, ...SOURCE } }), {
    timeoutMs: 180_000,
    intervalMs: 3_000,
  });
}

const SOURCE = {
  SOURCE_KIND: 'file',
  SOURCE_NAME: 'demo',
  SOURCE_PATH: join(root, 'apps/standalone/demo/conversations.jsonl.gz'),
};

beforeAll(async () => {
  await runCommand(process.execPath, [join(root, 'tools/build.ts'), '--quiet']);
  cluster = await startCluster({
    dir: join(dir, 'cluster'),
    env: SOURCE,
    onProgress: () => undefined,
  });
  await workOnce(cluster);
  await startPrometheus([...cluster.services.values()].map((service) => new URL(service.url).host));
}, 300_000);

afterAll(async () => {
  prometheus?.kill('SIGTERM');
  if (prometheus?.exitCode === null) await once(prometheus, 'close');
  await cluster?.stop();
  rmSync(dir, { recursive: true, force: true });
}, 60_000);

it('every panel of every dashboard shows something of a real run, and no metric is unknown', async () => {
  const queries = dashboards.flatMap(({ id, rows }) =>
    Object.values(rows)
      .flat()
      .flatMap(({ title, queries: asked }) => asked.map(({ expr }) => ({ panel: `${id}: ${title}`, expr }))),
  );
  await eventually(
    async () => {
      await useApi(cluster?.gatewayUrl ?? '');
      const answers = await Promise.all(
        queries.map(async ({ panel, expr }) => ({ panel, answer: await ask(filledIn(expr)) })),
      );
      const refused = answers.filter(({ answer }) => answer.status !== 'success');
      expect(refused.map(({ panel, answer }) => `${panel}: ${answer.error}`)).toEqual([]);
      const empty = answers.filter(({ answer }) => answer.data.result.length === 0);
      expect(empty.map(({ panel }) => panel)).toEqual([]);
    },
    { timeoutMs: 180_000, intervalMs: 3_000 },
  );
}, 240_000);

it('what the services show is what the catalogue says: kinds, labels, no other name', async () => {
  const texts = await Promise.all(
    [...(cluster?.services.values() ?? [])].map(async (service) =>
      (await fetch(`${service.url}/metrics`)).text(),
    ),
  );
  const lines = texts.join('\n').split('\n');
  const shown = new Map<string, string>();
  for (const line of lines) {
    const [, name, kind] = /^# TYPE convoscope_(\w+) (\w+)/.exec(line) ?? [];
    if (name !== undefined && kind !== undefined) shown.set(name, kind);
  }
  const known = signals as Readonly<Record<string, { kind: string; labels: readonly string[] }>>;
  for (const [name, kind] of shown) expect({ name, kind }).toEqual({ name, kind: known[name]?.kind });
  for (const line of lines) {
    const [, full = '', labels = ''] = /^convoscope_(\w+)\{(.*)\} /.exec(line) ?? [];
    if (full === '') continue;
    const name = known[full] === undefined ? full.replace(/_(bucket|sum|count)$/, '') : full;
    const own = [...labels.matchAll(/(\w+)="/g)]
      .map(([, label]) => label)
      .filter((label) => label !== 'service' && label !== 'le');
    expect({ name, labels: own.sort() }).toEqual({ name, labels: [...(known[name]?.labels ?? [])].sort() });
  }
  const series = lines.filter((line) => line !== '' && !line.startsWith('#')).length;
  expect(series / texts.length).toBeLessThan(20_000);
});

it('nothing pages while all is well', async () => {
  const { data } = await ask('ALERTS{alertstate="firing", severity="page"}');
  expect(data.result.map(({ metric }) => metric['alertname'])).toEqual([]);
});
