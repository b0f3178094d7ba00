import { TransientError, type DetectorData, type Training } from '@convoscope/contracts';
import type { ObjectStore } from '@convoscope/objects';
import type { DetectorDocument, DetectorsRepository, DetectorVersion } from '@convoscope/store';
import {
  archived,
  formerlyLive,
  marked,
  noSuchDetector,
  promoted,
  versionOf,
  withVersion,
} from './detector-states.ts';
import { modelKeyOf } from './object-keys.ts';
import type { TrainedFile } from './train-file.ts';

export interface RegistryOptions {
  tenant: string;
  detectors: DetectorsRepository;
  objects: Pick<ObjectStore, 'putFile' | 'delete'>;
  now: () => number;
}

/** What a training hands over. */
export interface TrainingResult {
  jobId: string;
  training: Training;
  data: DetectorData;
  trained: TrainedFile;
  modelPath: string;
  by: string;
}

/** The detectors of a tenant. Every change is one write of one document, and may be repeated: a crash leaves the state before or after it. */
export interface Registry {
  /** Stores the model, then the version that names it. A job that has made a version makes no second one. */
  addVersion(name: string, result: TrainingResult): Promise<DetectorVersion>;
  /** Makes a version live; null: the newest. Returns which. */
  promote(name: string, version: number | null, by: string): Promise<number>;
  /** Makes the version live that was so before. Returns which. */
  rollback(name: string, by: string): Promise<number>;
  archive(name: string, version: number): Promise<void>;
  /** Removes a version, or the whole detector (null), with its models, and the tables that no other version was trained from. What is gone already is no error. */
  remove(name: string, version: number | null): Promise<void>;
  /** Removes a stored table where no version was trained from it. */
  dropUnusedData(data: DetectorData): Promise<void>;
}

const ATTEMPTS = 20;

type Change = (before: DetectorDocument | null) => DetectorDocument | undefined;

export function createRegistry({ tenant, detectors, objects, now }: RegistryOptions): Registry {
  const at = (): string => new Date(now()).toISOString();

  /** Changes a detector with compare-and-swap. Resolves to what stands then. */
  async function change(name: string, toNext: Change): Promise<DetectorDocument | null> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const before = await detectors.findByName(tenant, name);
      const next = toNext(before);
      if (next === undefined) return before;
      if (await detectors.put(tenant, next)) return next;
    }
    throw new TransientError(`detector "${name}" was changed by others ${ATTEMPTS} times`, {
      code: 'DETECTOR_CONTENDED',
    });
  }

  async function dropUnusedData({ sha256, objectKey }: DetectorData): Promise<void> {
    const all = await detectors.findAll(tenant);
    if (!all.some(({ versions }) => versions.some(({ data }) => data.sha256 === sha256)))
      await objects.delete(objectKey);
  }

  /** Takes the versions that are marked out, after what they name has gone. */
  async function finishRemoval(name: string): Promise<void> {
    const found = await detectors.findByName(tenant, name);
    const going = found?.versions.filter(({ isDeleted }) => isDeleted) ?? [];
    for (const { model } of going) await objects.delete(model.objectKey);
    const gone = new Set(going.map(({ version }) => version));
    const left = await change(name, (before) =>
      before?.versions.some(({ version }) => gone.has(version))
        ? {
            ...before,
            revision: before.revision + 1,
            versions: before.versions.filter(({ version }) => !gone.has(version)),
          }
        : undefined,
    );
    // Of a detector with no version left only the number of the next one would stay.
    if (left !== null && left.versions.length === 0) await detectors.remove(tenant, name, left.revision);
    for (const { data } of going) await dropUnusedData(data);
  }

  return {
    dropUnusedData,
    async addVersion(name, { jobId, training, data, trained, modelPath, by }) {
      const { sha256, sizeBytes, ...figures } = trained;
      const model = { objectKey: modelKeyOf(tenant, jobId, sha256), sha256, sizeBytes };
      await objects.putFile(model.objectKey, modelPath, { contentType: 'application/gzip' });
      const made = { ...figures, jobId, training, data, model, trainedBy: by, trainedAt: at() };
      const after = await change(name, (before) => withVersion(before, tenant, name, made));
      const version = after?.versions.find((one) => one.jobId === jobId);
      if (version === undefined) throw noSuchDetector(name);
      // A repeat that came to other bytes, within a budget of time, leaves the model that stands.
      if (version.model.objectKey !== model.objectKey) await objects.delete(model.objectKey);
      return version;
    },
    async promote(name, version, by) {
      const after = await change(name, (before) => promoted(before, name, version, { at: at(), by }));
      return versionOf(after, name, null).version;
    },
    async rollback(name, by) {
      const after = await change(name, (before) =>
        promoted(before, name, formerlyLive(before, name), { at: at(), by }),
      );
      return versionOf(after, name, null).version;
    },
    async archive(name, version) {
      await change(name, (before) => archived(before, name, version));
    },
    async remove(name, version) {
      const isThere = ({ versions }: DetectorDocument): boolean =>
        versions.some((one) => !one.isDeleted && (version === null || one.version === version));
      await change(name, (before) => (before && isThere(before) ? marked(before, version) : undefined));
      await finishRemoval(name);
    },
  };
}
