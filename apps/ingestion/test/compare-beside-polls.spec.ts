import { expect, it } from '@jest/globals';
import { createSource } from '../src/create-source.ts';
import { createIngestionEvents } from '../src/ingestion.events.ts';
import { createPoller } from '../src/sync/create-poller.ts';
import { createStateStore } from '../src/create-ingestion.ts';
import { createHarness, nocodbEnv } from './ingestion-harness.ts';
import { startNocodbStub } from './nocodb-stub.ts';

it('polls while ids are compared: a comparison of 3.6 million rows kept new conversations waiting for 15 minutes', async () => {
  const stub = await startNocodbStub();
  const table = stub.addTable('Conversations', [
    { title: 'conversation_id', uidt: 'SingleLineText' },
    { title: 'messages', uidt: 'JSON' },
  ]);
  const row = (id: number) => ({
    conversation_id: `c${id}`,
    messages: [{ role: 'user', content: 'Where is my invoice?' }],
  });
  table.insert(...Array.from({ length: 40 }, (_, i) => row(i + 1)));
  const harness = await createHarness({ env: nocodbEnv(stub, 'v2') });
  const { runtime } = harness;
  const { source, mapping } = await createSource(runtime.settings, runtime);
  let goOn: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (goOn = resolve));
  const { messages } = runtime.store;
  const poller = createPoller({
    ...runtime,
    store: {
      ...runtime.store,
      messages: {
        ...messages,
        async *revisions(tenant, name) {
          await held;
          yield* messages.revisions(tenant, name);
        },
      },
    },
    source,
    mapping,
    events: createIngestionEvents(runtime.telemetry, 'noco'),
    states: createStateStore(runtime),
    options: {
      ...{ parallelRanges: 1, reconcileIntervalMs: 1e12, fullScanIntervalMs: 1e12, maxDeletedShare: 1 },
      ...{ leaseMs: 60_000, retryMaxAttempts: 3, retryBaseDelayMs: 1_000 },
    },
  });
  const { signal } = new AbortController();
  await poller.poll('incremental', signal);
  table.remove(7);
  const comparing = poller.compare(signal, true);
  table.insert(row(41));
  expect(await poller.poll('incremental', signal)).toMatchObject({ published: 1, deleted: 0 });
  goOn();
  expect(await comparing).toMatchObject({ deleted: 1 });
  expect((await harness.deleted()).map(({ conversationId }) => conversationId)).toEqual(['c7']);
  await harness.close();
  await stub.close();
}, 30_000);
