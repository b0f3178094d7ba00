import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { createMemoryBus, type Bus } from '@convoscope/bus';
import { topics, type ConversationIngested, type Event, type SyncRequested } from '@convoscope/contracts';
import { createFilesystemObjectStore } from '@convoscope/objects';
import { startService, type RunningService } from '@convoscope/service';
import { connectStore, type Store } from '@convoscope/store';
import { createTelemetry, systemClock, type Telemetry } from '@convoscope/telemetry';
import { describeWithServer, eventually } from '@convoscope/testing';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ingestionService } from '../src/ingestion.service.ts';
import type { IngestionRuntime } from '../src/create-ingestion.ts';
import { syncUntilDrained } from '../src/sync-until-drained.ts';
import { nocodbEnv } from './ingestion-harness.ts';
import { startNocodbStub, type NocodbStub } from './nocodb-stub.ts';
import type { StubTable } from './nocodb-stub/stub-table.ts';

const COLUMNS = [
  { title: 'conversation_id', uidt: 'SingleLineText' },
  { title: 'messages', uidt: 'JSON' },
];
const row = (n: number, text = `question ${n}`): Record<string, unknown> => ({
  conversation_id: `c${n}`,
  messages: [{ role: 'user', content: text, timestamp: '2026-01-05T10:00:00Z' }],
});

describeWithServer('mongod', 'the ingestion service', ({ uri, database }) => {
  let store: Store;
  let telemetry: Telemetry;
  let bus: Bus;
  let stub: NocodbStub;
  let table: StubTable;
  let dir: string;
  let tenant: string;
  let nTests = 0;
  const running: RunningService[] = [];

  beforeAll(async () => {
    telemetry = createTelemetry({ service: 'test', logLevel: 'silent' });
    store = await connectStore({ uri, database, telemetry });
    await store.migrate();
  }, 60_000);

  afterAll(async () => {
    await store.close();
    await telemetry.close();
  });

  beforeEach(async () => {
    tenant = `tenant-${nTests++}`;
    dir = await mkdtemp(join(tmpdir(), 'ingestion-service-'));
    bus = createMemoryBus({ telemetry, service: 'test' });
    stub = await startNocodbStub();
    table = stub.addTable('Conversations', COLUMNS);
  });

  afterEach(async () => {
    for (const service of running.splice(0)) await service.stop();
    await bus.close();
    await stub.close();
    await rm(dir, { recursive: true });
  });

  async function start(env: Record<string, string> = {}) {
    const objects = createFilesystemObjectStore({ dir: join(dir, 'objects') });
    const infrastructure = { bus, store, objects, clock: systemClock, tenant, dataDir: dir };
    const service = await startService(ingestionService, {
      infrastructure,
      env: {
        ...nocodbEnv(stub, 'v2'),
        INGESTION_POLL_INTERVAL: '1h',
        INGESTION_STATE: 'mongodb',
        LOG_LEVEL: 'silent',
        ...env,
      },
    });
    running.push(service);
    return service;
  }

  async function ingested(): Promise<ConversationIngested[]> {
    const events: ConversationIngested[] = [];
    await bus.scan(topics.conversationsIngested, {
      onEvents: (batch) => void events.push(...batch.map(({ data }) => data as ConversationIngested)),
    });
    return events;
  }

  it('polls when it starts, stores messages, publishes, and shows how it went', async () => {
    table.insert(...Array.from({ length: 30 }, (_, i) => row(i + 1)), row(31, ''));
    await start();
    await eventually(async () => expect(await ingested()).toHaveLength(30));
    expect(await store.messages.count(tenant)).toBe(30);
    await eventually(async () => {
      const [shown] = await store.processingState.findAll(tenant);
      expect(shown).toMatchObject({
        source: 'noco',
        state: {
          run: { status: 'completed', rowsSeen: 31, published: 30, rejected: 1 },
          cursor: { lastKey: '31' },
        },
      });
    });
    const errors = await store.processingErrors.findPage(tenant, { source: 'noco' }, { limit: 10 });
    expect(errors.items).toMatchObject([
      { sourceRowId: '31', reason: 'empty-conversation', status: 'retrying' },
    ]);
  }, 30_000);

  it('polls sooner when a webhook hints at a change, if it knows the secret', async () => {
    const { url } = await start({ NOCODB_WEBHOOK_SECRET: 'hook-secret' });
    table.insert(row(1));
    const call = (headers: Record<string, string>): Promise<Response> =>
      fetch(`${url}/webhooks/nocodb`, { method: 'POST', headers, body: '{"type":"records.after.insert"}' });
    expect((await call({ 'content-type': 'application/json' })).status).toBe(401);
    expect((await call({ 'content-type': 'application/json', 'x-convoscope-secret': 'wrong' })).status).toBe(
      401,
    );
    expect(
      (await call({ 'content-type': 'application/json', 'x-convoscope-secret': 'hook-secret' })).status,
    ).toBe(202);
    await eventually(async () => expect(await ingested()).toHaveLength(1));
  }, 30_000);

  it('polls sooner, and as thoroughly as asked, when a sync is requested', async () => {
    table.insert(row(1), row(2));
    await start();
    await eventually(async () => expect(await ingested()).toHaveLength(2));
    table.remove(1);
    const request = (source: string | null): Event<SyncRequested> => ({
      id: crypto.randomUUID(),
      topic: topics.syncsRequested.name,
      source: 'cli',
      tenant,
      key: 'r-1',
      time: new Date().toISOString(),
      data: {
        requestId: 'r-1',
        source,
        reason: 'person',
        mode: 'reconcile',
        requestedAt: new Date().toISOString(),
      },
    });
    await bus.publish(topics.syncsRequested, [request('another'), request('noco')]);
    await eventually(async () => expect(await store.messages.count(tenant)).toBe(1));
  }, 30_000);

  it('is one of two, and the other waits', async () => {
    table.insert(...Array.from({ length: 60 }, (_, i) => row(i + 1)));
    await Promise.all([start(), start()]);
    const keys = async (): Promise<string[]> =>
      (await ingested()).map(({ conversationId, sequence }) => `${conversationId}@${sequence}`);
    await eventually(async () => expect(await keys()).toHaveLength(60));
    expect(new Set(await keys()).size).toBe(60);
    expect(await store.messages.count(tenant)).toBe(60);
  }, 30_000);

  it('refuses to start with a mapping that the table does not fit', async () => {
    await expect(start({ SOURCE_MAPPING: '{"userId":"who"}' })).rejects.toMatchObject({
      problems: [expect.stringContaining('column "who" of mapping "userId" is not in table "Conversations"')],
    });
    await expect(
      start({ NOCODB_URL: '', NOCODB_BASE_ID: '', SOURCE_MAPPING: '{"nonsense":1}' }),
    ).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
  }, 30_000);

  it('drains a file on request in manual mode, and resumes after a restart', async () => {
    const path = join(dir, 'a.jsonl');
    const write = (n: number): Promise<void> =>
      writeFile(path, Array.from({ length: n }, (_, i) => JSON.stringify(row(i + 1))).join('\n'));
    const env = { SOURCE_KIND: 'file', SOURCE_PATH: path, INGESTION_MODE: 'manual', INGESTION_STATE: 'file' };
    await write(120);
    const first = await start(env);
    expect(await syncUntilDrained(first.runtime as IngestionRuntime)).toMatchObject({
      published: 120,
      rejected: 0,
    });
    expect(await syncUntilDrained(first.runtime as IngestionRuntime)).toMatchObject({ published: 0 });
    await first.stop();
    await write(121);
    const second = await start(env);
    expect(await syncUntilDrained(second.runtime as IngestionRuntime)).toMatchObject({
      published: 1,
      deleted: 0,
    });
    expect(await store.messages.count(tenant)).toBe(121);
  }, 30_000);
});
