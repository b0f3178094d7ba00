import mongoose from 'mongoose';
import { setTimeout as delay } from 'node:timers/promises';

export const REPLICA_SET = 'rs0';

type Admin = ReturnType<InstanceType<typeof mongoose.mongo.MongoClient>['db']>;

interface ReplicaSetConfig {
  version: number;
  members: { host: string }[];
}

const NOT_YET_INITIALIZED = 94;
const PRIMARY_POLL_MS = 25;

/** The stored configuration, or undefined on a data folder that was never part of a set. */
async function currentConfig(admin: Admin): Promise<ReplicaSetConfig | undefined> {
  try {
    return (await admin.command({ replSetGetConfig: 1 }))['config'] as ReplicaSetConfig;
  } catch (error) {
    if ((error as { code?: unknown }).code === NOT_YET_INITIALIZED) return undefined;
    throw error;
  }
}

/** A data folder that comes back on another port holds the old address: the set must be told the new one by force. */
async function configure(admin: Admin, host: string): Promise<void> {
  const config = await currentConfig(admin);
  const members = [{ _id: 0, host }];
  if (config === undefined) await admin.command({ replSetInitiate: { _id: REPLICA_SET, members } });
  else if (config.members[0]?.host !== host) {
    await admin.command({
      replSetReconfig: { ...config, version: config.version + 1, members },
      force: true,
    });
  }
}

async function waitForPrimary(admin: Admin, deadline: number): Promise<void> {
  while ((await admin.command({ hello: 1 }))['isWritablePrimary'] !== true) {
    if (Date.now() > deadline) throw new Error('the replica set did not elect its only node');
    await delay(PRIMARY_POLL_MS);
  }
}

/** The address of the one-node set on this port, for clients. */
export const replicaSetUri = (port: number): string =>
  `mongodb://127.0.0.1:${port}/?replicaSet=${REPLICA_SET}`;

/**
 * Makes the mongod on this port the primary of a one-node set: initiated the first time, told its port when that has changed.
 * Rejects when it is not writable after `timeoutMs`.
 */
export async function ensureReplicaSet(port: number, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  const uri = `mongodb://127.0.0.1:${port}/?directConnection=true`;
  const client = await mongoose.mongo.MongoClient.connect(uri, { serverSelectionTimeoutMS: timeoutMs });
  try {
    const admin = client.db('admin');
    await configure(admin, `127.0.0.1:${port}`);
    await waitForPrimary(admin, deadline);
  } finally {
    await client.close();
  }
}
