import type { mongo } from 'mongoose';
import { applyDefinitions } from './apply-definitions.ts';
import { withMigrationLock, type LockOptions } from './migration-lock.ts';
import type { Migration } from './migration.ts';

interface AppliedMigration {
  _id: string;
  appliedAt: Date;
}

const changelog = (db: mongo.Db): mongo.Collection<AppliedMigration> => db.collection('migrations');

/** Applies what is pending, in order; the caller holds the lock. Returns the names. */
export async function applyMigrations(db: mongo.Db, migrations: readonly Migration[]): Promise<string[]> {
  const applied = new Set((await changelog(db).find().toArray()).map(({ _id }) => _id));
  const done: string[] = [];
  let before: Migration | undefined;
  for (const migration of migrations) {
    if (!applied.has(migration.name)) {
      await migration.up?.(db);
      await applyDefinitions(db, before?.definitions ?? [], migration.definitions);
      await changelog(db).insertOne({ _id: migration.name, appliedAt: new Date() });
      done.push(migration.name);
    }
    before = migration;
  }
  return done;
}

async function revertNewest(db: mongo.Db, migrations: readonly Migration[]): Promise<string[]> {
  const applied = new Set((await changelog(db).find().toArray()).map(({ _id }) => _id));
  const newest = migrations.findLastIndex(({ name }) => applied.has(name));
  const migration = migrations[newest];
  if (migration === undefined) return [];
  await applyDefinitions(db, migration.definitions, migrations[newest - 1]?.definitions ?? []);
  await migration.down?.(db);
  await changelog(db).deleteOne({ _id: migration.name });
  return [migration.name];
}

/** Applies every pending migration (`up`) or takes back the newest one (`down`), under a lock; returns the names. */
export async function runMigrations(
  db: mongo.Db,
  migrations: readonly Migration[],
  direction: 'up' | 'down' = 'up',
  lock: LockOptions = {},
): Promise<string[]> {
  const run = direction === 'up' ? applyMigrations : revertNewest;
  return withMigrationLock(db, () => run(db, migrations), lock);
}
