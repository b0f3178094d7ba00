import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createMemoryBus, type Bus } from '@convoscope/bus';
import { topics, type Event, type FeedbackGiven } from '@convoscope/contracts';
import { createFilesystemObjectStore, type ObjectStore } from '@convoscope/objects';
import { connectStore, type Store } from '@convoscope/store';
import { createTelemetry } from '@convoscope/telemetry';
import { describeWithServer, ManualClock } from '@convoscope/testing';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSweep, sweptBy } from '../src/lifetimes/sweep-lifetimes.ts';

const DAY_MS = 86_400_000;
const RETENTION_MS = 2 * DAY_MS;
/** Twice on its topic and, four times as long, in the dead letters; and a day more. */
const REPLAYABLE_DAYS = 2 + 2 + 8 + 1;
const LIFETIMES = {
  reportsMs: 100 * DAY_MS,
  withdrawnMs: 50 * DAY_MS,
  resolvedMs: 20 * DAY_MS,
  errorGroupsMs: 90 * DAY_MS,
  jobsMs: 90 * DAY_MS,
};
const SERVICES = ['ingestion', 'translation', 'categorisation', 'anomaly', 'reporting', 'gateway'];

const aLargeEvent = (clock: ManualClock): Event<FeedbackGiven> => ({
  ...{ id: `f-${clock.now()}`, topic: topics.feedbackGiven.name, source: 'test', tenant: 'acme', key: 'f' },
  time: clock.date().toISOString(),
  data: {
    ...{ feedbackId: 'f', subject: 'anomaly', subjectId: 'a', field: 'isAnomalous', givenBy: 'anna' },
    ...{ givenAt: clock.date().toISOString(), value: 'x'.repeat(600_000) },
  },
});

describeWithServer('mongod', 'what goes by age', ({ databaseUri, database }) => {
  const dir = mkdtempSync(join(tmpdir(), 'convoscope-lifetimes-'));
  const clock = new ManualClock();
  const telemetry = createTelemetry({ service: 'lifetimes-test', logLevel: 'silent', processMetrics: false });
  let store: Store;
  let objects: ObjectStore;
  let bus: Bus;
  const removedReports: string[] = [];

  const sweepAll = async (): Promise<void> => {
    for (const service of SERVICES)
      await createSweep({
        ...{ service, lifetimes: LIFETIMES, telemetry, infrastructure: { bus, store, objects, clock } },
        onExpiry: {
          analytics_reports: (reports) => {
            removedReports.push(...reports.map(({ reportId }) => String(reportId)));
            return Promise.resolve();
          },
        },
      })(new AbortController().signal);
  };
  const claims = async (): Promise<string[]> => {
    const keys: string[] = [];
    for await (const { key } of objects.list('claims/')) keys.push(key);
    for await (const { key } of objects.list('claim-checks/')) keys.push(key);
    return keys;
  };

  beforeAll(async () => {
    store = await connectStore({ uri: databaseUri, database, telemetry });
    await store.migrate();
    objects = createFilesystemObjectStore({ dir });
    const retention = { retentionMs: RETENTION_MS };
    bus = createMemoryBus({
      ...{ telemetry, service: 'test', objects, clock, topics: retention, journalDir: join(dir, 'bus') },
    });
  }, 60_000);
  afterAll(async () => {
    await bus.close();
    await store.close();
    await objects.close();
    await telemetry.close();
    await rm(dir, { recursive: true, force: true });
  });

  it('is what a deletion leaves, after as long as an event of before may come again', async () => {
    const deletion = { conversationId: 'gone', sequence: 7, deletedAt: clock.date() };
    const parts = [store.messages, store.translations, store.categories, store.scores, store.analytics];
    for (const part of parts) await part.markDeleted('acme', [deletion]);
    // Each still holds against what is as old as itself.
    const isHeld = () =>
      Promise.all(parts.map((part) => part.markDeleted('acme', [{ ...deletion, sequence: 6 }])));
    await clock.advance((REPLAYABLE_DAYS - 1) * DAY_MS);
    await sweepAll();
    expect(await isHeld()).toEqual([0, 0, 0, 0, 0]);
    await clock.advance(2 * DAY_MS);
    await sweepAll();
    expect(await isHeld()).toEqual([1, 1, 1, 1, 1]);
  });

  it('is the body of a large event, and not one that was published again since', async () => {
    await bus.publish(topics.feedbackGiven, [aLargeEvent(clock)]);
    await objects.put('claim-checks/acme/topic/old.json', '{}');
    expect(await claims()).toHaveLength(2);
    await clock.advance(5 * DAY_MS);
    await bus.publish(topics.feedbackGiven, [aLargeEvent(clock)]);
    await clock.advance((REPLAYABLE_DAYS - 4) * DAY_MS);
    await sweepAll();
    // The file's own time is the real one, and ours is before it: the one of the old kind stays.
    expect((await claims()).map((key) => key.split('/')[0])).toEqual(['claims', 'claim-checks']);
    await clock.advance(7 * DAY_MS);
    await sweepAll();
    expect((await claims()).map((key) => key.split('/')[0])).toEqual(['claim-checks']);
    await clock.advance(Date.now() - clock.now() + 30 * DAY_MS);
    await sweepAll();
    expect(await claims()).toEqual([]);
  });

  it('is a report, whose files go first; an error that is resolved; a finding that is withdrawn', async () => {
    const at = clock.date();
    const report = {
      ...{ tenant: 'acme', reportId: 'r', period: 'daily' as const, from: '2020-01-01', to: '2020-01-01' },
      ...{ revision: 'r', content: {}, artefacts: [], createdAt: at },
    };
    await store.reports.upsert('acme', report);
    const error = {
      ...{ tenant: 'acme', source: 's', conversationId: null, field: null, reason: 'x', message: 'x' },
      ...{ status: 'parked' as const, attempts: 1, firstSeenAt: at, lastSeenAt: at, nextRetryAt: null },
    };
    await store.processingErrors.upsertMany('acme', [
      { ...error, sourceRowId: 'open' },
      { ...error, sourceRowId: 'resolved' },
    ]);
    await store.processingErrors.resolve('acme', 's', ['resolved'], at);
    const rows = async () =>
      (await store.processingErrors.findPage('acme', {}, { limit: 10 })).items.map((one) => one.sourceRowId);
    await clock.advance(19 * DAY_MS);
    await sweepAll();
    expect((await rows()).sort()).toEqual(['open', 'resolved']);
    await clock.advance(2 * DAY_MS);
    await sweepAll();
    expect(await rows()).toEqual(['open']);
    await clock.advance(78 * DAY_MS);
    await sweepAll();
    expect([await store.reports.findById('acme', 'r'), removedReports]).toMatchObject([
      { reportId: 'r' },
      [],
    ]);
    await clock.advance(2 * DAY_MS);
    await sweepAll();
    expect([await store.reports.findById('acme', 'r'), removedReports]).toEqual([null, ['r']]);
  });

  it('is removed in steps, whose number follows what there is to remove', async () => {
    const deletions = Array.from({ length: 1_200 }, (_, i) => ({
      ...{ conversationId: `c-${i}`, sequence: 1, deletedAt: clock.date() },
    }));
    await store.messages.markDeleted('acme', deletions);
    await clock.advance(30 * DAY_MS);
    const steps: number[] = [];
    const counting = {
      ...store,
      expire: async (...given: Parameters<Store['expire']>) => {
        const nFound = await store.expire(...given);
        if (given[0] === 'conversation_messages') steps.push(nFound);
        return nFound;
      },
    };
    await createSweep({
      ...{ service: 'ingestion', lifetimes: LIFETIMES, telemetry },
      infrastructure: { bus, store: counting, objects, clock },
    })(new AbortController().signal);
    expect(steps).toEqual([500, 500, 200]);
  });

  it('has a service that sweeps it wherever the table says so', () => {
    expect(SERVICES.map((service) => sweptBy(service).length)).toEqual([2, 1, 1, 4, 4, 1]);
  });
});
