import { TransientError } from '@convoscope/contracts';
import type { Policy } from '@convoscope/resilience';
import type { Telemetry } from '@convoscope/telemetry';
import { trusted, type Connection, type mongo } from 'mongoose';
import type { CollectionSpec, Filter, NamedQuery } from '../collections/collection-spec.ts';
import { limitTime } from './limited-collection.ts';
import { toMongooseSchema } from './mongoose-schema.ts';
import { toStoreError } from './store-error.ts';
import type { CommandWatch } from './watch-commands.ts';

/** What a repository works with: reads through the mongoose model, the driver's collection for bulk writes, and protected calls. */
export interface CollectionAccess {
  readonly name: string;
  readonly native: mongo.Collection<mongo.Document>;
  readonly client: mongo.MongoClient;
  /**
   * Runs one operation under the policy, with its duration measured and its errors mapped to ours. `limitMs`: what the server is given for it, where
   * that is not `MAX_TIME_MS`.
   */
  run<T>(operation: string, work: () => Promise<T>, limitMs?: number): Promise<T>;
  /** Reads documents of a named query, without `_id`. */
  find<T>(operation: string, query: NamedQuery, options?: FindOptions): Promise<T[]>;
}

export interface FindOptions {
  limit?: number;
  projection?: Record<string, 0 | 1>;
  /** A page that people look at: it may come from a secondary, where the settings say so. */
  mayBeStale?: boolean;
}

export interface AccessOptions {
  connection: Connection;
  telemetry: Telemetry;
  policy?: Policy | undefined;
  /** Told of each command. */
  watch: CommandWatch;
  /** Where reads may go that may be a little behind. Everything else reads what was written last. */
  stalePreference?: mongo.ReadPreferenceMode | undefined;
}

/**
 * After so long the server gives an operation up, whichever it is. Half of the time after which a partition that does not move is found to be stuck.
 */
export const MAX_TIME_MS = 25_000;
/** Sums over many documents, which no partition waits for. */
export const LONG_READ_MS = 120_000;
/** Until the server's own refusal has arrived. */
const GRACE_MS = 3_000;

/** Rejects when the signal fires. The operation goes on in the server, which is harmless: every write is guarded or replaces a whole. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal, operation: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void =>
      reject(
        new TransientError(`${operation} took too long`, { code: 'STORE_TIMEOUT', cause: signal.reason }),
      );
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/**
 * Tells mongoose's `sanitizeFilter` that the operators in a named query's filter are ours: every value in it has passed `scalar`, so none
 * of them can come from a caller.
 */
function asTrusted(filter: Filter): Filter {
  const trust = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(trust);
    if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
      return value;
    return trusted(asTrusted(value as Filter));
  };
  return Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, trust(value)]));
}

/** Without `_id`, where it is not asked for; asked for alone it would keep every other field out. */
function toProjection(given: FindOptions['projection'] = {}): Record<string, 0 | 1> {
  const { _id = 0, ...others } = given;
  const isNamingFields = Object.values(others).includes(1);
  return _id === 1 && !isNamingFields ? others : { _id, ...others };
}

/** Access to one collection of a connection. */
export function createCollectionAccess(
  spec: CollectionSpec,
  { connection, telemetry, policy, watch, stalePreference }: AccessOptions,
): CollectionAccess {
  const model = connection.model<Record<string, unknown>>(spec.name, toMongooseSchema(spec));
  const client = connection.getClient();
  const native = limitTime(client.db(connection.name).collection(spec.name), MAX_TIME_MS, watch);
  const duration = telemetry.histogram({
    name: 'store_operation_duration_seconds',
    help: 'Time of one operation on MongoDB, further attempts included.',
    labels: ['collection', 'operation', 'outcome'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 60],
  });

  const run = async <T>(operation: string, work: () => Promise<T>, limitMs?: number): Promise<T> => {
    const mapped = async (): Promise<T> => {
      try {
        return await work();
      } catch (error) {
        throw toStoreError(error, { collection: spec.name, operation });
      }
    };
    const startedAt = performance.now();
    let outcome = 'failed';
    try {
      const result = policy
        ? await policy.run(
            (signal) => untilAborted(mapped(), signal, operation),
            limitMs === undefined ? {} : { timeoutMs: limitMs + GRACE_MS },
          )
        : await mapped();
      outcome = 'ok';
      return result;
    } finally {
      duration.observe({ collection: spec.name, operation, outcome }, (performance.now() - startedAt) / 1000);
    }
  };

  const find = <T>(operation: string, query: NamedQuery, options: FindOptions = {}): Promise<T[]> =>
    run(operation, async () => {
      const reading = model
        .find(asTrusted(query.filter))
        .select(toProjection(options.projection))
        .maxTimeMS(MAX_TIME_MS)
        .lean<T[]>();
      if (query.sort !== undefined) reading.sort(query.sort);
      if (options.limit !== undefined) reading.limit(options.limit);
      if (options.mayBeStale === true && stalePreference !== undefined) reading.read(stalePreference);
      const startedAt = performance.now();
      try {
        return await reading.exec();
      } finally {
        const { filter, sort } = query;
        watch(performance.now() - startedAt, () => ({ find: spec.name, filter, ...(sort && { sort }) }));
      }
    });
  return { name: spec.name, native, client, run, find };
}
