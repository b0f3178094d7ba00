import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Training } from '@convoscope/contracts';
import { DataError } from '@convoscope/detectors';
import { createRegistry, runInThread, toDetectorData, type TaskProgress } from '@convoscope/registry';
import type { CommandContext } from '../command-context.ts';
import { createGatewayApi } from '../gateway-api.ts';

export type OnProgress = (progress: TaskProgress & { secondsLeft: number | null }) => void;

/** What changes detectors: the running installation, or, where none is running, this process by the same code. */
export interface DetectorDesk {
  /** Trains from a local file. Returns the version that it became. */
  train(name: string, path: string, training: Training, onProgress: OnProgress): Promise<number>;
  promote(name: string, version: number): Promise<void>;
  rollback(name: string): Promise<void>;
  archive(name: string, version: number): Promise<void>;
  remove(name: string, version: number | null): Promise<void>;
}

export const openDetectors = (context: CommandContext): Promise<DetectorDesk> =>
  context.running === null ? openHere(context) : openRunning(context);

async function openHere(context: CommandContext): Promise<DetectorDesk> {
  const { store, objects, tenant, clock } = await context.openStorage();
  const now = (): number => clock.now();
  const registry = createRegistry({ tenant, detectors: store.detectors, objects, now });
  const by = `cli:${userInfo().username}`;
  return {
    async train(name, path, training, onProgress) {
      const folder = await mkdtemp(join(tmpdir(), 'convoscope-detector-'));
      const startedAt = performance.now();
      const tell = ({ phase, share }: TaskProgress): void => {
        const spent = (performance.now() - startedAt) / 1_000;
        onProgress({ phase, share, secondsLeft: share > 0.01 ? (spent / share) * (1 - share) : null });
      };
      try {
        const modelPath = join(folder, 'model.json.gz');
        const data = await toDetectorData(tenant, path, basename(path));
        const trained = await runInThread({ kind: 'train', path, modelPath, training }, { onProgress: tell });
        await objects.putFile(data.objectKey, path);
        const result = { jobId: randomUUID(), training, data, trained, modelPath, by };
        return (await registry.addVersion(name, result)).version;
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    promote: async (name, version) => void (await registry.promote(name, version, by)),
    rollback: async (name) => void (await registry.rollback(name, by)),
    archive: (name, version) => registry.archive(name, version),
    remove: (name, version) => registry.remove(name, version),
  };
}

const POLL_MS = 200;
/** An event may take its time where the service is busy. */
const PATIENCE_MS = 60_000;

async function openRunning(context: CommandContext): Promise<DetectorDesk> {
  const { store, objects, tenant } = await context.openStorage();
  const api = createGatewayApi(context);
  const path = (name: string, ...rest: string[]): string =>
    ['detectors', encodeURIComponent(name), ...rest].join('/');
  /** Waits until the service has done what it was asked for. */
  async function until<T>(what: string, look: () => Promise<T | null | undefined>): Promise<T> {
    for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await sleep(POLL_MS)) {
      const found = await look();
      if (found !== null && found !== undefined) return found;
    }
    throw new Error(`the anomaly service has not ${what} within ${PATIENCE_MS / 1_000} s`);
  }
  const untilRevision = async (name: string, act: () => Promise<unknown>): Promise<void> => {
    const before = (await store.detectors.findByName(tenant, name))?.revision;
    await act();
    await until('done it', async () => {
      const found = await store.detectors.findByName(tenant, name);
      return found?.revision === before && found !== null ? null : true;
    });
  };
  async function follow(jobId: string, onProgress: OnProgress): Promise<number> {
    const find = () => store.detectorJobs.findById(tenant, jobId);
    let job = await until('begun', find);
    for (; job.endedAt === null; job = await until('answered', find)) {
      onProgress(job.progress);
      await sleep(POLL_MS);
    }
    if (job.state === 'failed') throw new DataError(job.error ?? 'the training failed');
    if (job.state !== 'done') throw new Error(`the training is ${job.state}`);
    return Number(job.result?.['version']);
  }
  return {
    async train(name, file, training, onProgress) {
      const { objectKey, sha256, fileName } = await toDetectorData(tenant, file, basename(file));
      await objects.putFile(objectKey, file);
      const answer = await api.post('detectors', { name, table: { sha256, fileName }, ...training });
      return follow((answer as { jobId: string }).jobId, onProgress);
    },
    promote: (name, version) => untilRevision(name, () => api.post(path(name, 'promote'), { version })),
    rollback: (name) => untilRevision(name, () => api.post(path(name, 'rollback'), {})),
    archive: (name, version) => untilRevision(name, () => api.post(path(name, 'archive'), { version })),
    remove: (name, version) =>
      untilRevision(name, () =>
        api.request({
          ...{ method: 'DELETE', path: path(name) },
          ...(version !== null && { query: { version } }),
        }),
      ),
  };
}
