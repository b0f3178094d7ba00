import type { mongo } from 'mongoose';
import { toCommand } from './to-command.ts';
import type { CommandWatch } from './watch-commands.ts';

/** Where each method of the driver takes its options. The driver's own `timeoutMS` has no effect in this version. */
const OPTIONS_AT: Readonly<Record<string, number>> = {
  ...{ find: 1, findOne: 1, aggregate: 1, countDocuments: 1, distinct: 2 },
  ...{ insertOne: 1, insertMany: 1, bulkWrite: 1 },
  ...{ updateOne: 2, updateMany: 2, replaceOne: 2, deleteOne: 1, deleteMany: 1 },
  ...{ findOneAndUpdate: 2, findOneAndReplace: 2, findOneAndDelete: 1 },
};

/** Tells the watch how long the answer took: of a promise its end, of a cursor all of it where it is read at once. */
function timed(result: unknown, told: (durationMs: number) => void): unknown {
  const startedAt = performance.now();
  const end = (): void => told(performance.now() - startedAt);
  const { then } = result as Partial<PromiseLike<unknown>>;
  if (then !== undefined) {
    void then.call(result, end, end);
    return result;
  }
  const cursor = result as { toArray?: () => Promise<unknown[]> };
  const read = cursor.toArray?.bind(cursor);
  if (read !== undefined) cursor.toArray = () => timed(read(), told) as Promise<unknown[]>;
  return result;
}

/** The same collection, of which the server gives up every operation after `maxTimeMS`, where the call does not say otherwise. */
export function limitTime(
  collection: mongo.Collection<mongo.Document>,
  maxTimeMS: number,
  watch: CommandWatch,
): mongo.Collection<mongo.Document> {
  return new Proxy(collection, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name, target);
      if (typeof method !== 'function') return method;
      const at = OPTIONS_AT[String(name)];
      if (at === undefined) return method.bind(target) as unknown;
      return (...given: unknown[]): unknown => {
        const args = [...given];
        while (args.length < at) args.push(undefined);
        args[at] = { maxTimeMS, ...(args[at] as object | undefined) };
        const result: unknown = Reflect.apply(method, target, args);
        return timed(result, (ms) => watch(ms, () => toCommand(target.collectionName, String(name), given)));
      };
    },
  });
}
