import { afterAll, describe, expect, it } from '@jest/globals';
import { describeWithServers, eventually } from '@convoscope/testing';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse, stringify } from 'yaml';
import { startCluster, type Cluster } from '../cluster/start-cluster.ts';
import { freePort } from '../servers/free-ports.ts';
import { findOtelCollector } from './otel-collector.ts';

const root = join(import.meta.dirname, '../..');
const collector = findOtelCollector();
const dir = mkdtempSync(join(tmpdir(), 'convoscope-traces-'));
const running = new Set<ChildProcess>();
const servers = new Set<Server>();

interface Span {
  traceId: string;
  name: string;
  service: string;
}

interface TracesRequest {
  resourceSpans: {
    resource: { attributes: { key: string; value: { stringValue?: string } }[] };
    scopeSpans: { spans: { traceId: string; name: string }[] }[];
  }[];
}

/** Where the collector hands on what it has: every JSON body that was posted. */
async function startBackend(): Promise<{ url: string; bodies: unknown[] }> {
  const bodies: unknown[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const isPacked = request.headers['content-encoding'] === 'gzip';
      bodies.push(JSON.parse((isPacked ? gunzipSync(body) : body).toString()));
      response.setHeader('content-type', 'application/json').end('{}');
    });
  }).listen(0, '127.0.0.1');
  servers.add(server);
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies };
}

function startCollector(file: string, env: Readonly<Record<string, string>> = {}): ChildProcess {
  const child = spawn(collector ?? '', ['--config', file], {
    stdio: 'ignore',
    env: { ...process.env, ...env },
  });
  running.add(child);
  return child;
}

const example = (file: string) =>
  parse(readFileSync(join(root, 'deploy/monitoring', file), 'utf8')) as {
    receivers: object;
    processors: { tail_sampling: { decision_wait: string; policies: object[] } };
    exporters: object;
    service: { pipelines: { traces: { exporters: string[] } } };
  };

const toSpans = (bodies: readonly unknown[]): Span[] =>
  (bodies as TracesRequest[]).flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap(({ resource, scopeSpans }) => {
      const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
      return scopeSpans.flatMap(({ spans }) =>
        spans.map(({ traceId, name }) => ({ traceId, name, service })),
      );
    }),
  );

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  for (const server of servers) server.close(() => undefined).closeAllConnections();
  rmSync(dir, { recursive: true, force: true });
});

if (collector === undefined)
  describe.skip('traces (skipped: node tools/monitoring/otel-collector.ts)', () =>
    it('are skipped', () => undefined));
else
  describeWithServers(['kafka', 'mongod', 's3'], 'a real collector', ({ kafka, mongod, s3 }) => {
    it.each(['collector.yaml', 'collector-logs.yaml'])('accepts the example %s', (file) => {
      const env = { ...process.env, LOG_FILES: '/tmp/none', LOKI_URL: 'http://127.0.0.1:1' };
      const config = join(root, 'deploy/monitoring', file);
      const { status, stderr } = spawnSync(collector, ['validate', '--config', config], {
        env,
        encoding: 'utf8',
      });
      expect([status, stderr]).toEqual([0, '']);
    });

    it('has one trace of a conversation from the poll of its source to its last effects, over six services', async () => {
      const backend = await startBackend();
      const port = await freePort();
      const config = example('collector.yaml');
      const changed = {
        ...config,
        receivers: { otlp: { protocols: { http: { endpoint: `127.0.0.1:${port}` } } } },
        // All traces, soon: which are kept is the example's to say.
        processors: {
          ...config.processors,
          tail_sampling: { decision_wait: '5s', policies: [{ name: 'all', type: 'always_sample' }] },
        },
        exporters: { otlphttp: { endpoint: backend.url, encoding: 'json', compression: 'none' } },
        service: {
          telemetry: { metrics: { level: 'none' } },
          pipelines: { traces: { ...config.service.pipelines.traces, exporters: ['otlphttp'] } },
        },
      };
      const configFile = join(dir, 'collector.yaml');
      writeFileSync(configFile, stringify(changed));
      startCollector(configFile);
      const file = join(dir, 'conversations.jsonl');
      const timestamp = '2026-01-01T00:00:00Z';
      const messages = [{ role: 'user', content: 'Where is my parcel?', timestamp }];
      writeFileSync(
        file,
        JSON.stringify({ conversation_id: 'c1', user_id: 'u1', started_at: timestamp, messages }),
      );
      const cluster: Cluster = await startCluster({
        ...{ dir: join(dir, 'cluster'), servers: { kafka, mongod, s3 } },
        env: {
          ...{
            KAFKA_TOPIC_PREFIX: kafka.topicPrefix,
            MONGODB_DATABASE: mongod.database,
            S3_BUCKET: s3.bucket,
          },
          ...{
            SOURCE_KIND: 'file',
            SOURCE_NAME: 'traced',
            SOURCE_PATH: file,
            TRANSLATION_LANGUAGE_MODEL: 'small',
          },
          OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
        },
        onProblem: () => undefined,
      });
      try {
        await eventually(
          () => {
            const traces = Map.groupBy(toSpans(backend.bodies), ({ traceId }) => traceId);
            const widest = [...traces.values()]
              .map((spans) => new Set(spans.map(({ service }) => service)))
              .toSorted((a, b) => b.size - a.size)[0];
            const hops = ['ingestion', 'translation', 'categorisation', 'anomaly', 'reporting', 'lake'];
            expect([...(widest ?? [])]).toEqual(expect.arrayContaining(hops));
          },
          { timeoutMs: 90_000, intervalMs: 500 },
        );
      } finally {
        await cluster.stop();
      }
    }, 240_000);

    it('takes the lines of a log, with their trace, service and level, to where logs are kept', async () => {
      const backend = await startBackend();
      const file = join(dir, 'service.jsonl');
      const line = { level: 'warn', time: '2026-01-01T00:00:00.000Z', service: 'lake', msg: 'late' };
      const ids = { trace_id: '0af7651916cd43dd8448eb211c80319c', span_id: 'b7ad6b7169203331' };
      writeFileSync(file, `${JSON.stringify({ ...line, ...ids })}\n`);
      const env = { LOG_FILES: file, LOKI_URL: backend.url };
      startCollector(join(root, 'deploy/monitoring/collector-logs.yaml'), env);
      await eventually(() => expect(JSON.stringify(backend.bodies)).toContain('late'), { timeoutMs: 60_000 });
      const text = JSON.stringify(backend.bodies);
      expect(text).toContain(ids.trace_id);
      expect(text).toContain('"severityText":"warn"');
      expect(text).toMatch(/"key":"service.name","value":\{"stringValue":"lake"\}/);
    }, 90_000);
  });
