import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createMemoryBus, type Bus } from '@convoscope/bus';
import { topics, type ConversationIngested } from '@convoscope/contracts';
import { createTelemetry, type Telemetry } from '@convoscope/telemetry';
import { ManualClock } from '@convoscope/testing';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIngestionEvents } from '../src/ingestion.events.ts';
import { defaultMapping } from '../src/mapping/column-mapping.ts';
import { createFileSource } from '../src/sources/file/file-source.ts';
import { createFileStateStore } from '../src/state/file-state-store.ts';
import { createPoller, type Poller } from '../src/sync/create-poller.ts';
import { pollAndCompare } from './ingestion-harness.ts';
import { createInMemoryStore, type InMemoryStore } from './in-memory-store.ts';

const conversation = (id: string, texts: string[]): Record<string, unknown> => ({
  conversation_id: id,
  user_id: 'u-1',
  model: 'm-1',
  topics: ['billing', 'refunds'],
  started_at: '2026-01-05T10:00:00Z',
  ended_at: '2026-01-05T10:05:00Z',
  messages: texts.map((content, i) => ({
    role: i % 2 === 0 ? 'user' : 'assistant',
    content,
    timestamp: `2026-01-05T10:0${i}:00Z`,
  })),
});

const jsonl = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

describe('ingesting files', () => {
  let dir: string;
  let bus: Bus;
  let store: InMemoryStore;
  let telemetry: Telemetry;
  let poller: Poller;
  const clock = new ManualClock();
  const signal = new AbortController().signal;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'ingest-files-'));
    telemetry = createTelemetry({ service: 'ingestion', logLevel: 'silent' });
    bus = createMemoryBus({ telemetry, service: 'ingestion' });
    store = createInMemoryStore();
    poller = newPoller();
  });

  afterEach(async () => {
    await bus.close();
    await telemetry.close();
    await rm(dir, { recursive: true });
  });

  function newPoller(): Poller {
    const source = createFileSource({
      name: 'files',
      path: join(dir, 'a.jsonl'),
      mapping: defaultMapping,
      pageSize: 3,
    });
    return createPoller({
      source,
      mapping: defaultMapping,
      states: createFileStateStore(join(dir, 'state')),
      store,
      bus,
      clock,
      telemetry,
      events: createIngestionEvents(telemetry, 'files'),
      tenant: 'default',
      options: {
        parallelRanges: 4,
        reconcileIntervalMs: 900_000,
        fullScanIntervalMs: 86_400_000,
        maxDeletedShare: 0.5,
        leaseMs: 60_000,
        retryMaxAttempts: 3,
        retryBaseDelayMs: 1_000,
      },
    });
  }

  async function published(): Promise<ConversationIngested[]> {
    const events: ConversationIngested[] = [];
    await bus.scan(topics.conversationsIngested, {
      onEvents: (batch) => void events.push(...batch.map((event) => event.data as ConversationIngested)),
    });
    return events;
  }

  const write = (rows: readonly unknown[]): Promise<void> => writeFile(join(dir, 'a.jsonl'), jsonl(rows));

  it('publishes every conversation of a file once', async () => {
    await write(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => conversation(id, ['hello', 'hi'])));
    const run = await poller.poll('incremental', signal);
    expect(run).toMatchObject({ rowsSeen: 7, published: 7, rejected: 0, status: 'completed' });
    const events = await published();
    expect(events.map((e) => e.conversationId).sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    expect(events[0]).toMatchObject({
      source: 'files',
      nMessages: 2,
      metadata: { topics: 'billing, refunds' },
      sequence: Date.UTC(2026, 0, 5, 10, 5),
    });
    expect(store.documents.size).toBe(7);
    expect((await pollAndCompare(newPoller(), 'reconcile', signal))?.published).toBe(0);
    expect(await published()).toHaveLength(7);
  });

  it('publishes an edited conversation again, with a higher sequence although its time stayed', async () => {
    await write([conversation('a', ['one']), conversation('b', ['two'])]);
    await poller.poll('incremental', signal);
    await write([
      conversation('b', ['two, edited']),
      conversation('a', ['one']),
      conversation('c', ['three']),
    ]);
    await poller.poll('incremental', signal);
    const events = (await published()).filter(({ conversationId }) => conversationId === 'b');
    expect(events.map(({ sequence }) => sequence)).toEqual([
      Date.UTC(2026, 0, 5, 10, 5),
      Date.UTC(2026, 0, 5, 10, 5) + 1,
    ]);
    expect(await published()).toHaveLength(4);
  });

  it('says that a conversation is gone when its record is', async () => {
    await write([conversation('a', ['one']), conversation('b', ['two'])]);
    await poller.poll('incremental', signal);
    await write([conversation('a', ['one'])]);
    const run = await pollAndCompare(poller, 'reconcile', signal);
    expect(run?.deleted).toBe(1);
    expect(store.documents.get('b')?.deletedAt).not.toBeNull();
    await write([conversation('a', ['one']), conversation('b', ['two'])]);
    await poller.poll('incremental', signal);
    expect(store.documents.get('b')).toMatchObject({
      deletedAt: null,
      sequence: Date.UTC(2026, 0, 5, 10, 5) + 2,
    });
  });

  it('keeps a conversation whose record cannot be read any more as it was, and says so', async () => {
    const rows = ['a', 'b', 'c'].map((id) => conversation(id, [`about ${id}`]));
    await write(rows);
    await poller.poll('incremental', signal);
    await writeFile(join(dir, 'a.jsonl'), `${jsonl([rows[0]])}{"conversation_id": "b", "mess\n`);
    expect((await pollAndCompare(poller, 'reconcile', signal))?.deleted).toBe(0);
    expect(store.documents.get('b')).toMatchObject({ deletedAt: null });
    expect([...store.errors.values()]).toMatchObject([{ status: 'retrying' }]);
    // Once it can be read again, what is really gone goes.
    await write(rows.slice(0, 2));
    expect((await pollAndCompare(poller, 'reconcile', signal))?.deleted).toBe(1);
    expect(store.documents.get('c')?.deletedAt).not.toBeNull();
    expect(store.documents.get('b')).toMatchObject({ deletedAt: null });
  });

  it('lets conversations go beside a record that never could be read', async () => {
    const rows = ['a', 'b'].map((id) => conversation(id, [`about ${id}`]));
    const withBroken = (some: readonly unknown[]): Promise<void> =>
      writeFile(join(dir, 'a.jsonl'), `{"conversation_id": "x", "mess\n${jsonl(some)}`);
    await withBroken(rows);
    await poller.poll('incremental', signal);
    expect((await pollAndCompare(poller, 'reconcile', signal))?.deleted).toBe(0);
    await withBroken(rows.slice(0, 1));
    expect((await pollAndCompare(poller, 'reconcile', signal))?.deleted).toBe(1);
  });

  it('reads the open errors once, however many polls and comparisons follow, and again after another poller', async () => {
    await write([conversation('a', ['one']), conversation('b', [])]);
    let nReads = 0;
    const { findPage } = store.processingErrors;
    store.processingErrors.findPage = (...args) => {
      nReads += 1;
      return findPage(...args);
    };
    await poller.poll('incremental', signal);
    const nOnce = nReads;
    for (let i = 0; i < 3; i++) await pollAndCompare(poller, 'reconcile', signal);
    expect(nReads).toBe(nOnce);
    await newPoller().poll('incremental', signal);
    expect(nReads).toBe(2 * nOnce);
    await poller.poll('incremental', signal);
    expect(nReads).toBe(3 * nOnce);
  });

  it('records what it cannot understand, goes on, tries again and parks it', async () => {
    const rows = [conversation('a', ['one']), conversation('b', []), conversation('a', ['again'])];
    await writeFile(
      join(dir, 'a.jsonl'),
      `${jsonl(rows)}{"broken":\n${jsonl([conversation('c', ['three'])])}`,
    );
    const run = await poller.poll('incremental', signal);
    expect(run).toMatchObject({ published: 2, rejected: 3 });
    const reasons = [...store.errors.values()].map(({ sourceRowId, reason }) => [sourceRowId, reason]);
    expect(reasons).toEqual(
      expect.arrayContaining([
        ['b', 'empty-conversation'],
        ['a.jsonl#3', 'duplicate-conversation-id'],
        ['a.jsonl#4', 'not-json'],
      ]),
    );
    expect(store.errors.get('a.jsonl#4')).toMatchObject({
      ...{ file: 'a.jsonl', line: 4, record: 4, column: null, sample: '{"broken":' },
      message: expect.not.stringContaining('a.jsonl'),
    });
    expect(store.errors.get('b')).toMatchObject({
      file: 'a.jsonl',
      line: 2,
      column: 'messages',
      sample: '[0]',
    });
    for (let attempt = 2; attempt <= 3; attempt++) {
      await clock.advance(10_000);
      await poller.poll('incremental', signal);
    }
    expect(store.errors.get('b')).toMatchObject({ status: 'parked', attempts: 3, nextRetryAt: null });
    await write([conversation('b', ['now it speaks'])]);
    await poller.poll('incremental', signal);
    expect(store.errors.get('b')?.status).toBe('resolved');
    expect(store.documents.has('b')).toBe(true);
  });

  it('holds nothing against a file that was mended: what it does not meet any more is resolved', async () => {
    const good = conversation('a', ['one']);
    await writeFile(join(dir, 'a.jsonl'), `${jsonl([good])}{"broken":\n{"x":1}\n`);
    await poller.poll('incremental', signal);
    for (let i = 0; i < 3; i++) {
      await clock.advance(10_000_000);
      await poller.poll('incremental', signal);
    }
    expect([...store.errors.values()].map(({ status }) => status)).toEqual(['parked', 'parked']);
    await writeFile(join(dir, 'a.jsonl'), `${jsonl([good])}{"still broken":\n`);
    await poller.poll('incremental', signal);
    expect([...store.errors.values()].map(({ sourceRowId, status }) => [sourceRowId, status])).toEqual([
      ['a.jsonl#2', 'parked'],
      ['a.jsonl#3', 'resolved'],
    ]);
    await write([good]);
    await poller.poll('incremental', signal);
    expect([...store.errors.values()].map(({ status }) => status)).toEqual(['resolved', 'resolved']);
  });
});
