import { afterAll, expect, it } from '@jest/globals';
import { describeWithServer, eventually } from '@convoscope/testing';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../dist/main.js');
const SERVICES = [
  ...['anomaly', 'categorisation', 'gateway', 'ingestion', 'lake', 'notifications', 'reporting'],
  ...['standalone', 'translation'],
];

/** Takes spans like a collector, and remembers which services sent some. */
async function startCollector() {
  const services = new Set<string>();
  const server = createServer((request: IncomingMessage, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { resourceSpans } = JSON.parse(Buffer.concat(parts).toString()) as {
        resourceSpans: { resource: { attributes: { key: string; value: { stringValue: string } }[] } }[];
      };
      for (const { resource } of resourceSpans)
        for (const { key, value } of resource.attributes)
          if (key === 'service.name') services.add(value.stringValue);
      response.end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    services,
    close: () => server.close(() => undefined).closeAllConnections(),
  };
}

describeWithServer('mongod', 'the telemetry of npm start', ({ uri, database }) => {
  const dir = mkdtempSync(join(tmpdir(), 'convoscope-telemetry-'));
  let child: ChildProcess | undefined;
  let collector: Awaited<ReturnType<typeof startCollector>> | undefined;
  afterAll(async () => {
    child?.kill('SIGKILL');
    collector?.close();
    await rm(dir, { recursive: true, force: true });
  });

  it("has every service's metrics by its name, and sends spans to the collector that is named", async () => {
    collector = await startCollector();
    const { url, services } = collector;
    const path = join(dir, 'conversations.jsonl');
    const timestamp = '2026-01-01T00:00:00Z';
    const messages = [{ role: 'user', content: 'Where is my parcel?', timestamp }];
    writeFileSync(
      path,
      JSON.stringify({ conversation_id: 'c1', user_id: 'u1', started_at: timestamp, messages }),
    );
    child = spawn(process.execPath, [MAIN, '--source', 'file', path, '--port', '0'], {
      stdio: 'ignore',
      env: {
        PATH: process.env['PATH'],
        CONVOSCOPE_DATA_DIR: join(dir, 'data'),
        MONGODB_URI: uri,
        MONGODB_DATABASE: database,
        TRANSLATION_LANGUAGE_MODEL: 'small',
        OTEL_EXPORTER_OTLP_ENDPOINT: url,
      },
    });
    const runtimeFile = join(dir, 'data', 'runtime.json');
    await eventually(() => expect(existsSync(runtimeFile)).toBe(true), { timeoutMs: 60_000 });
    const { gatewayUrl } = JSON.parse(readFileSync(runtimeFile, 'utf8')) as { gatewayUrl: string };
    await eventually(
      async () => {
        const text = await (await fetch(`${gatewayUrl}/metrics`)).text();
        const shown = [...text.matchAll(/convoscope_build_info\{.*service="(\w+)"\} 1/g)].map(
          ([, name]) => name,
        );
        expect(shown.sort()).toEqual(SERVICES);
        expect(text).toMatch(/convoscope_ingestion_rows_total\{.*service="ingestion"\} [1-9]/);
        expect(text).toMatch(/convoscope_categorisation_conversations_total\{.*service="categorisation"\} 1/);
      },
      { timeoutMs: 60_000, intervalMs: 200 },
    );
    expect(await (await fetch(`${gatewayUrl}/version`)).json()).toMatchObject({
      service: 'gateway',
      version: expect.stringMatching(/^\d/),
      commit: expect.any(String),
    });
    child.kill('SIGTERM');
    await once(child, 'close');
    expect([...services]).toEqual(expect.arrayContaining(['ingestion', 'standalone']));
  }, 120_000);
});
