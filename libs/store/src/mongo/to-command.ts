import type { mongo } from 'mongoose';

type Command = Record<string, unknown>;
type Write = Readonly<
  Record<string, { filter?: mongo.Document; update?: unknown; replacement?: unknown } | undefined>
>;

const updateOf = (collection: string, q: unknown, u: unknown, multi = false): Command => ({
  update: collection,
  updates: [{ q, u, multi }],
});

/** Of a bulk write its first part stands for all: they are alike. */
function bulkOf(collection: string, writes: readonly Write[]): Command {
  const [kind, write] = Object.entries(writes[0] ?? {})[0] ?? [];
  if (kind === undefined || write?.filter === undefined) return { insert: collection };
  if (kind.startsWith('delete'))
    return { delete: collection, deletes: [{ q: write.filter, limit: kind === 'deleteOne' ? 1 : 0 }] };
  return updateOf(collection, write.filter, write.update ?? write.replacement, kind === 'updateMany');
}

/** The command that a method of the driver's collection sends, as far as its plan depends on it. */
export function toCommand(collection: string, method: string, args: readonly unknown[]): Command {
  const [first = {}, second = {}] = args;
  switch (method) {
    case 'find':
    case 'findOne': {
      const { sort } = second as { sort?: mongo.Document };
      return { find: collection, filter: first, ...(sort && { sort }) };
    }
    case 'aggregate':
      return { aggregate: collection, pipeline: first, cursor: {} };
    case 'countDocuments':
      return { count: collection, query: first };
    case 'distinct':
      return { distinct: collection, key: first, query: second };
    case 'bulkWrite':
      return bulkOf(collection, first as readonly Write[]);
    case 'updateOne':
    case 'updateMany':
    case 'replaceOne':
      return updateOf(collection, first, second, method === 'updateMany');
    case 'deleteOne':
    case 'deleteMany':
      return { delete: collection, deletes: [{ q: first, limit: method === 'deleteOne' ? 1 : 0 }] };
    default:
      return method.startsWith('findOneAnd')
        ? {
            findAndModify: collection,
            query: first,
            ...(method === 'findOneAndDelete' ? { remove: true } : { update: second }),
          }
        : { [method.startsWith('insert') ? 'insert' : method]: collection };
  }
}
