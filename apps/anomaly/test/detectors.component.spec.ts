import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import {
  topics,
  trainingSchema,
  type DetectorData,
  type DetectorRequested,
  type Training,
} from '@convoscope/contracts';
import { createModelCache, createRegistry, resultKeyOf, toDetectorData } from '@convoscope/registry';
import { startService, type RunningService } from '@convoscope/service';
import type { DetectorJobDocument } from '@convoscope/store';
import { anEvent, describeWithServer, serviceEnvironment } from '@convoscope/testing';
import { createAnomalyEngine, type AnomalyEngine } from '../src/anomaly-engine.ts';
import { createJobWorker, engineOptionsOf, type AnomalyRuntime } from '../src/anomaly.module.ts';
import { anomalyService } from '../src/anomaly.service.ts';
import type { JobPlace } from '../src/detectors/do-job.ts';
import { JobWorker } from '../src/detectors/job-worker.ts';

const AT = '2026-03-01T08:00:00.000Z';
const crashed = new Error('the process ended here');

describeWithServer('mongod', 'detectors in the anomaly service', (mongod) => {
  let folder = '';
  let service: RunningService<typeof anomalyService.settings>;
  let runtime: AnomalyRuntime;
  let engine: AnomalyEngine;
  let data: DetectorData;
  let nTests = 0;
  let nRequests = 0;

  // One start for all: each test is a tenant of its own.
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'convoscope-detectors-'));
    const rows = Array.from({ length: 90 }, (_, i) => `${i % 30 === 3 ? 900 : 10 + (i % 7)},${['DE', 'FR'][i % 2]}\n`); // prettier-ignore
    await writeFile(join(folder, 'payments.csv'), `amount,country\n${rows.join('')}`);
    const env = { ...serviceEnvironment(mongod), ANOMALY_METRICS_INTERVAL_MS: '1h' };
    service = await startService(anomalyService, { env, http: false });
  });
  beforeEach(async () => {
    runtime = { ...service.runtime, tenant: `tenant-${++nTests}` };
    engine = createAnomalyEngine(engineOptionsOf(runtime));
    data = await toDetectorData(runtime.tenant, join(folder, 'payments.csv'), 'payments.csv');
    await runtime.objects.putFile(data.objectKey, join(folder, 'payments.csv'));
  });
  afterAll(async () => {
    await service?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const ask = async (action: DetectorRequested['action'], what: Partial<DetectorRequested> = {}) => {
    const requestId = what.requestId ?? `q-${++nRequests}`;
    const request: DetectorRequested = {
      ...{ requestId, action, name: 'payments', version: null, jobId: null, data: null, training: null },
      ...{ requestedAt: AT, requestedBy: 'ana', ...what },
    };
    await engine.keepDetectorRequests({
      events: [anEvent(topics.detectorsRequested, request.name, request, { tenant: runtime.tenant })],
    } as never);
    return requestId;
  };
  const training = (more: Partial<Training> = {}): Training =>
    trainingSchema.parse({ detector: 'mahalanobis', ...more });
  const job = (id: string): Promise<DetectorJobDocument | null> =>
    runtime.store.detectorJobs.findById(runtime.tenant, id);
  const detector = () => runtime.store.detectors.findByName(runtime.tenant, 'payments');
  async function keys(prefix: string): Promise<string[]> {
    const found: string[] = [];
    for await (const { key } of runtime.objects.list(`tenants/${runtime.tenant}/${prefix}`)) found.push(key);
    return found;
  }
  const work = () => createJobWorker(runtime).wake();

  /** A worker of an instance that ends at a step, as a crash would end it: nothing is tidied up. */
  async function crashAt(step: Parameters<NonNullable<JobPlace['atStep']>>[0]): Promise<void> {
    const { tenant, store, objects, clock, telemetry } = runtime;
    const atStep = (reached: string): void => {
      if (reached === step) throw crashed;
    };
    const { detectors, detectorJobs: jobs } = store;
    const registry = createRegistry({ tenant, detectors, objects, now: () => clock.now() });
    const quiet = { ...telemetry, logger: { ...telemetry.logger, error: () => undefined } };
    const place = { tenant, registry, detectors, jobs, objects, atStep, clock };
    await new JobWorker({ ...place, telemetry: quiet as never }).wake();
    // As it would be half a minute later.
    const [held] = (await jobs.findPage(tenant, { limit: 1 })).items;
    expect(
      await jobs.change(tenant, held?.jobId ?? '', held?.holder ?? '', { leaseUntil: new Date(0) }),
    ).toBe(true);
  }

  it('trains what is asked for, once however often it is asked, and has it answer', async () => {
    const requestId = await ask('train', { data, training: training() });
    await work();
    await ask('train', { requestId, data, training: training() });
    await work();
    expect(await job(requestId)).toMatchObject({ state: 'done', result: { version: 1 }, attempts: 1 });
    expect(await detector()).toMatchObject({ live: 1, versions: [{ nRows: 90, trainedBy: 'ana' }] });
    const { store, objects, tenant } = runtime;
    const { model } = await createModelCache({ detectors: store.detectors, objects }).open(
      ...([tenant, 'payments', null] as const),
    );
    expect(model.columns).toEqual(['amount', 'country']);
  });

  it.each(['trained', 'stored'] as const)(
    'takes a training up again that ended when it was %s, and makes one version of it',
    async (step) => {
      const requestId = await ask('train', { data, training: training() });
      await crashAt(step);
      expect((await job(requestId))?.state).toBe('running');
      expect((await detector())?.versions.length ?? 0).toBe(step === 'stored' ? 1 : 0);
      await work();
      expect(await job(requestId)).toMatchObject({ state: 'done', result: { version: 1 }, attempts: 2 });
      expect((await detector())?.versions).toHaveLength(1);
      expect(await keys('detectors/models/')).toHaveLength(1);
    },
  );

  it.each(['scored', 'stored'] as const)(
    'scores a file, also one that ended when it was %s',
    async (step) => {
      await ask('train', { data, training: training() });
      await work();
      const requestId = await ask('score', { data });
      await crashAt(step);
      await work();
      expect(await job(requestId)).toMatchObject({
        ...{ state: 'done', kind: 'score', attempts: 2 },
        result: { version: 1, nRows: 90, nRefused: 0, top: expect.any(Array) },
      });
      const result = await runtime.objects.get(resultKeyOf(runtime.tenant, requestId));
      expect(result?.body.toString().split('\n')).toHaveLength(92);
    },
  );

  it('says what is wrong with a table, and goes on with the next job', async () => {
    const wrong = await ask('train', { data, training: training({ exclude: ['nothing'] }) });
    const gone = await ask('train', {
      data: { ...data, objectKey: 'detectors/data/x' },
      training: training(),
    });
    const unknown = await ask('score', { data, version: 7 });
    const right = await ask('train', { data, training: training() });
    await work();
    expect(await job(wrong)).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('there is no column "nothing"'),
    });
    expect((await job(gone))?.error).toContain('send it again');
    expect((await job(unknown))?.state).toBe('failed');
    expect((await job(right))?.state).toBe('done');
  });

  it('stops a job that is cancelled, and nothing of it stays', async () => {
    const waiting = await ask('train', { data, training: training() });
    await ask('cancel', { jobId: waiting });
    await work();
    expect((await job(waiting))?.state).toBe('cancelled');
    const running = await ask('train', { data, training: training({ detector: 'tune' }) });
    const worker = createJobWorker(runtime);
    const working = worker.wake();
    while ((await job(running))?.progress.phase !== 'tuning')
      await new Promise((resolve) => void setTimeout(resolve, 20));
    await ask('cancel', { jobId: running });
    await working;
    expect((await job(running))?.state).toBe('cancelled');
    expect(await detector()).toBeNull();
  });

  it('gives a job back when the service stops', async () => {
    const requestId = await ask('train', { data, training: training({ detector: 'tune' }) });
    const worker = createJobWorker(runtime);
    const working = worker.wake();
    while ((await job(requestId))?.progress.phase !== 'tuning')
      await new Promise((resolve) => void setTimeout(resolve, 20));
    await worker.onModuleDestroy();
    await working;
    const released = await job(requestId);
    expect(released?.state).toBe('running');
    expect(Number(released?.leaseUntil)).toBeLessThanOrEqual(Date.now());
  });

  it('promotes, rolls back, archives and deletes in order, and leaves out what has become impossible', async () => {
    for (let i = 0; i < 3; i++) await ask('train', { data, training: training({ seed: i }) });
    await work();
    await ask('promote', { version: 3 });
    await ask('promote', { version: 2 });
    await ask('rollback');
    await ask('archive', { version: 1 });
    await ask('delete', { version: 3 });
    await ask('promote', { version: 9 });
    expect(await detector()).toMatchObject({
      ...{ live: 3, lastVersion: 3 },
      versions: [{ isArchived: true }, { isArchived: false }, { isArchived: false }],
    });
    await ask('delete');
    expect(await detector()).toBeNull();
    expect(await keys('detectors/')).toEqual([]);
  });
});
