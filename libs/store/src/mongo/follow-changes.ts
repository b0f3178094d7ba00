import type { mongo } from 'mongoose';
import { positionBehind, toTimestamp, type ChangePosition } from './change-position.ts';
import type { Watched } from './watch-collections.ts';

/** A document that was written. */
export interface StoredChange {
  position: ChangePosition;
  collection: string;
  /** As it is when the change is read, which may be newer than the change. */
  document: Record<string, unknown>;
}

export interface FollowOptions {
  collections: readonly string[];
  /** Changes behind it come, where the server still has them; by default those from now on. */
  after?: ChangePosition;
  /** In their order, each once, and none after `end` was called. Must not throw. */
  onChange: (change: StoredChange) => void;
  /** Every change up to here has been told. Called first with where it begins, then about once a second. */
  onPosition: (position: ChangePosition) => void;
  /** Changes may be missing between the positions told before and after this: the server no longer has them. */
  onGap: () => void;
}

const REOPEN_AFTER_MS = 1_000;
/** ChangeStreamFatalError, ChangeStreamHistoryLost, and a time before the oplog begins. */
const LOST = new Set([280, 286, 136]);

const tokenOf = (token: unknown): ChangePosition => (token as { _data: string })._data;

async function positionNow(db: mongo.Db): Promise<ChangePosition> {
  const { operationTime } = await db.command({ hello: 1 });
  const { t, i } = operationTime as mongo.Timestamp;
  return positionBehind({ t, i });
}

/**
 * Tells each insertion and change of documents of the collections, in order; goes on where it was after the connection broke. One change stream,
 * whoever listens. Needs a replica set.
 */
export function followChanges(db: mongo.Db, options: FollowOptions): Watched {
  const { collections, onChange, onPosition, onGap } = options;
  const pipeline = [
    {
      $match: {
        operationType: { $in: ['insert', 'update', 'replace'] },
        'ns.coll': { $in: [...collections] },
      },
    },
    { $project: { ns: 1, fullDocument: 1 } },
  ];
  let position = options.after;
  let stream: mongo.ChangeStream | undefined;
  let reopening: NodeJS.Timeout | undefined;
  let isEnded = false;

  const listen = (from: ChangePosition): void => {
    const opened = db.watch(pipeline, {
      fullDocument: 'updateLookup',
      startAtOperationTime: toTimestamp(from),
    });
    stream = opened;
    const seen = (token: unknown): void => {
      if (isEnded) return;
      position = tokenOf(token);
      onPosition(position);
    };
    opened.on('resumeTokenChanged', seen);
    opened.on('change', (change) => {
      const { _id, ns, fullDocument } = change as unknown as Told;
      const at = tokenOf(_id);
      // It begins with all of the instant that it was opened at. A document that is gone by now is told as gone by nobody.
      if (!isEnded && at > from && fullDocument != null)
        onChange({ position: at, collection: ns.coll, document: fullDocument });
    });
    opened.once('error', (error) => {
      opened.removeListener('resumeTokenChanged', seen);
      void opened.close().catch(() => undefined);
      retry(error);
    });
  };
  const open = async (): Promise<void> => {
    const from = position ?? (await positionNow(db));
    if (isEnded) return;
    position = from;
    onPosition(from);
    listen(from);
  };
  const retry = (error: unknown): void => {
    if (isEnded) return;
    if (LOST.has((error as { code?: number }).code ?? 0)) {
      position = undefined;
      onGap();
    }
    reopening = setTimeout(start, REOPEN_AFTER_MS);
    reopening.unref();
  };
  const start = (): void => void open().catch(retry);
  start();
  return {
    end: async () => {
      isEnded = true;
      clearTimeout(reopening);
      await stream?.close();
    },
  };
}

interface Told {
  _id: unknown;
  ns: { coll: string };
  fullDocument?: Record<string, unknown> | null;
}
