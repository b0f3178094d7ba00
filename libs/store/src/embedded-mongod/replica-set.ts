import mongoose from 'mongoose';
import { setTimeout as delay } from 'node:timers/promises';

export const REPLICA_SET = 'rs0';

type Client = InstanceType<typeof mongoose.mongo.MongoClient>;
type Admin = ReturnType<Client['db']>;

const NOT_YET_INITIALIZED = 94;
const PRIMARY_POLL_MS = 25;

async function initiateOnce(admin: Admin, host: string): Promise<void> {
  const status = await admin
    .command({ replSetGetStatus: 1 })
    .catch((error: unknown) => error as { code?: unknown });
  if ((status as { code?: unknown }).code !== NOT_YET_INITIALIZED) return;
  await admin.command({ replSetInitiate: { _id: REPLICA_SET, members: [{ _id: 0, host }] } });
}

async function waitForPrimary(admin: Admin, deadline: number): Promise<void> {
  while ((await admin.command({ hello: 1 }))['isWritablePrimary'] !== true) {
    if (performance.now() > deadline) throw new Error('the replica set did not elect its only node');
    await delay(PRIMARY_POLL_MS);
  }
}

/** The address of the one-node set on this port, for clients. */
export const replicaSetUri = (port: number): string =>
  `mongodb://127.0.0.1:${port}/?replicaSet=${REPLICA_SET}`;

async function withDirectClient<T>(
  port: number,
  timeoutMs: number,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const uri = `mongodb://127.0.0.1:${port}/?directConnection=true`;
  const client = await mongoose.mongo.MongoClient.connect(uri, { serverSelectionTimeoutMS: timeoutMs });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

/** Where another mongod was faster to take the port, ours has ended: its data must not be touched. */
async function refuseStranger(admin: Admin, pid: number): Promise<void> {
  const answering = Number((await admin.command({ serverStatus: 1 }))['pid']);
  if (answering !== pid) throw new Error(`process ${answering} answers in place of mongod ${pid}`);
}

export interface Member {
  readonly port: number;
  /** Process that must be the one that answers. */
  readonly pid?: number | undefined;
  readonly timeoutMs: number;
}

/**
 * Makes the mongod on this port the writable primary of a one-node set, initiated the first time. Rejects when it is not primary after
 * `timeoutMs`: a data folder that was a set on another port must be moved first (`rewriteReplicaSetPort`).
 */
export function ensureReplicaSet({ port, pid, timeoutMs }: Member): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  return withDirectClient(port, timeoutMs, async (client) => {
    const admin = client.db('admin');
    if (pid !== undefined) await refuseStranger(admin, pid);
    await initiateOnce(admin, `127.0.0.1:${port}`);
    await waitForPrimary(admin, deadline);
  });
}

/**
 * Tells a set that was stopped its new port. The mongod on `directPort` must run without `--replSet`: as a member it would first look for
 * itself on the old port, where something else may listen and never answer.
 */
export function rewriteReplicaSetPort(directPort: number, newPort: number, timeoutMs: number): Promise<void> {
  return withDirectClient(directPort, timeoutMs, async (client) => {
    const configurations = client.db('local').collection<{ _id: string }>('system.replset');
    const change = { $set: { 'members.0.host': `127.0.0.1:${newPort}` }, $inc: { version: 1 } };
    await configurations.updateOne({ _id: REPLICA_SET }, change, { writeConcern: { w: 1, journal: true } });
  });
}
