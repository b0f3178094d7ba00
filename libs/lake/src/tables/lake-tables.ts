import type { ObjectStore } from '@convoscope/objects';
import { randomUUID } from 'node:crypto';
import type { Action, MetaData } from '../delta/actions.ts';
import { DeltaTable } from '../delta/delta-table.ts';
import { toSchemaString, withMissingColumns } from '../delta/schema.ts';
import { migrateManifests } from '../migrate/migrate-manifests.ts';
import type { Dataset } from './dataset.ts';
import { tableRoot } from './table-places.ts';

export interface LakeTablesOptions {
  objects: ObjectStore;
  scratchDir: string;
  now: () => number;
  /** How long removed files stay, and with them the versions that need them. */
  graceMs: number;
  /** A checkpoint is written every so many commits. */
  checkpointInterval: number;
  /** How long commits stay that a checkpoint covers. */
  logRetentionMs: number;
  onCheckpointFailed?: (error: unknown) => void;
}

const seconds = (ms: number): string => `interval ${Math.ceil(ms / 1_000)} seconds`;

/** The first commit of a dataset's table. */
export const firstActions = (
  dataset: Dataset,
  options: Pick<LakeTablesOptions, 'now' | 'graceMs' | 'logRetentionMs' | 'checkpointInterval'>,
): Action[] => {
  const metaData: MetaData = {
    ...{ id: randomUUID(), name: dataset.name.replaceAll('-', '_') },
    description: `Events of the topic ${dataset.topic.name}`,
    format: { provider: 'parquet', options: {} },
    schemaString: toSchemaString(dataset.columns),
    partitionColumns: [],
    configuration: {
      'delta.checkpointInterval': String(options.checkpointInterval),
      'delta.deletedFileRetentionDuration': seconds(options.graceMs),
      'delta.logRetentionDuration': seconds(options.logRetentionMs),
    },
    createdTime: options.now(),
  };
  return [{ protocol: { minReaderVersion: 1, minWriterVersion: 2 } }, { metaData }];
};

/** The tables of the lake as one process writes them: one log for each, shared by all that writes. */
export class LakeTables {
  readonly #options: LakeTablesOptions;
  readonly #tables = new Map<string, DeltaTable>();

  constructor(options: LakeTablesOptions) {
    this.#options = options;
  }

  get objects(): ObjectStore {
    return this.#options.objects;
  }

  now(): number {
    return this.#options.now();
  }

  of(dataset: Dataset): DeltaTable {
    const known = this.#tables.get(dataset.name);
    if (known !== undefined) return known;
    const { graceMs: _graceMs, ...options } = this.#options;
    const table = new DeltaTable({
      ...options,
      root: tableRoot(dataset),
      create: () => this.#firstCommit(dataset),
      upgrade: ({ metaData }) => metaData && withMissingColumns(metaData, dataset.columns),
    });
    this.#tables.set(dataset.name, table);
    return table;
  }

  /** What lies there in the layout before Delta tables becomes the first version. */
  async #firstCommit(dataset: Dataset): Promise<Action[]> {
    const { objects, scratchDir, now } = this.#options;
    const migrated = await migrateManifests({ objects, scratchDir, now }, dataset);
    return [...firstActions(dataset, this.#options), ...migrated];
  }
}
