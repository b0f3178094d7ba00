import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { TransientError } from '@convoscope/contracts';
import { mongo } from 'mongoose';

const LOCK_ID = 'migrations';
const DUPLICATE_KEY = 11_000;

export interface LockOptions {
  /** A holder that stops renewing loses the lock after this time. */
  leaseMs?: number;
  /** How long to wait for another holder. */
  waitMs?: number;
}

interface LockDocument {
  _id: string;
  holder: string;
  expiresAt: Date;
}

/** Times are the server's, so that clocks of services may differ. */
async function tryAcquire(
  locks: mongo.Collection<LockDocument>,
  holder: string,
  leaseMs: number,
): Promise<boolean> {
  const take = [{ $set: { holder, expiresAt: { $add: ['$$NOW', leaseMs] } } }];
  const free = { $or: [{ holder }, { $expr: { $lt: ['$expiresAt', '$$NOW'] } }] };
  const { matchedCount } = await locks.updateOne({ _id: LOCK_ID, ...free }, take);
  if (matchedCount === 1) return true;
  try {
    // MongoDB allows no $expr in an upsert: the lock that nobody ever held is made by a second command.
    await locks.updateOne({ _id: LOCK_ID, holder }, take, { upsert: true });
    return true;
  } catch (error) {
    if (error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY) return false;
    throw error;
  }
}

/**
 * Runs the work while holding the database's migration lock, which is renewed as long as the work goes on. Throws TransientError
 * `STORE_MIGRATION_LOCKED` when another process holds it for longer than `waitMs`.
 */
export async function withMigrationLock<T>(
  db: mongo.Db,
  work: () => Promise<T>,
  { leaseMs = 30_000, waitMs = 120_000 }: LockOptions = {},
): Promise<T> {
  const locks = db.collection<LockDocument>('migration_lock');
  const holder = randomUUID();
  const deadline = performance.now() + waitMs;
  while (!(await tryAcquire(locks, holder, leaseMs))) {
    if (performance.now() > deadline)
      throw new TransientError('Another process is migrating the database', {
        code: 'STORE_MIGRATION_LOCKED',
      });
    await delay(100);
  }
  const renewal = setInterval(() => {
    // A failed renewal is made up for by the next; should none succeed, the lease runs out and the work is repeated by another.
    tryAcquire(locks, holder, leaseMs).catch(() => false);
  }, leaseMs / 3);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await locks.deleteOne({ _id: LOCK_ID, holder });
  }
}
