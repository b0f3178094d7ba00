import { afterEach, beforeEach, it } from '@jest/globals';
import { topics } from '@convoscope/contracts';
import { createFilesystemObjectStore, type ObjectStore } from '@convoscope/objects';
import { createTelemetry, type Telemetry } from '@convoscope/telemetry';
import { eventually } from '@convoscope/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_TOPIC_PREFIX, ok, type Bus, type EventBatch, type Outcome } from '../../src/index.ts';
import type { BusOptions } from '../../src/bus-options.ts';
import type { BusDriver, RawRecord } from '../../src/driver/bus-driver.ts';

/** One process' view of the log under test. */
export interface BusClient {
  bus: Bus;
  driver: BusDriver;
  /** Ends it like a killed process; undefined where that takes a real process. */
  crash?: () => void;
}

export interface BusHarness {
  /** Of the topics and groups; `convoscope.` when undefined. */
  topicPrefix?: string;
  /** A client of the log that this test has for itself. */
  connect(options: BusOptions): BusClient;
  close(): Promise<void>;
}

/** What the tests of a driver have in common. Each test has a log of its own. */
export interface BusFixture {
  connect(more?: Partial<BusOptions>): BusClient;
  counterValue(metric: string, labels: Record<string, string>): Promise<number>;
  /** Appends to the topic below everything that checks what is published. */
  appendRaw(client: BusClient, records: RawRecord[]): Promise<void>;
  test(title: string, body: () => Promise<void>): void;
  /** Of the test that runs. */
  readonly objects: ObjectStore;
  readonly telemetry: Telemetry;
  /** Whether a client can be ended like a killed process. */
  readonly canCrash: boolean;
}

const TEST_TIMEOUT_MS = 60_000;
export const topic = topics.feedbackGiven;
export const all = (batch: EventBatch): Outcome[] => batch.events.map(() => ok(undefined));
export const keysOf = (batch: EventBatch): string[] => batch.events.map(({ key }) => key);
export const range = (n: number): number[] => Array.from({ length: n }, (_, index) => index);
export const within = <T>(assertion: () => T | Promise<T>): Promise<T> =>
  eventually(assertion, { timeoutMs: 30_000 });

/** Registers what happens before and after each test of a driver. */
export function useBusFixture(createHarness: () => Promise<BusHarness>, canCrash: boolean): BusFixture {
  let harness: BusHarness;
  let telemetry: Telemetry;
  let objects: ObjectStore;
  let dir: string;
  let clients: BusClient[];

  const connect = (more: Partial<BusOptions> = {}): BusClient => {
    const options = { telemetry, service: 'test', backoff: { baseDelayMs: 20, maxDelayMs: 50 }, objects };
    const client = harness.connect({ ...options, ...more });
    clients.push(client);
    return client;
  };

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'bus-'));
    objects = createFilesystemObjectStore({ dir });
    telemetry = createTelemetry({ service: 'test', logLevel: 'silent' });
    harness = await createHarness();
    clients = [];
    await connect().bus.ensureTopics([topic, topics.reportsRequested]);
  }, TEST_TIMEOUT_MS);

  afterEach(async () => {
    for (const client of clients) await client.bus.close();
    await harness.close();
    await telemetry.close();
    await rm(dir, { recursive: true, force: true });
  }, TEST_TIMEOUT_MS);

  return {
    canCrash,
    connect,
    get objects() {
      return objects;
    },
    get telemetry() {
      return telemetry;
    },
    test: (title, body) => it(title, body, TEST_TIMEOUT_MS),
    appendRaw: ({ driver }, records) =>
      driver.produce([{ topic: (harness.topicPrefix ?? DEFAULT_TOPIC_PREFIX) + topic.name, records }]),
    counterValue: (metric, labels) => sumOf(telemetry, metric, labels),
  };
}

async function sumOf(telemetry: Telemetry, metric: string, labels: Record<string, string>): Promise<number> {
  const found = await telemetry.registry.getSingleMetric(`convoscope_${metric}`)?.get();
  const matches = found?.values.filter((value) =>
    Object.entries(labels).every(([key, label]) => value.labels[key] === label),
  );
  return matches?.reduce((sum, { value }) => sum + value, 0) ?? 0;
}
