import { expect, it } from '@jest/globals';
import { createSource } from '../src/create-source.ts';
import { createIngestionEvents } from '../src/ingestion.events.ts';
import { createPoller } from '../src/sync/create-poller.ts';
import type { PollerDeps } from '../src/sync/poller-deps.ts';
import { topics } from '@convoscope/contracts';
import { createStateStore } from '../src/create-ingestion.ts';
import { createHarness, nocodbEnv } from './ingestion-harness.ts';
import { startNocodbStub } from './nocodb-stub.ts';

/** A source of 40 conversations behind the API of NocoDB, and what polls it. */
async function open(change: (deps: PollerDeps) => Partial<PollerDeps>) {
  const stub = await startNocodbStub();
  const table = stub.addTable('Conversations', [
    { title: 'conversation_id', uidt: 'SingleLineText' },
    { title: 'messages', uidt: 'JSON' },
  ]);
  const row = (id: number, content = 'Where is my invoice?') => ({
    conversation_id: `c${id}`,
    messages: [{ role: 'user', content }],
  });
  table.insert(...Array.from({ length: 40 }, (_, i) => row(i + 1)));
  const harness = await createHarness({ env: nocodbEnv(stub, 'v2') });
  const { runtime } = harness;
  const { source, mapping } = await createSource(runtime.settings, runtime);
  const deps: PollerDeps = {
    ...runtime,
    source,
    mapping,
    events: createIngestionEvents(runtime.telemetry, 'noco'),
    states: createStateStore(runtime),
    options: {
      ...{ parallelRanges: 1, reconcileIntervalMs: 1e12, fullScanIntervalMs: 1e12, maxDeletedShare: 1 },
      ...{ leaseMs: 60_000, retryMaxAttempts: 3, retryBaseDelayMs: 1_000 },
    },
  };
  const close = async (): Promise<void> => {
    await harness.close();
    await stub.close();
  };
  return { table, row, harness, poller: createPoller({ ...deps, ...change(deps) }), close };
}
const { signal } = new AbortController();

it('polls while ids are compared: a comparison of 3.6 million rows kept new conversations waiting for 15 minutes', async () => {
  let goOn: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (goOn = resolve));
  const { table, row, harness, poller, close } = await open(({ store }) => ({
    store: {
      ...store,
      messages: {
        ...store.messages,
        async *revisions(tenant, name) {
          await held;
          yield* store.messages.revisions(tenant, name);
        },
      },
    },
  }));
  await poller.poll('incremental', signal);
  table.remove(7);
  const comparing = poller.compare(signal, true);
  table.insert(row(41));
  expect(await poller.poll('incremental', signal)).toMatchObject({ published: 1, deleted: 0 });
  goOn();
  expect(await comparing).toMatchObject({ deleted: 1 });
  expect((await harness.deleted()).map(({ conversationId }) => conversationId)).toEqual(['c7']);
  await close();
}, 30_000);

it('publishes what a poll has stored while the bus was away, although a comparison settles a deletion first: one change of 350 never arrived', async () => {
  let isAway = false;
  const { table, row, harness, poller, close } = await open(({ bus }) => ({
    bus: {
      ...bus,
      async publish(topic, events) {
        if (isAway && topic.name === topics.conversationsIngested.name) throw new Error('the bus is away');
        await bus.publish(topic, events);
      },
    },
  }));
  await poller.poll('incremental', signal);
  table.update(5, row(5, 'Where is my parcel?'));
  isAway = true;
  await expect(poller.poll('full', signal)).rejects.toThrow('the bus is away');
  isAway = false;
  table.remove(7);
  expect(await poller.compare(signal, true)).toMatchObject({ deleted: 1 });
  await poller.poll('incremental', signal);
  const contents = (await harness.ingested()).map(({ messages }) => messages[0]?.content);
  expect(contents.filter((content) => content === 'Where is my parcel?')).toHaveLength(1);
  await close();
}, 30_000);
