import { createHash } from 'node:crypto';
import { LAKE_SCHEMA_VERSION, type Dataset } from './dataset.ts';

export const datasetPrefix = (datasetName: string): string => `lake/${datasetName}/v1/`;

/** Consecutive offsets of one partition that were written together. */
export interface OffsetRange {
  partition: number;
  /** 0, and one more each time the topic was made anew and its offsets began again. */
  epoch: number;
  first: bigint;
  last: bigint;
}

/**
 * The key of a file is a function of topic, partition, offset range, schema and date, so that writing the same events again meets the
 * same key. Both ends of the range are in it: with the first alone, two writers with batches of different length would collide.
 */
export function fileKey(dataset: Dataset, range: OffsetRange, date: string): string {
  const epoch = range.epoch === 0 ? '' : `e${range.epoch}-`;
  const name = `${dataset.topic.name}-${range.partition}-${epoch}${range.first}-${range.last}-s${LAKE_SCHEMA_VERSION}`;
  return `${datasetPrefix(dataset.name)}date=${date}/${name}.parquet`;
}

/** The key of a file made out of others: a function of what went in. */
export function compactedKey(
  dataset: Dataset,
  date: string,
  partition: number,
  inputs: readonly string[],
): string {
  const digest = createHash('sha256').update(inputs.join('\n')).digest('hex').slice(0, 16);
  const name = `${dataset.topic.name}-${partition}-compacted-${digest}-s${LAKE_SCHEMA_VERSION}`;
  return `${datasetPrefix(dataset.name)}date=${date}/${name}.parquet`;
}

/** Spark and pyarrow leave out names that begin with `_` when they read a folder. */
export const manifestKey = (datasetName: string, partition: number): string =>
  `${datasetPrefix(datasetName)}_manifest/partition-${partition}.json`;
