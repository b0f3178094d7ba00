import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { trainingSchema, type DetectorData, type Training } from '@convoscope/contracts';
import type { ObjectStore } from '@convoscope/objects';
import type { DetectorsRepository } from '@convoscope/store';
import {
  compareVersions,
  createModelCache,
  createRegistry,
  parseReference,
  runInThread,
  scoreRecords,
  stageOf,
  toDetectorData,
  trainFile,
  versionOf,
  type Registry,
  type TrainedFile,
} from '../src/index.ts';
import { inMemoryDetectors, temporaryObjects } from './fake-registry.ts';

const TENANT = 'acme';
let folder = '';
let objects: ObjectStore;
let detectors: DetectorsRepository;
let registry: Registry;
let path = '';
let modelPath = '';
let trained: TrainedFile;
let data: DetectorData;
const training = (more: Partial<Training> = {}): Training =>
  trainingSchema.parse({ detector: 'mahalanobis', ...more });

beforeAll(async () => {
  ({ folder, objects } = await temporaryObjects());
  [path, modelPath] = [join(folder, 'payments.csv'), join(folder, 'model')];
  const rows = Array.from({ length: 80 }, (_, i) => `${i % 20 === 3 ? 900 : 10 + (i % 7)},${['DE', 'FR'][i % 2]},${i % 20 === 3 ? 1 : 0}\n`); // prettier-ignore
  await writeFile(path, `amount,country,fraud\n${rows.join('')}`);
  trained = await trainFile({ path, modelPath, training: training({ labelColumn: 'fraud' }) });
  data = await toDetectorData(TENANT, path, 'payments.csv');
});
beforeEach(async () => {
  detectors = inMemoryDetectors();
  registry = createRegistry({ tenant: TENANT, detectors, objects, now: () => Date.UTC(2026, 0, 5) });
  await objects.putFile(data.objectKey, path);
});
afterEach(async () => {
  for await (const { key } of objects.list('tenants/')) await objects.delete(key);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const add = (jobId: string, more: Partial<Training> = {}) =>
  registry.addVersion('payments', {
    ...{ jobId, training: training(more), data, trained, modelPath, by: 'ana' },
  });
const find = () => detectors.findByName(TENANT, 'payments');
async function stored(): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of objects.list('tenants/acme/detectors/')) keys.push(key.split('/').at(-1) ?? '');
  return keys;
}

it('keeps versions, the first one live, and gives each job one version however often it comes', async () => {
  await Promise.all([add('j-1'), add('j-1'), add('j-2')]);
  await add('j-2');
  const found = await find();
  expect(found?.versions.map(({ jobId }) => jobId).toSorted()).toEqual(['j-1', 'j-2']);
  expect(found?.live).toBe(1);
  expect(found && found.versions.map((one) => stageOf(found, one))).toEqual(['live', 'candidate']);
});

it('promotes by rule only what is not worse on labelled rows held back', async () => {
  await add('j-1');
  trained = { ...trained, heldBack: { ...trained.heldBack, averagePrecision: 0.2 } };
  await add('j-2', { promote: 'if-not-worse' });
  expect((await find())?.live).toBe(1);
  trained = { ...trained, heldBack: { ...trained.heldBack, averagePrecision: 1 } };
  await add('j-3', { promote: 'if-not-worse' });
  expect((await find())?.live).toBe(3);
  await add('j-4', { promote: 'never' });
  expect((await find())?.live).toBe(3);
});

it('promotes, rolls back, archives, and does not lose what is live', async () => {
  for (const job of ['j-1', 'j-2', 'j-3']) await add(job);
  expect(await registry.promote('payments', 2, 'ben')).toBe(2);
  expect(await registry.promote('payments', 2, 'ben')).toBe(2);
  expect((await find())?.promotions).toHaveLength(2);
  expect(await registry.rollback('payments', 'ben')).toBe(1);
  await registry.archive('payments', 3);
  await registry.archive('payments', 3);
  await expect(registry.archive('payments', 1)).rejects.toThrow('version 1 of "payments" is live');
  await expect(registry.remove('payments', 1)).rejects.toThrow('promote another one before it is deleted');
  await expect(registry.promote('payments', 9, 'ben')).rejects.toThrow('has no version 9: there are 1, 2, 3');
  await expect(registry.rollback('nothing', 'ben')).rejects.toThrow('there is no detector "nothing"');
});

it('removes versions with their models, and the table with the last of them', async () => {
  await add('j-1');
  await add('j-2');
  await registry.remove('payments', 2);
  expect(await stored()).toEqual([data.sha256, `j-1-${trained.sha256.slice(0, 16)}.json.gz`]);
  await registry.remove('payments', null);
  await registry.remove('payments', null);
  expect([await find(), await stored()]).toEqual([null, []]);
  expect((await add('j-3')).version).toBe(1);
});

it('gives no number twice while a version of the detector stands', async () => {
  await add('j-1');
  await add('j-2');
  await registry.remove('payments', 2);
  expect((await add('j-3')).version).toBe(3);
});

it.each(['putFile', 'put', 'delete'] as const)(
  'leaves no half model where it is ended at %s, and a repeat makes it whole',
  async (step) => {
    let isBroken = false;
    const breaking = <T extends object>(whole: T): T =>
      new Proxy(whole, {
        get: (target, name) => {
          if (isBroken && name === step) return () => Promise.reject(new Error('the process ended'));
          const value: unknown = Reflect.get(target, name);
          return typeof value === 'function' ? (value.bind(target) as unknown) : value;
        },
      });
    registry = createRegistry({
      ...{ tenant: TENANT, detectors: breaking(detectors), objects: breaking(objects) },
      now: () => 0,
    });
    const steps = [
      () => add('j-1'),
      () => add('j-2'),
      () => registry.promote('payments', 2, 'ana'),
      () => registry.remove('payments', 1),
    ];
    for (const act of steps) {
      isBroken = true;
      await act().catch(() => undefined);
      isBroken = false;
      const there = new Set(await stored());
      for (const { isDeleted, model } of (await find())?.versions ?? [])
        expect([isDeleted || there.has(model.objectKey.split('/').at(-1) ?? '')]).toEqual([true]);
      await act();
    }
    expect((await find())?.versions.map(({ version }) => version)).toEqual([2]);
    expect(await stored()).toHaveLength(2);
    await registry.remove('payments', null);
    expect(await stored()).toEqual([]);
  },
);

it('scores records as the file was scored, each for itself, and says what lacks', async () => {
  await add('j-1');
  const models = createModelCache({ detectors, objects });
  const { model, version } = await models.open(TENANT, 'payments', null);
  expect(version.version).toBe(1);
  const resultPath = join(folder, 'scores.csv');
  const scored = await runInThread({
    ...({ kind: 'score', path, modelPath, resultPath } as const),
    modelSha256: trained.sha256,
  });
  const records = [{ amount: 900, country: 'FR' }, { amount: '900', country: 'FR', note: 1 }, { amount: 'much' }, 7, {}]; // prettier-ignore
  const { results, unknownColumns } = scoreRecords(model, records, { explain: true });
  expect(scored.top[0]).toMatchObject({ row: 3, score: (results[0] as { score: number }).score });
  expect(results[1]).toEqual(results[0]);
  expect(results[0]).toMatchObject({
    isAnomaly: true,
    missing: [],
    contributions: [{ column: 'amount' }, {}],
  });
  expect(results[2]).toEqual({ error: expect.stringContaining('none of the columns') });
  expect(results[3]).toEqual({ error: expect.stringContaining('a record is a JSON object') });
  expect(results[4]).toEqual({ error: expect.stringContaining('(amount, country)') });
  expect(unknownColumns).toEqual(['note']);
});

it('reads each model once, keeps those used last, and refuses other bytes than were stored', async () => {
  await add('j-1');
  await add('j-2');
  const read: string[] = [];
  const counted = {
    get: (key: string) => {
      read.push(key);
      return objects.get(key);
    },
  };
  const models = createModelCache({ detectors, objects: counted, maxBytes: trained.sizeBytes });
  await Promise.all([models.open(TENANT, 'payments', 1), models.open(TENANT, 'payments', 1)]);
  expect(read).toHaveLength(1);
  await models.open(TENANT, 'payments', 2);
  await models.open(TENANT, 'payments', 1);
  expect(read).toHaveLength(3);
  const key = (await find())?.versions[1]?.model.objectKey ?? '';
  await objects.put(key, 'other bytes');
  await expect(models.open(TENANT, 'payments', 2)).rejects.toThrow('other bytes');
  await objects.delete(key);
  await expect(models.open(TENANT, 'payments', 2)).rejects.toThrow('not in object storage any more');
});

it('compares versions', async () => {
  await add('j-1');
  trained = { ...trained, detector: 'knn', columns: trained.columns.slice(1) };
  await add('j-2');
  const found = await find();
  const compared = compareVersions(versionOf(found, 'payments', 1), versionOf(found, 'payments', 2));
  expect(compared.isSameData).toBe(true);
  expect(compared.differences).toContainEqual({ what: 'detector', a: 'mahalanobis', b: 'knn' });
  expect(compared.columns).toHaveLength(1);
});

it('says what is wrong with a table or its options, out of the thread', async () => {
  const broken = join(folder, 'broken.csv');
  await writeFile(broken, 'a,b\n');
  const task = { kind: 'train', path: broken, modelPath, training: training() } as const;
  await expect(runInThread(task)).rejects.toThrow('broken.csv: the table has column names but no rows');
  const wrong = { ...task, path, training: training({ exclude: ['nothing'] }) };
  await expect(runInThread(wrong)).rejects.toThrow('there is no column "nothing"');
  const signal = AbortSignal.abort(new Error('stop'));
  await expect(runInThread({ ...task, path }, { signal })).rejects.toThrow('stop');
});

it.each(['', 'A', 'payments@', 'payments@0', 'payments@x', 'a@1@2'])('refuses the reference "%s"', (text) => {
  expect(() => parseReference(text)).toThrow('expected NAME or NAME@VERSION');
});
