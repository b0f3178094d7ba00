import { PermanentError } from '@convoscope/contracts';
import type { TableModel } from '@convoscope/detectors';
import type { ObjectStore } from '@convoscope/objects';
import type { DetectorsRepository, DetectorVersion } from '@convoscope/store';
import { versionOf } from './detector-states.ts';
import { readModel } from './model-file.ts';

/** A model that is ready to answer, and the version that it is. */
export interface OpenModel {
  model: TableModel;
  version: DetectorVersion;
}

/** Models that were asked for, the last used ones kept. */
export interface ModelCache {
  /** The model of a version, or of the live one (null). Throws PermanentError `DETECTOR_UNKNOWN`, `DETECTOR_VERSION_UNKNOWN`, `DETECTOR_MODEL_BROKEN`. Cost: a look at the detector's document, and once a model its bytes. */
  open(tenant: string, name: string, version: number | null): Promise<OpenModel>;
}

export interface ModelCacheOptions {
  detectors: Pick<DetectorsRepository, 'findByName'>;
  objects: Pick<ObjectStore, 'get'>;
  /** Packed bytes of the models that are kept; the one that was asked for last stays in any case. */
  maxBytes?: number;
}

const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;

export function createModelCache({
  detectors,
  objects,
  maxBytes = DEFAULT_MAX_BYTES,
}: ModelCacheOptions): ModelCache {
  /** The longest unused first. Two that ask at once wait for the same one. */
  const kept = new Map<string, { loading: Promise<TableModel>; sizeBytes: number }>();
  let total = 0;

  async function load({ objectKey, sha256 }: DetectorVersion['model']): Promise<TableModel> {
    const found = await objects.get(objectKey);
    if (found !== null) return readModel(found.body, sha256);
    throw new PermanentError('the model is not in object storage any more', {
      code: 'DETECTOR_MODEL_BROKEN',
      context: { objectKey },
    });
  }
  function drop(key: string): void {
    total -= kept.get(key)?.sizeBytes ?? 0;
    kept.delete(key);
  }
  function take({ model }: DetectorVersion): Promise<TableModel> {
    const key = model.objectKey;
    const known = kept.get(key);
    if (known !== undefined) {
      kept.delete(key);
      kept.set(key, known);
      return known.loading;
    }
    const loading = load(model);
    kept.set(key, { loading, sizeBytes: model.sizeBytes });
    total += model.sizeBytes;
    loading.catch(() => drop(key));
    for (const oldest of kept.keys()) {
      if (total <= maxBytes || oldest === key) break;
      drop(oldest);
    }
    return loading;
  }
  return {
    async open(tenant, name, number) {
      const version = versionOf(await detectors.findByName(tenant, name), name, number);
      return { model: await take(version), version };
    },
  };
}
