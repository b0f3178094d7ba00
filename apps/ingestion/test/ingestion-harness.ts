import { createMemoryBus, type Bus } from '@convoscope/bus';
import { loadSettings } from '@convoscope/config';
import { topics, type ConversationDeleted, type ConversationIngested } from '@convoscope/contracts';
import { createFilesystemObjectStore } from '@convoscope/objects';
import type { Store } from '@convoscope/store';
import { createTelemetry, systemClock, type Clock } from '@convoscope/telemetry';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIngestion, type Ingestion, type IngestionRuntime } from '../src/create-ingestion.ts';
import { ingestionSettings } from '../src/ingestion.config.ts';
import type { Poller } from '../src/sync/create-poller.ts';
import type { PollMode } from '../src/sync/poll-source.ts';
import type { RunRecord } from '../src/sync/source-state.ts';
import { createInMemoryStore, type InMemoryStore } from './in-memory-store.ts';
import type { NocodbStub } from './nocodb-stub.ts';

/** Ingestion with everything around it in memory: what a test drives and looks at. */
export interface Harness {
  runtime: IngestionRuntime;
  store: InMemoryStore;
  bus: Bus;
  dir: string;
  /** A poller of its own, as another process would have it. */
  ingestion(env?: Record<string, string>): Promise<Ingestion>;
  poll(mode?: PollMode): Promise<RunRecord>;
  ingested(): Promise<ConversationIngested[]>;
  deleted(): Promise<ConversationDeleted[]>;
  close(): Promise<void>;
}

export interface HarnessOptions {
  env: Record<string, string>;
  clock?: Clock;
  /** A real store in place of the one in memory. */
  store?: Store;
}

export const nocodbEnv = (stub: NocodbStub, version: string): Record<string, string> => ({
  SOURCE_KIND: 'nocodb',
  SOURCE_NAME: 'noco',
  SOURCE_PAGE_SIZE: '10',
  NOCODB_URL: stub.url,
  NOCODB_TOKEN: stub.token,
  NOCODB_BASE_ID: stub.baseId,
  NOCODB_API_VERSION: version,
  NOCODB_REQUESTS_PER_SECOND: '1000',
  INGESTION_STATE: 'object',
});

/** A poll and the comparison that a service makes beside its polls, when it is due or, in mode `reconcile`, asked for; what both did together. */
export async function pollAndCompare(
  poller: Poller,
  mode: PollMode,
  signal: AbortSignal,
): Promise<RunRecord | null> {
  const run = await poller.poll(mode, signal);
  const settled = run === null ? null : await poller.compare(signal, mode === 'reconcile');
  if (run === null || settled === null) return run;
  const { published, deleted, rejected } = settled;
  return {
    ...run,
    published: run.published + published,
    deleted: run.deleted + deleted,
    rejected: run.rejected + rejected,
  };
}

export async function createHarness(options: HarnessOptions): Promise<Harness> {
  const dir = await mkdtemp(join(tmpdir(), 'ingestion-'));
  const telemetry = createTelemetry({ service: 'ingestion', logLevel: 'silent' });
  const bus = createMemoryBus({ telemetry, service: 'ingestion' });
  const store = createInMemoryStore();
  const runtime: IngestionRuntime = {
    name: 'ingestion',
    bus,
    store: options.store ?? (store as unknown as Store),
    objects: createFilesystemObjectStore({ dir: join(dir, 'objects') }),
    clock: options.clock ?? systemClock,
    tenant: 'default',
    dataDir: dir,
    settings: loadSettings(ingestionSettings, options.env),
    telemetry,
  };
  let first: Promise<Ingestion> | null = null;

  async function read<T>(
    topic: (typeof topics)['conversationsIngested' | 'conversationsDeleted'],
  ): Promise<T[]> {
    const events: T[] = [];
    await bus.scan(topic, { onEvents: (batch) => void events.push(...batch.map(({ data }) => data as T)) });
    return events;
  }

  return {
    runtime,
    store,
    bus,
    dir,
    ingestion: (env = {}) =>
      createIngestion({ ...runtime, settings: loadSettings(ingestionSettings, { ...options.env, ...env }) }),
    async poll(mode = 'incremental') {
      first ??= createIngestion(runtime);
      const run = await pollAndCompare((await first).poller, mode, new AbortController().signal);
      if (run === null) throw new Error('the lease is held');
      return run;
    },
    ingested: () => read(topics.conversationsIngested),
    deleted: () => read(topics.conversationsDeleted),
    async close() {
      await bus.close();
      await telemetry.close();
      await rm(dir, { recursive: true });
    },
  };
}
