import type { mongo } from 'mongoose';

const REOPEN_AFTER_MS = 1_000;

export interface Watched {
  end(): Promise<void>;
}

/**
 * Calls back after a document of one of the collections was written, and whenever some may have been written unseen: at the start, and when the
 * stream of changes broke off. Reads nothing while nothing is written. Needs a replica set.
 */
export function watchCollections(
  db: mongo.Db,
  collections: readonly string[],
  onChange: () => void,
): Watched {
  const pipeline = [{ $match: { 'ns.coll': { $in: [...collections] } } }, { $project: { _id: 1 } }];
  let stream: mongo.ChangeStream | undefined;
  let reopening: NodeJS.Timeout | undefined;
  let isEnded = false;
  const open = (): void => {
    onChange();
    const opened = db.watch(pipeline);
    stream = opened;
    opened.on('change', onChange);
    opened.once('error', () => {
      void opened.close().catch(() => undefined);
      if (isEnded) return;
      onChange();
      reopening = setTimeout(open, REOPEN_AFTER_MS);
      reopening.unref();
    });
  };
  open();
  return {
    end: async () => {
      isEnded = true;
      clearTimeout(reopening);
      await stream?.close();
    },
  };
}
