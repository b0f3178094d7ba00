import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TransientError } from '@convoscope/contracts';
import { createFileStateStore } from '../src/state/file-state-store.ts';
import type { ConversationSource } from '../src/sources/conversation-source.port.ts';
import { createPoller, type Poller } from '../src/sync/create-poller.ts';
import { createSource } from '../src/create-source.ts';
import { createIngestionEvents } from '../src/ingestion.events.ts';
import { join } from 'node:path';
import { createHarness, nocodbEnv, pollAndCompare, type Harness } from './ingestion-harness.ts';
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

/** Breaks once, at the n-th effect of the run; then the process is as good as dead. */
class Crash extends TransientError {
  constructor() {
    super('killed here', { code: 'TEST_CRASH' });
  }
}

describe('a process that is killed between any two effects', () => {
  let stub: NocodbStub;
  let table: StubTable;
  let harness: Harness;
  let nowMs: number;

  beforeEach(async () => {
    nowMs = Date.now() - 3_600_000;
    stub = await startNocodbStub({ now: () => nowMs });
    table = stub.addTable('Conversations', COLUMNS);
    table.insert(...Array.from({ length: 45 }, (_, i) => row(i + 1)));
    harness = await createHarness({ env: nocodbEnv(stub, 'v2') });
  });

  afterEach(async () => {
    await harness.close();
    await stub.close();
  });

  /** The source of another process, to which something happens before all its ids are compared. */
  async function sourceThatInserts(insert: () => void): Promise<ConversationSource> {
    const { source } = await createSource(harness.runtime.settings, harness.runtime);
    const sweep = source.sweep.bind(source);
    return Object.assign(source, {
      sweep(...args: Parameters<typeof sweep>) {
        insert();
        return sweep(...args);
      },
    });
  }

  /** A poller of its own that dies at its n-th effect (write of state, store or bus), and every effect after it. */
  async function pollerDyingAt(n: number, from?: ConversationSource): Promise<Poller> {
    const { runtime } = harness;
    let left = n;
    const dying =
      <A extends unknown[], R>(effect: (...args: A) => Promise<R>) =>
      async (...args: A): Promise<R> => {
        if (left-- <= 0) throw new Crash();
        return effect(...args);
      };
    const states = createFileStateStore(join(harness.dir, 'state'));
    const { messages } = runtime.store;
    const { source, mapping } = await createSource(runtime.settings, runtime);
    return createPoller({
      ...runtime,
      source: from ?? source,
      mapping,
      events: createIngestionEvents(runtime.telemetry, 'noco'),
      states: { read: states.read, compareAndSwap: dying(states.compareAndSwap) },
      store: {
        ...runtime.store,
        messages: {
          ...messages,
          upsertMany: dying(messages.upsertMany),
          markDeleted: dying(messages.markDeleted),
        },
      },
      bus: {
        async publish(topic, events) {
          await dying(() => Promise.resolve())();
          return runtime.bus.publish(topic, events);
        },
      },
      // A dead holder's lease has run out by the time the next one asks.
      clock: { ...runtime.clock, now: () => (nowMs += 61_000) },
      options: {
        parallelRanges: 1,
        reconcileIntervalMs: 1e12,
        fullScanIntervalMs: 1e12,
        maxDeletedShare: 1,
        leaseMs: 60_000,
        retryMaxAttempts: 3,
        retryBaseDelayMs: 1_000,
      },
    });
  }

  const signal = new AbortController().signal;

  it('loses nothing, wherever it dies: what is stored was published, and so was every delete', async () => {
    const survive = async (): Promise<void> =>
      void (await pollAndCompare(await pollerDyingAt(1_000), 'reconcile', signal));
    await survive();
    for (let n = 0; n < 24; n++) {
      nowMs += 200_000;
      table.update(n + 1, row(n + 1, `edited before death ${n}`));
      table.remove(25 + n);
      table.insert({ ...row(100 + n), Id: 100 + n });
      const dying = await pollerDyingAt(n);
      await pollAndCompare(dying, 'reconcile', signal).catch((error: unknown) =>
        expect(error).toBeInstanceOf(Crash),
      );
      await survive();
      await expectAllPublished(n);
    }
  }, 60_000);

  async function expectAllPublished(n: number): Promise<void> {
    const published = await harness.ingested();
    const deleted = await harness.deleted();
    for (const { conversationId, revision, sequence, deletedAt } of harness.store.documents.values()) {
      const newest = Math.max(
        ...published.filter((e) => e.conversationId === conversationId).map((e) => e.sequence),
      );
      if (deletedAt !== null) {
        expect({ n, deleted }).toEqual({
          n,
          deleted: expect.arrayContaining([expect.objectContaining({ conversationId, sequence })]),
        });
        continue;
      }
      expect({ n, conversationId, newest }).toEqual({ n, conversationId, newest: sequence });
      expect(published).toContainEqual(expect.objectContaining({ conversationId, revision, sequence }));
    }
    const live = [...harness.store.documents.values()].filter(({ deletedAt }) => deletedAt === null);
    expect(live).toHaveLength(table.size);
  }

  it('repeats events with the ids they had', async () => {
    const ids: string[] = [];
    const collect = async (): Promise<void> => {
      ids.length = 0;
      const { topics } = await import('@convoscope/contracts');
      await harness.bus.scan(topics.conversationsIngested, {
        onEvents: (batch) => void ids.push(...batch.map((e) => e.id)),
      });
    };
    // Dies when it moves the cursor after the first page was published.
    for (const n of [4, 4, 4, 1_000]) {
      await (await pollerDyingAt(n)).poll('incremental', signal).catch(() => undefined);
    }
    await collect();
    expect(ids.length).toBeGreaterThan(45);
    expect(new Set(ids).size).toBe(45);
  });

  it('does not repeat what the process before published ahead of its cursor: each rolling restart put rows twice on the wire', async () => {
    const never = Number.POSITIVE_INFINITY;
    const first = await pollerDyingAt(never);
    await first.poll('incremental', new AbortController().signal);
    const { length: nBefore } = await harness.ingested();
    // Inserted after the load of new rows has looked: met by the comparison of ids.
    const source = await sourceThatInserts(() => table.insert(row(46)));
    const second = await pollerDyingAt(never, source);
    await pollAndCompare(second, 'reconcile', new AbortController().signal);
    const ids = (await harness.ingested()).map(({ conversationId }) => conversationId);
    expect(ids.filter((id) => id === 'c46')).toHaveLength(1);
    const next = await pollerDyingAt(never);
    await next.poll('incremental', new AbortController().signal);
    await next.poll('incremental', new AbortController().signal);
    expect(await harness.ingested()).toHaveLength(nBefore + 1);
  });
});
