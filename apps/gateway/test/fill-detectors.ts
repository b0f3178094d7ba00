import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trainingSchema } from '@convoscope/contracts';
import type { ObjectStore } from '@convoscope/objects';
import { createRegistry, resultKeyOf, toDetectorData, trainFile } from '@convoscope/registry';
import type { DetectorJobDocument, Store } from '@convoscope/store';

const TABLE = 'amount,country,hour\n12.5,DE,10\n';
const AT = new Date('2026-01-05T12:00:00Z');
const COUNTRIES = ['DE', 'FR', 'AT'];
const payments = (): string =>
  Array.from({ length: 60 }, (_, i) => `${10 + (i % 7)},${COUNTRIES[i % 3]},${8 + (i % 9)}\n`).join('');

/** The detector `payments` in two versions, and a job of each kind, as the examples of the API ask for them. */
export async function fillDetectors(store: Store, objects: ObjectStore, tenant: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'convoscope-test-'));
  const [path, modelPath] = [join(folder, 'payments.csv'), join(folder, 'model')];
  const registry = createRegistry({
    ...{ tenant, detectors: store.detectors, objects, now: () => AT.getTime() },
  });
  for (const [number, rows] of [
    [1, payments()],
    [2, `${payments()}900,US,3\n`],
  ] as const) {
    await writeFile(path, `amount,country,hour\n${rows}`);
    const training = trainingSchema.parse({ detector: 'ecod', promote: 'always' });
    const trained = { ...(await trainFile({ path, modelPath, training })), seconds: 0.1 };
    const data = await toDetectorData(tenant, path, 'payments.csv');
    await objects.putFile(data.objectKey, path);
    await registry.addVersion('payments', {
      ...{ jobId: `job-${number}`, training, data, trained, modelPath, by: 'ana' },
    });
  }
  await writeFile(path, TABLE);
  const data = await toDetectorData(tenant, path, 'payments.csv');
  await objects.putFile(data.objectKey, path);
  await objects.put(
    resultKeyOf(tenant, 'job-2'),
    'row,score,rank,probability,is_anomaly\n0,1.5,0.4,0.02,0\n',
  );
  const job: DetectorJobDocument = {
    ...{ tenant, jobId: 'job-1', kind: 'train', name: 'payments', version: null, state: 'done', data },
    ...{ training: null, progress: { phase: 'done', share: 1, secondsLeft: 0 }, result: { version: 1 } },
    ...{ error: null, attempts: 1, holder: 'h-1', leaseUntil: AT, requestedBy: 'ana' },
    ...{ requestedAt: AT, endedAt: AT },
  };
  const scored = { version: 2, nRows: 1, nRefused: 0, nAnomalies: 0, threshold: 2, top: [], notes: [] };
  await store.detectorJobs.insert(tenant, job);
  await store.detectorJobs.insert(tenant, { ...job, jobId: 'job-2', kind: 'score', result: scored });
  await store.detectorJobs.insert(tenant, {
    ...{ ...job, jobId: 'job-3', state: 'running', result: null, endedAt: null },
    progress: { phase: 'fitting', share: 0.5, secondsLeft: 4 },
  });
  await rm(folder, { recursive: true });
}
