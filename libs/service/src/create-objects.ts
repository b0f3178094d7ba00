import { createFilesystemObjectStore, createS3ObjectStore, type ObjectStore } from '@convoscope/objects';
import { createPolicy, defaultPolicyOptions } from '@convoscope/resilience';
import { systemClock, type Telemetry } from '@convoscope/telemetry';
import { join } from 'node:path';
import type { InfrastructureSettings } from './infrastructure-settings.ts';

/** The object store that the settings name; with S3, `bucket` may be another one of the same server. */
export function createObjects(
  { objects }: Pick<InfrastructureSettings, 'objects'>,
  dataDir: string,
  telemetry: Telemetry,
  bucket = objects.bucket,
): ObjectStore {
  if (objects.driver === 'filesystem') return createFilesystemObjectStore({ dir: join(dataDir, 'objects') });
  const { endpoint, region, accessKeyId, secretAccessKey, forcePathStyle } = objects;
  return createS3ObjectStore({
    ...{ region, bucket },
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(forcePathStyle === undefined ? {} : { forcePathStyle }),
    ...(accessKeyId === undefined ? {} : { accessKeyId }),
    ...(secretAccessKey === undefined ? {} : { secretAccessKey: secretAccessKey.reveal() }),
    policy: createPolicy(defaultPolicyOptions('s3'), { clock: systemClock, telemetry }),
  });
}
