import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { describeWithServers, eventually } from '@convoscope/testing';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');

/** A service that does one piece of work with everything that is instrumented, and answers HTTP. Built code, as in production. */
const PROGRAM = `
import { startTracing } from '@convoscope/telemetry';
await startTracing('tiny', process.env);
const { defineService, runService } = await import('@convoscope/service');
const { createHttpClient, createPolicy, defaultPolicyOptions } = await import('@convoscope/resilience');
class TinyModule {}
const module = ({ store, objects, telemetry, clock }) => {
  const policy = createPolicy(defaultPolicyOptions('echo'), { clock, telemetry });
  const client = createHttpClient({ baseUrl: process.env.ECHO_URL, policy, telemetry });
  const work = async () => {
    await store.processingState.findAll('acme');
    await objects.put('claims/x', 'x');
    await client.get('/hidden-key/echo?token=hidden-key');
  };
  const bootstrap = { onApplicationBootstrap: () => telemetry.span('work', work) };
  return { module: TinyModule, providers: [{ provide: 'WORK', useValue: bootstrap }] };
};
await runService(defineService({ name: 'tiny', settings: {}, module }));
`;

interface Span {
  scope: string;
  service: string;
  name: string;
  traceId: string;
  spanId: string;
  text: string;
}

interface Scoped {
  scope: { name: string };
  spans: { name: string; traceId: string; spanId: string }[];
}

interface TracesRequest {
  resourceSpans: {
    resource: { attributes: { key: string; value: { stringValue?: string } }[] };
    scopeSpans: Scoped[];
  }[];
}

const toSpans = ({ resourceSpans }: TracesRequest): Span[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
    return scopeSpans.flatMap(({ scope, spans }) =>
      spans.map((span) => ({ ...span, scope: scope.name, service, text: JSON.stringify(span) })),
    );
  });

/** Takes spans like a collector, and answers everything else with the headers it was asked with. */
async function startCollector(): Promise<{
  url: string;
  spans: Span[];
  asked: IncomingHttpHeaders[];
  server: Server;
}> {
  const spans: Span[] = [];
  const asked: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const isTraces = request.url === '/v1/traces';
      if (isTraces) spans.push(...toSpans(JSON.parse(Buffer.concat(parts).toString()) as TracesRequest));
      else asked.push(request.headers);
      response.setHeader('content-type', 'application/json').end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, spans, asked, server };
}

describeWithServers(['mongod', 's3'], 'the traces of a service process', ({ mongod, s3 }) => {
  const folder = mkdtempSync(join(ROOT, 'node_modules/.cache/traced-service-'));
  const dataDir = mkdtempSync(join(tmpdir(), 'convoscope-traces-'));
  const program = join(folder, 'main.mjs');
  let child: ChildProcess | undefined;
  let collector: Awaited<ReturnType<typeof startCollector>> | undefined;

  beforeAll(async () => {
    const { accessKeyId, secretAccessKey, endpoint, bucket } = s3;
    const credentials = { accessKeyId, secretAccessKey };
    const client = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials });
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    client.destroy();
    execFileSync(process.execPath, [join(ROOT, 'tools/build.ts')], { cwd: ROOT });
    writeFileSync(program, PROGRAM);
  }, 120_000);
  afterAll(async () => {
    child?.kill('SIGKILL');
    collector?.server.close(() => undefined).closeAllConnections();
    await Promise.all([folder, dataDir].map((path) => rm(path, { recursive: true, force: true })));
  });

  it('hold MongoDB, S3, HTTP both ways and our own spans as one trace, without keys in addresses', async () => {
    collector = await startCollector();
    const { url, spans, asked } = collector;
    child = spawn(process.execPath, [program], {
      env: {
        ...{ PATH: '/usr/bin:/bin', MONGODB_URI: mongod.uri, MONGODB_DATABASE: mongod.database },
        ...{ BUS_DRIVER: 'memory', CONVOSCOPE_DATA_DIR: dataDir, HTTP_HOST: '127.0.0.1', HTTP_PORT: '0' },
        ...{ S3_ENDPOINT: s3.endpoint, S3_BUCKET: s3.bucket, S3_ACCESS_KEY_ID: s3.accessKeyId },
        ...{
          S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
          OTEL_EXPORTER_OTLP_ENDPOINT: `${url}/`,
          ECHO_URL: url,
        },
      },
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const own = await eventually(
      () => /"url":"(http:[^"]+)"/.exec(text)?.[1] ?? Promise.reject(new Error(`no address yet: ${text}`)),
      { timeoutMs: 60_000 },
    );
    expect((await fetch(`${own}/version?token=hidden-key`)).status).toBe(200);
    expect((await fetch(`${own}/health/live`)).status).toBe(200);
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number];
    expect([code, text]).toEqual([0, expect.not.stringContaining('"level":"error"')]);

    const work = spans.find(({ name }) => name === 'work');
    const ofWork = spans.filter(({ traceId }) => traceId === work?.traceId);
    const scopes = new Set(ofWork.map(({ scope }) => scope.replace('@opentelemetry/instrumentation-', '')));
    expect([...scopes].sort()).toEqual(['aws-sdk', 'convoscope/tiny', 'mongodb', 'undici']);
    expect(asked).toHaveLength(1);
    const outgoing = ofWork.find(({ scope }) => scope.endsWith('undici'));
    expect(asked[0]?.['traceparent']).toBe(`00-${work?.traceId}-${outgoing?.spanId}-01`);
    const incoming = spans.filter(({ scope }) => scope.endsWith('instrumentation-http'));
    expect(incoming.map(({ text }) => /"\/(version|health)[^"]*"/.exec(text)?.[0])).toEqual(['"/version"']);
    expect(new Set(spans.map(({ service }) => service))).toEqual(new Set(['tiny']));
    expect(JSON.stringify(spans)).not.toContain('hidden-key');
  }, 120_000);
});
