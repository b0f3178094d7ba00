/** mongod as a replica set of one node, so that transactions and change streams work. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { OnProgress } from '../../libs/store/src/embedded-mongod/install-once.ts';
import { locateMongod } from '../../libs/store/src/embedded-mongod/locate-mongod.ts';
import { mongodArguments } from '../../libs/store/src/embedded-mongod/mongod-arguments.ts';
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
  return Object.assign(server, { uri: replicaSetUri(port) });
}

/** Starts mongod; resolves when it is a writable primary (1-3 s). */
export async function startMongod(options: MongodOptions = {}): Promise<MongodServer> {
  const command = await installMongod();
  return onFreePort(options.port, freePort, (port) => startOn(port, command, options));
}
