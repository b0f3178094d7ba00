/** NocoDB on SQLite, a peer for tests only: 1.4 GB of packages, 4 minutes to install. */
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installOnce, type OnProgress } from '../../libs/store/src/embedded-mongod/install-once.ts';
import { cacheDir, type ServerSettings } from '../../libs/testing/src/server-registry.ts';
import { requireCommands } from './debian.ts';
import { freePort } from './free-ports.ts';
import { runCommand } from './run-command.ts';
import {
  onFreePort,
  placeFor,
  startProcess,
  type ServerProcess,
  type StartOptions,
} from './server-process.ts';

const VERSION = '0.301.3';
/** The pinned version of xlsx that NocoDB asks for lies outside the npm registry. */
const MANIFEST = { private: true, dependencies: { nocodb: VERSION }, overrides: { xlsx: '0.18.5' } };
const LOGIN = { email: 'admin@example.test', password: 'Password123.' };
const PROGRAM = join(import.meta.dirname, 'nocodb-server.cjs');

const isQuiet = {
  NC_DISABLE_TELE: 'true',
  NC_DISABLE_ERR_REPORTS: 'true',
  NC_DISABLE_PRODUCT_FEED: 'true',
  NC_DISABLE_SUPPORT_CHAT: 'true',
  NC_ALLOW_LOCAL_HOOKS: 'true',
};

/** Headers of the system's Node, where it has them: SQLite is then built without a download. */
const headers = (): Record<string, string> =>
  existsSync('/usr/include/node') ? { npm_config_nodedir: '/usr' } : {};

async function downloadPackages(folder: string): Promise<void> {
  requireCommands('NocoDB', ['make', 'g++', 'python3'], ['make', 'g++', 'python3']);
  writeFileSync(join(folder, 'package.json'), JSON.stringify(MANIFEST));
  copyFileSync(PROGRAM, join(folder, 'server.cjs'));
  // One of its packages has an install script that stops npm.
  const npm = (...args: string[]): Promise<string> =>
    runCommand('npm', args, { cwd: folder, env: headers() });
  await npm('install', '--no-audit', '--no-fund', '--ignore-scripts');
  await npm('rebuild', 'sqlite3');
}

/** The folder of NocoDB's packages, installed once. */
export const installNocodb = (onProgress?: OnProgress): Promise<string> =>
  installOnce({ target: join(cacheDir(), `nocodb-${VERSION}`), install: downloadPackages, onProgress });

export type NocodbServer = ServerProcess & ServerSettings['nocodb'];

async function startOn(
  port: number,
  folder: string,
  { dir: given, outlivesParent }: StartOptions,
): Promise<NocodbServer> {
  const { dir, removeDir } = placeFor('nocodb', given);
  const data = join(dir, 'data');
  mkdirSync(data, { recursive: true });
  const url = `http://127.0.0.1:${port}`;
  const database = join(data, 'noco.db');
  const server = await startProcess({
    ...{ name: 'nocodb', dir, removeDir, outlivesParent },
    ...{ command: process.execPath, args: [join(folder, 'server.cjs')], cwd: folder },
    env: {
      ...isQuiet,
      PORT: String(port),
      NC_TOOL_DIR: `${data}/`,
      NC_DB: `sqlite3://${database}?database=${database}`,
      NC_ADMIN_EMAIL: LOGIN.email,
      NC_ADMIN_PASSWORD: LOGIN.password,
      NC_AUTH_JWT_SECRET: 'test-secret',
    },
    isReady: async () => (await fetch(`${url}/api/v1/health`)).ok,
  });
  return Object.assign(server, { ...LOGIN, url });
}

/** Starts NocoDB with an empty database and one administrator (7-15 s). */
export async function startNocodb(options: StartOptions = {}): Promise<NocodbServer> {
  const folder = await installNocodb();
  return onFreePort(options.port, freePort, (port) => startOn(port, folder, options));
}
