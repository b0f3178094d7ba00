import { InvariantError, TransientError } from '@convoscope/contracts';
import { randomUUID } from 'node:crypto';
import type { Action, AddFile } from '../delta/actions.ts';
import type { DeltaTable } from '../delta/delta-table.ts';
import type { DraftFile, LandingWriter } from '../files/landing-writer.ts';
import { PARQUET_TYPE } from '../files/parquet-options.ts';
import type { Dataset, LakeEvent } from '../tables/dataset.ts';
import type { LakeTables } from '../tables/lake-tables.ts';
import { LANDING_FOLDER } from '../tables/table-places.ts';
import { appendTimeApp, offsetApp, planAppend, progressOf, type AppendPlan } from './plan-append.ts';

const ATTEMPTS = 8;

export interface AppendDependencies {
  tables: LakeTables;
  writer: Pick<LandingWriter, 'write'>;
  /** Milliseconds by a clock that nobody sets. */
  elapsed: () => number;
  /** A file that has waited longer than this for its commit is given up, lest the sweep takes it away in the same moment. */
  commitWithinMs: number;
}

/** Consecutive events of one partition; `signal` aborts when it is taken away. */
export interface AppendRequest {
  dataset: Dataset;
  partition: number;
  events: readonly LakeEvent[];
  signal: AbortSignal;
}

export interface AppendResult {
  /** Null: nothing was left to write. */
  file: AddFile | null;
  /** Events that the lake had already. */
  nRepeated: number;
}

/** A name of its own for each attempt: two writers never meet under one, and what no commit names is swept. */
const landingPath = ({ dataset, partition }: AppendRequest, { range }: AppendPlan): string => {
  const epoch = range.epoch === 0 ? '' : `e${range.epoch}-`;
  const name = `${dataset.topic.name}-${partition}-${epoch}${range.first}-${range.last}-${randomUUID()}`;
  return `${LANDING_FOLDER}${name}.parquet`;
};

const safeNumber = (offset: bigint): number => {
  const number = Number(offset);
  if (Number.isSafeInteger(number)) return number;
  throw new InvariantError(`offset ${offset} is beyond 2^53`, { code: 'LAKE_OFFSET' });
};

function toActions(
  { dataset: { topic }, partition }: AppendRequest,
  { range, lastAppendedAtMs }: AppendPlan,
  add: AddFile,
): Action[] {
  const lastUpdated = add.modificationTime;
  const next = safeNumber(range.last + 1n);
  return [
    { add },
    { txn: { appId: offsetApp(topic.name, partition, range.epoch), version: next, lastUpdated } },
    {
      txn: {
        appId: appendTimeApp(topic.name, partition, range.epoch),
        ...{ version: lastAppendedAtMs, lastUpdated },
      },
    },
  ];
}

async function put(
  deps: AppendDependencies,
  table: DeltaTable,
  path: string,
  { body, sha256, statistics }: DraftFile,
): Promise<AddFile> {
  await deps.tables.objects.put(`${table.root}${path}`, body, { contentType: PARQUET_TYPE });
  return {
    ...{ path, partitionValues: {}, size: body.length, modificationTime: deps.tables.now() },
    ...{ dataChange: true, stats: JSON.stringify(statistics), tags: { sha256 } },
  };
}

/** Returns null where another writer of the partition was faster, or the commit came too late: the file is gone again. */
async function write(
  deps: AppendDependencies,
  request: AppendRequest,
  plan: AppendPlan,
): Promise<AddFile | null> {
  const { dataset, partition, signal } = request;
  const draft = await deps.writer.write(dataset, plan.events);
  if (signal.aborted) throw new TransientError('the partition was taken away', { code: 'LAKE_ABORTED' });
  const table = deps.tables.of(dataset);
  const writtenAtMs = deps.elapsed();
  const add = await put(deps, table, landingPath(request, plan), draft);
  const actions = toActions(request, plan, add);
  const isCommitted = await table.commit({
    ...{ operation: 'STREAMING UPDATE', lane: `append ${partition}` },
    plan(snapshot) {
      if (deps.elapsed() - writtenAtMs > deps.commitWithinMs) return null;
      const progress = progressOf(snapshot, dataset.topic.name, partition);
      const again = planAppend(progress, plan.events);
      const isSame = again?.events.length === plan.events.length && again.range.epoch === plan.range.epoch;
      return isSame ? actions : null;
    },
  });
  if (isCommitted) return add;
  await deps.tables.objects.delete(`${table.root}${add.path}`);
  return null;
}

/**
 * Brings a batch into its table exactly once: leaves out what the table's log has, writes and puts one file, then commits it with the partition's next
 * offset in one step. A crash at any point leaves at most a file that no commit names; a writer that lost the race plans again with what the winner
 * wrote. Throws TransientError when the partition is taken away or the store is out of reach.
 */
export async function appendEvents(deps: AppendDependencies, request: AppendRequest): Promise<AppendResult> {
  const { dataset, partition, events } = request;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const snapshot = await deps.tables.of(dataset).known();
    const plan = planAppend(progressOf(snapshot, dataset.topic.name, partition), events);
    if (plan === null) return { file: null, nRepeated: events.length };
    const file = await write(deps, request, plan);
    if (file !== null) return { file, nRepeated: events.length - plan.events.length };
  }
  throw new TransientError(`partition ${partition} of ${dataset.name} has other writers`, {
    code: 'LAKE_PARTITION_CONTENDED',
  });
}
