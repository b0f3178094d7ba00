import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { DEFAULT_TENANT, type DetectorData } from '@convoscope/contracts';

const below = (tenant: string, key: string): string =>
  `${tenant === DEFAULT_TENANT ? '' : `tenants/${tenant}/`}detectors/${key}`;

/** Where a table lies that is learnt from or scored: by its content, so that the same file lies there once. */
export const dataKeyOf = (tenant: string, sha256: string): string => below(tenant, `data/${sha256}`);

/** Where the model of a version lies: by the job that made it, and by its content. */
export const modelKeyOf = (tenant: string, jobId: string, sha256: string): string =>
  below(tenant, `models/${jobId}-${sha256.slice(0, 16)}.json.gz`);

/** Where the scores of a file lie. */
export const resultKeyOf = (tenant: string, jobId: string): string => below(tenant, `results/${jobId}.csv`);

/** Hash and size of a file, read as a stream. */
export async function describeFile(path: string): Promise<{ sha256: string; sizeBytes: number }> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { sha256: hash.digest('hex'), sizeBytes: (await stat(path)).size };
}

/** What is said of a file that lies in object storage. */
export async function toDetectorData(tenant: string, path: string, fileName: string): Promise<DetectorData> {
  const described = await describeFile(path);
  return { objectKey: dataKeyOf(tenant, described.sha256), fileName, ...described };
}
