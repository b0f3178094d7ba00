import type { mongo } from 'mongoose';

/** Where each method of the driver takes its options. The driver's own `timeoutMS` has no effect in this version. */
const OPTIONS_AT: Readonly<Record<string, number>> = {
  ...{ find: 1, findOne: 1, aggregate: 1, countDocuments: 1, distinct: 2 },
  ...{ insertOne: 1, insertMany: 1, bulkWrite: 1 },
  ...{ updateOne: 2, updateMany: 2, replaceOne: 2, deleteOne: 1, deleteMany: 1 },
  ...{ findOneAndUpdate: 2, findOneAndReplace: 2, findOneAndDelete: 1 },
};

/** The same collection, of which the server gives up every operation after `maxTimeMS`, where the call does not say otherwise. */
export function limitTime(
  collection: mongo.Collection<mongo.Document>,
  maxTimeMS: number,
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
        return Reflect.apply(method, target, args) as unknown;
      };
    },
  });
}
