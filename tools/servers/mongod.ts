/** mongod as a replica set of one node, so that transactions and change streams work. */
import { existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { OnProgress } from '../../libs/store/src/embedded-mongod/install-once.ts';
import { locateMongod } from '../../libs/store/src/embedded-mongod/locate-mongod.ts';
import { mongodArguments } from '../../libs/store/src/embedded-mongod/mongod-arguments.ts';
import { endLeftover, readRecord, writeRecord } from '../../libs/store/src/embedded-mongod/mongod-record.ts';
import { moveToPort, type Launch } from '../../libs/store/src/embedded-mongod/move-to-port.ts';
import { ensureReplicaSet, replicaSetUri } from '../../libs/store/src/embedded-mongod/replica-set.ts';
import { acceptsConnections, cacheDir, type ServerSettings } from '../../libs/testing/src/server-registry.ts';
import { freePort } from './free-ports.ts';
import {
  onFreePort,
  placeFor,
  startProcess,
  type ServerProcess,
  type StartOptions,
} from './server-process.ts';

const PRIMARY_TIMEOUT_MS = 20_000;

/** The path of mongod: MONGOD_BINARY, the one on PATH, or one fetched once. */
export const installMongod = (onProgress?: OnProgress): Promise<string> =>
  locateMongod({ cacheDir: cacheDir(), binary: process.env['MONGOD_BINARY'], onProgress });

export type MongodServer = ServerProcess & ServerSettings['mongod'];

export interface MongodOptions extends StartOptions {
  /** Lets failpoints be set (`configureFailPoint`). */
  readonly hasTestCommands?: boolean | undefined;
}

async function startOn(
  port: number,
  command: string,
  { dir: given, outlivesParent, hasTestCommands }: MongodOptions,
): Promise<MongodServer> {
  const { dir, removeDir } = placeFor('mongod', given);
  const dbPath = join(dir, 'db');
  mkdirSync(dbPath, { recursive: true });
  await prepareData({ command, dbPath, port, logFile: join(dir, 'server.log') }, dir);
  const testCommands = hasTestCommands === true ? ['--setParameter', 'enableTestCommands=1'] : [];
  const args = [...mongodArguments({ dbPath, port }), ...testCommands];
  const server = await startProcess({
    ...{ name: 'mongod', dir, removeDir, outlivesParent, command, args },
    isReady: async () => {
      if (!(await acceptsConnections('127.0.0.1', port))) return false;
      await ensureReplicaSet({ port, timeoutMs: PRIMARY_TIMEOUT_MS });
      return true;
    },
  });
  if (!removeDir) await writeRecord(dir, { pid: server.pid, port, ownerPid: process.pid });
  return Object.assign(server, { uri: replicaSetUri(port) });
}

/** Data of an earlier start, which may have been killed: its mongod is ended if it still runs, and the replica set is told its new port. */
async function prepareData(launch: Launch, dir: string): Promise<void> {
  if (!existsSync(join(launch.dbPath, 'WiredTiger'))) return;
  await endLeftover(dir, launch.dbPath);
  if ((await readRecord(dir))?.port !== launch.port) await moveToPort(launch, PRIMARY_TIMEOUT_MS);
}

/** The port of the last start on this data, where it is still free: clients that kept the address find it there. */
async function choosePort(dir: string | undefined): Promise<number> {
  const last = dir === undefined ? undefined : (await readRecord(dir))?.port;
  return last !== undefined && (await isFree(last)) ? last : freePort();
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

/** Starts mongod; resolves when it is a writable primary (1-3 s). On data of an earlier start it is the same replica set again. */
export async function startMongod(options: MongodOptions = {}): Promise<MongodServer> {
  const command = await installMongod();
  return onFreePort(
    options.port,
    () => choosePort(options.dir),
    (port) => startOn(port, command, options),
  );
}
