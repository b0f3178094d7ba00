import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '@convoscope/testing';
import { signals } from '@convoscope/telemetry';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCluster, type Cluster } from '../cluster/start-cluster.ts';
import { runCommand } from '../servers/run-command.ts';
import { dashboards } from './dashboards.ts';
import { runPrometheus, type RunningPrometheus } from './run-prometheus.ts';

const root = join(import.meta.dirname, '../..');
const dir = mkdtempSync(join(tmpdir(), 'convoscope-monitoring-'));
let cluster: Cluster | undefined;
let prometheus: RunningPrometheus;

/** What Grafana puts in place of its variables. */
const filledIn = (expr: string): string =>
  expr.replaceAll('$__rate_interval', '2m').replaceAll('$__range', '10m').replaceAll('$service', '.+');

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
  prometheus = await runPrometheus({ dir: join(dir, 'prometheus'), scrapeSeconds: 1 });
  prometheus.setTargets(
    [...cluster.services.values()].map(({ url }) => ({ job: 'convoscope', address: new URL(url).host })),
  );
}, 300_000);

afterAll(async () => {
  await prometheus?.stop();
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
        queries.map(async ({ panel, expr }) => ({ panel, answer: await prometheus.ask(filledIn(expr)) })),
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
  const { data } = await prometheus.ask('ALERTS{alertstate="firing", severity="page"}');
  expect(data.result.map(({ metric }) => metric['alertname'])).toEqual([]);
});
