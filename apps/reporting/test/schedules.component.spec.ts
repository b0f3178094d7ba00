import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createMemoryBus, type Bus } from '@convoscope/bus';
import {
  eventId,
  topics,
  type ReportCompleted,
  type ReportDispatched,
  type ReportPlanChanged,
} from '@convoscope/contracts';
import { MeasureKeeper } from '@convoscope/measures';
import { createFilesystemObjectStore, type ObjectStore } from '@convoscope/objects';
import { createArtefactMaker } from '@convoscope/reports';
import { connectStore, type Store } from '@convoscope/store';
import { createTelemetry } from '@convoscope/telemetry';
import { anEvent, describeWithServer } from '@convoscope/testing';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepPlans } from '../src/plans/keep-plan.ts';
import { planDueRuns } from '../src/plans/plan-runs.ts';
import { runOpenJobs, type RunDependencies } from '../src/plans/run-jobs.ts';
import { createReportingEvents } from '../src/reporting.events.ts';
import { storeCorpus } from './report-corpus.ts';

const TENANT = 'acme';
const MINUTE_MS = 60_000;
const SCHEDULE = `
name: every-monday
template: support
cron: "0 8 * * 1"
zone: Europe/Berlin
recipients: ["webhook:mail", "anna@example.com"]
formats: [report.pdf, topics.csv, report.xlsx]
`;

describeWithServer('mongod', 'scheduled reports', ({ databaseUri, database }) => {
  const dir = mkdtempSync(join(tmpdir(), 'schedules-component-'));
  const telemetry = createTelemetry({ service: 'reporting-test', logLevel: 'silent' });
  let bus: Bus;
  let store: Store;
  let objects: ObjectStore;
  let deps: RunDependencies;
  let now = Date.parse('2026-03-10T12:00:00Z');
  const signal = new AbortController().signal;
  beforeAll(async () => {
    objects = createFilesystemObjectStore({ dir: join(dir, 'objects') });
    bus = createMemoryBus({ telemetry, service: 'reporting-test' });
    store = await connectStore({ uri: databaseUri, database, telemetry });
    await store.migrate();
    await storeCorpus(store, TENANT);
    deps = {
      ...{ store, objects, bus, now: () => now, events: createReportingEvents(telemetry) },
      keeper: new MeasureKeeper({ measures: store.measures, now: () => now }),
      maker: createArtefactMaker({ analytics: store.analytics, scratchDir: dir }),
    };
  }, 60_000);
  afterAll(async () => {
    await (deps.maker as ReturnType<typeof createArtefactMaker>).close();
    await bus.close();
    await store.close();
    await telemetry.close();
    rmSync(dir, { recursive: true, force: true });
  });

  let nChanges = 0;
  const ask = async (over: Partial<ReportPlanChanged>): Promise<string> => {
    nChanges += 1;
    const requestId = `request-${nChanges}`;
    const change: ReportPlanChanged = {
      ...{ kind: 'schedule', name: 'every-monday', change: 'saved', definition: null, requestId },
      ...{ requestedAt: new Date(now).toISOString(), requestedBy: 'anna', ...over },
    };
    const event = anEvent(topics.reportPlansChanged, requestId, change, { tenant: TENANT });
    const received = {
      ...event,
      position: { topic: event.topic, partition: 0, offset: 0n },
      appendedAtMs: now,
    };
    for (const outcome of [...(await keepPlans({ events: [received] } as never, deps))])
      expect(outcome.kind).toBe('ok');
    return requestId;
  };
  const all = async <T>(topic: (typeof topics)[keyof typeof topics]): Promise<{ id: string; data: T }[]> => {
    const found: { id: string; data: T }[] = [];
    await bus.scan(topic as never, {
      onEvents: (events: readonly { id: string; data: unknown }[]) => void found.push(...(events as never[])),
    });
    return found;
  };
  const dispatched = () => all<ReportDispatched>(topics.reportsDispatched);
  const planOf = (name = 'every-monday') => store.reportPlans.findByName(TENANT, 'schedule', name);

  it('are sent at their time by the clock of their zone, on the period that was over, with their files', async () => {
    await ask({ definition: SCHEDULE });
    expect((await planOf())?.nextDueAt?.toISOString()).toBe('2026-03-16T07:00:00.000Z');
    expect(await planDueRuns(deps, signal)).toBe(0);
    now = Date.parse('2026-03-16T07:00:01Z');
    expect(await planDueRuns(deps, signal)).toBe(1);
    expect(await runOpenJobs(deps)).toBe(1);
    const [sent] = await dispatched();
    expect(sent?.data).toMatchObject({
      ...{ schedule: 'every-monday', dueAt: '2026-03-16T07:00:00.000Z', isMadeUp: false },
      ...{ recipients: ['webhook:mail', 'anna@example.com'], title: 'Support', template: 'support' },
      ...{ reportId: 'weekly-2026-03-09.support', from: '2026-03-09', to: '2026-03-15' },
    });
    expect(sent?.data.headlines[0]).toMatch(/^\d+ conversations, /);
    const [pdf, csv, workbook] = sent?.data.files ?? [];
    const body = (await objects.get(pdf?.objectKey ?? ''))?.body ?? Buffer.alloc(0);
    expect(body.subarray(0, 5).toString()).toBe('%PDF-');
    expect([body.length, createHash('sha256').update(body).digest('hex')]).toEqual([
      pdf?.sizeBytes,
      pdf?.sha256,
    ]);
    expect(csv?.path).toBe('/api/v1/reports/weekly-2026-03-09.support/artefacts/topics.csv');
    // What holds conversations would outlive what is erased: it is made when it is fetched.
    expect(workbook).toMatchObject({ name: 'report.xlsx', objectKey: null });
    // After the clocks went forward it is 8 o'clock in Berlin an hour earlier.
    now = Date.parse('2026-03-24T00:00:00Z');
    await planDueRuns(deps, signal);
    await runOpenJobs(deps);
    expect((await planOf())?.nextDueAt?.toISOString()).toBe('2026-03-30T06:00:00.000Z');
    expect(await dispatched()).toHaveLength(2);
  });

  it('that were missed are made up for, each once, also by two instances at a time', async () => {
    const before = (await dispatched()).length;
    now = Date.parse('2026-04-15T00:00:00Z');
    await Promise.all([planDueRuns(deps, signal), planDueRuns(deps, signal)]);
    await Promise.all([runOpenJobs(deps), runOpenJobs(deps)]);
    const made = (await dispatched()).slice(before);
    expect(made.map(({ data }) => data.dueAt).toSorted()).toEqual([
      '2026-03-30T06:00:00.000Z',
      '2026-04-06T06:00:00.000Z',
      '2026-04-13T06:00:00.000Z',
    ]);
    expect(made.every(({ data }) => data.isMadeUp)).toBe(true);
    expect(new Set(made.map(({ data }) => data.reportId)).size).toBe(3);
  });

  it.each(['claimed', 'written', 'dispatched'] as const)(
    'are sent under one id though the process dies after it has %s',
    async (step) => {
      now += 7 * 24 * 60 * MINUTE_MS;
      await planDueRuns(deps, signal);
      const before = new Set((await dispatched()).map(({ id }) => id));
      // A process that is killed does nothing more, and says nothing.
      await new Promise<void>((resolve) => {
        const atStep = (at: string): Promise<void> | void =>
          at === step ? (resolve(), new Promise<void>(() => undefined)) : undefined;
        void runOpenJobs({ ...deps, atStep });
      });
      // Nobody takes it over while the one that is gone may still be there.
      expect(await runOpenJobs(deps)).toBe(0);
      now += 3 * MINUTE_MS;
      expect(await runOpenJobs(deps)).toBe(1);
      const ids = (await dispatched()).map(({ id }) => id).filter((id) => !before.has(id));
      expect(new Set(ids).size).toBe(1);
      const { items } = await store.reportJobs.findPage(TENANT, 'every-monday', { limit: 1 });
      expect(items[0]).toMatchObject({ state: 'done', attempts: 2 });
    },
  );

  it('are planned once though the process dies between run and schedule', async () => {
    now += 7 * 24 * 60 * MINUTE_MS;
    const plan = await planOf();
    const dies = {
      ...deps,
      store: {
        ...store,
        reportPlans: { ...store.reportPlans, movePast: () => Promise.reject(new Error('killed')) },
      },
    };
    await expect(planDueRuns(dies, signal)).rejects.toThrow('killed');
    expect((await planOf())?.nextDueAt).toEqual(plan?.nextDueAt);
    expect(await planDueRuns(deps, signal)).toBe(0);
    expect(await runOpenJobs(deps)).toBe(1);
  });

  it('wait while they are paused, run when somebody asks, and go on from the next time', async () => {
    const before = (await dispatched()).length;
    await ask({ change: 'paused' });
    expect(await planOf()).toMatchObject({ isPaused: true, nextDueAt: null });
    now += 21 * 24 * 60 * MINUTE_MS;
    expect(await planDueRuns(deps, signal)).toBe(0);
    const jobId = await ask({ change: 'run' });
    await runOpenJobs(deps);
    expect(await store.reportJobs.findById(TENANT, jobId)).toMatchObject({ state: 'done', isMadeUp: false });
    await ask({ change: 'resumed' });
    expect((await planOf())?.nextDueAt?.getTime()).toBeGreaterThan(now);
    expect(await dispatched()).toHaveLength(before + 1);
    await ask({ change: 'removed' });
    expect(await planOf()).toMatchObject({ definition: null, nextDueAt: null });
  });

  it('that were due before a change are sent as they were', async () => {
    await ask({ name: 'b', definition: SCHEDULE.replace('every-monday', 'b') });
    now += 7 * 24 * 60 * MINUTE_MS;
    await ask({ name: 'b', definition: SCHEDULE.replace('every-monday', 'b').replace('* * 1', '* * 5') });
    const { items } = await store.reportJobs.findPage(TENANT, 'b', { limit: 5 });
    expect(items).toHaveLength(1);
    expect((await planOf('b'))?.nextDueAt?.getUTCDay()).toBe(5);
    await ask({ name: 'b', change: 'removed' });
    await runOpenJobs(deps);
  });

  it('whose template is gone say so, and hold up no other', async () => {
    await ask({ kind: 'template', name: 'mine', definition: 'name: mine\ntitle: Mine\nsections: [totals]' });
    const definition = SCHEDULE.replace('every-monday', 'c')
      .replace('support', 'mine')
      .replace(/formats.*/, '');
    await ask({ name: 'c', definition });
    await ask({ kind: 'template', name: 'mine', change: 'removed' });
    const jobId = await ask({ name: 'c', change: 'run' });
    expect(await runOpenJobs(deps)).toBe(1);
    expect(await store.reportJobs.findById(TENANT, jobId)).toMatchObject({
      state: 'failed',
      error: 'the template mine is not there any more: save it again, or take another',
    });
  });

  it('are tried again when a part is out of reach, and given up at last', async () => {
    const jobId = await ask({ name: 'c', change: 'run', requestedAt: new Date(now).toISOString() });
    const broken = { ...deps, keeper: { keep: () => Promise.reject(new Error('out of reach')) } };
    for (let attempt = 1; attempt <= 5; attempt++) {
      expect(await runOpenJobs(broken)).toBe(1);
      now += 10 * MINUTE_MS;
    }
    expect(await store.reportJobs.findById(TENANT, jobId)).toMatchObject({
      state: 'failed',
      error: 'out of reach',
    });
    expect(await runOpenJobs(broken)).toBe(0);
  });

  it('that are cancelled are not sent', async () => {
    await ask({ name: 'd', definition: SCHEDULE.replace('every-monday', 'd') });
    const jobId = await ask({ name: 'd', change: 'run' });
    const before = (await dispatched()).length;
    const cancels = {
      ...deps,
      keeper: {
        keep: async () => void (await ask({ kind: 'job', name: jobId, change: 'cancelled' })) as never,
      },
    };
    await runOpenJobs(cancels as never);
    expect(await store.reportJobs.findById(TENANT, jobId)).toMatchObject({ state: 'cancelled' });
    expect(await dispatched()).toHaveLength(before);
  });

  it('of which too many were missed are made up for as far as it makes sense, and the rest is counted', async () => {
    await ask({
      name: 'hourly',
      definition: SCHEDULE.replace('every-monday', 'hourly').replace('0 8 * * 1', '0 * * * *'),
    });
    now += 48 * 60 * MINUTE_MS;
    expect(await planDueRuns(deps, signal)).toBeGreaterThanOrEqual(31);
    expect((await planOf('hourly'))?.nSkipped).toBe(17);
    const { items } = await store.reportJobs.findPage(TENANT, 'hourly', { limit: 50 });
    expect(items).toHaveLength(31);
    for (const { jobId } of items) await ask({ kind: 'job', name: jobId, change: 'cancelled' });
  });

  it('cost nothing while nothing is due, however many there are', async () => {
    let nReads = 0;
    const counted = {
      ...deps,
      store: {
        ...store,
        reportPlans: {
          ...store.reportPlans,
          findDue: async (...args: Parameters<Store['reportPlans']['findDue']>) => {
            const found = await store.reportPlans.findDue(...args);
            nReads += 1 + found.length;
            return found;
          },
        },
      },
    };
    await ask({ name: 'hourly', change: 'removed' });
    await planDueRuns(counted, signal);
    expect(nReads).toBe(1);
  });

  it('are announced with their template, and a plain report beside them stays what it was', async () => {
    const completed = (await all<ReportCompleted>(topics.reportsCompleted)).map(({ data }) => data);
    expect(
      completed.every(({ template, reportId }) => reportId.includes('.') === (template !== undefined)),
    ).toBe(true);
    const { items } = await store.reports.findPage(TENANT, { template: 'support' }, { limit: 5 });
    expect(items[0]).toMatchObject({ template: 'support', title: 'Support' });
    expect((await store.reports.findPage(TENANT, {}, { limit: 5 })).items).toEqual([]);
    expect(eventId({ topic: 't', tenant: 'x', key: 'k', revision: 'r', producerVersion: '1' })).toHaveLength(
      36,
    );
  });
});
