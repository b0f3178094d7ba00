import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryBus, type Bus } from '@convoscope/bus';
import { topics, type ConversationIngested, type ConversationsSubmitted } from '@convoscope/contracts';
import { createFilesystemObjectStore } from '@convoscope/objects';
import { startService, type RunningService } from '@convoscope/service';
import { connectStore, type Store } from '@convoscope/store';
import { createTelemetry, systemClock, type Telemetry } from '@convoscope/telemetry';
import { describeWithServer, eventually } from '@convoscope/testing';
import { ingestionService } from '../src/ingestion.service.ts';

const TENANT = 'default';

describeWithServer('mongod', 'conversations that are sent', ({ uri, database }) => {
  let telemetry: Telemetry;
  let store: Store;
  let bus: Bus;
  let dir: string;
  let service: RunningService;

  const start = () =>
    startService(ingestionService, {
      infrastructure: {
        ...{ bus, store, clock: systemClock, tenant: TENANT, dataDir: dir },
        objects: createFilesystemObjectStore({ dir: join(dir, 'objects') }),
      },
      env: { SOURCE_KIND: 'file', SOURCE_PATH: dir, INGESTION_MODE: 'manual', LOG_LEVEL: 'silent' },
    });

  beforeAll(async () => {
    telemetry = createTelemetry({ service: 'test', logLevel: 'silent' });
    store = await connectStore({ uri, database, telemetry });
    await store.migrate();
    bus = createMemoryBus({ telemetry, service: 'test' });
    dir = await mkdtemp(join(tmpdir(), 'submissions-'));
    service = await start();
  }, 60_000);
  afterAll(async () => {
    await service?.stop();
    await bus?.close();
    await store?.close();
    await telemetry?.close();
    await rm(dir, { recursive: true });
  });

  const row = (id: string, text: string, more = {}): ConversationsSubmitted['rows'][number] => ({
    rowId: id,
    columns: {
      ...{ id, userId: 'u-1', model: 'm-1', plan: 'pro' },
      messages: [{ role: 'user', content: text, sentAt: '2026-01-12T07:59:00+01:00' }],
      ...more,
    },
  });
  let nSent = 0;
  /** Sends rows as one submission; resolves to what became of it. */
  async function send(
    rows: ConversationsSubmitted['rows'],
    source = 'api',
    given?: string,
    tenant: string = TENANT,
  ) {
    const submissionId = given ?? `s-${nSent++}`;
    const topic = topics.conversationsSubmitted;
    const data = {
      ...{ submissionId, part: 0, isLast: true, source, rows },
      ...{ submittedBy: 'test', submittedAt: '2026-01-12T08:00:00.000Z' },
    };
    const time = data.submittedAt;
    await bus.publish(topic, [
      {
        id: `e-${nSent++}`,
        topic: topic.name,
        source: 'gateway',
        tenant,
        key: submissionId,
        time,
        data,
      },
    ]);
    return eventually(async () => {
      const state = await store.submissions.find(tenant, submissionId);
      expect(state).not.toBeNull();
      return state;
    });
  }
  async function ingested(id: string): Promise<ConversationIngested[]> {
    const found: ConversationIngested[] = [];
    await bus.scan(topics.conversationsIngested, {
      onEvents: (events) => void found.push(...events.map(({ data }) => data as ConversationIngested)),
    });
    return found.filter(({ conversationId }) => conversationId === id);
  }

  it('become conversations, by the rules of every source', async () => {
    expect(await send([row('c-1', 'Where is my invoice?')])).toMatchObject({
      isDone: true,
      nRows: 1,
      nPublished: 1,
    });
    expect(await ingested('c-1')).toMatchObject([
      {
        ...{ conversationId: 'c-1', source: 'api', sourceRowId: 'c-1', userId: 'u-1', model: 'm-1' },
        ...{ startedAt: '2026-01-12T06:59:00.000Z', metadata: { plan: 'pro' } },
        messages: [{ role: 'user', content: 'Where is my invoice?' }],
      },
    ]);
    expect(await store.messages.findById(TENANT, 'c-1')).toMatchObject({ source: 'api' });
  });

  it('are those of the tenant who sent them, with their errors, beside one of the same id of another', async () => {
    await send([row('c-own', 'Mine')]);
    const sent = [row('c-own', 'Theirs'), row('c-refused', 'x', { messages: 'not a list' })];
    expect(await send(sent, 'api', undefined, 'other')).toMatchObject({ nPublished: 1, nRejected: 1 });
    const [mine, theirs] = await Promise.all(
      [TENANT, 'other'].map((tenant) => store.messages.findById(tenant, 'c-own')),
    );
    expect([mine?.messages[0]?.content, theirs?.messages[0]?.content]).toEqual(['Mine', 'Theirs']);
    const errorsOf = async (tenant: string) =>
      (await store.processingErrors.findPage(tenant, { source: 'api' }, { limit: 10 })).items.length;
    expect([await errorsOf(TENANT), await errorsOf('other')]).toEqual([0, 1]);
  });

  it('replace what was sent before, and change nothing where nothing changed', async () => {
    await send([row('c-2', 'first')]);
    await send([row('c-2', 'second')]);
    const [first, second] = await ingested('c-2');
    expect([first?.messages[0]?.content, second?.messages[0]?.content]).toEqual(['first', 'second']);
    expect(second?.sequence).toBeGreaterThan(first?.sequence ?? 0);
    expect(await send([row('c-2', 'second')])).toMatchObject({ nPublished: 0, nUnchanged: 1 });
    expect(await ingested('c-2')).toHaveLength(2);
  });

  it('are refused one by one, with a reason that goes when they are sent well', async () => {
    const state = await send([row('c-3', 'fine'), row('c-4', 'x', { messages: 'not a list' })]);
    expect(state).toMatchObject({ nRows: 2, nPublished: 1, nRejected: 1 });
    const errors = (status: string) =>
      store.processingErrors.findPage(TENANT, { source: 'api', status }, { limit: 10 });
    expect((await errors('parked')).items).toMatchObject([
      { sourceRowId: 'c-4', reason: 'messages-not-json' },
    ]);
    await service.stop();
    service = await start();
    await send([row('c-4', 'better')]);
    expect((await errors('parked')).items).toEqual([]);
  });

  it('of a file are read by the mapping of files', async () => {
    const columns = {
      conversation_id: 'f-1',
      messages: '[{"role":"user","content":"Hello"}]',
      started_at: '2026-01-01',
    };
    expect(
      await send([{ rowId: 'f-1', columns, file: 'chats.csv', line: 2, record: 1 }], 'upload'),
    ).toMatchObject({
      nPublished: 1,
    });
    expect(await ingested('f-1')).toMatchObject([
      { source: 'upload', startedAt: '2026-01-01T00:00:00.000Z' },
    ]);
  });
});
