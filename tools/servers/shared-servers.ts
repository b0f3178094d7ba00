/** Servers that outlive the process that started them, so that many test runs can use them; their addresses are in the registry file. */
import { readFileSync, rmSync, writeFileSync, renameSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { isProcessAlive, withLockFile } from '../../libs/store/src/embedded-mongod/install-once.ts';
import {
  isReachable,
  readRegistry,
  registryFile,
  type RunningServer,
  type ServerRegistry,
  type ServerSettings,
} from '../../libs/testing/src/server-registry.ts';
import { starters, type StartedServer } from './servers.ts';
import type { ServerProcess } from './server-process.ts';

const STOP_TIMEOUT_MS = 30_000;

const lockFile = (): string => `${registryFile()}.lock`;

function writeRegistry(registry: ServerRegistry): void {
  const temporary = `${registryFile()}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(registry, null, 2)}\n`);
  renameSync(temporary, registryFile());
}

/** The process is the one we started, not a newer one with the same id: its command line names its folder. */
function isOurs({ pid, dir }: RunningServer): boolean {
  if (!isProcessAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    const folder =
      readFileSync(`/proc/${pid}/environ`, 'utf8') + readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return folder.includes(dir);
  } catch {
    return false;
  }
}

const isLive = async (server: RunningServer | undefined): Promise<boolean> =>
  server !== undefined && isOurs(server) && (await isReachable(server.settings));

/** What the start function returned, without the handle's methods: only what a client needs. */
function settingsOf<N extends StartedServer>(server: ServerProcess & ServerSettings[N]): ServerSettings[N] {
  const handle = new Set(['pid', 'dir', 'stop', 'kill', 'restart', 'logTail']);
  return Object.fromEntries(
    Object.entries(server).filter(([key]) => !handle.has(key)),
  ) as unknown as ServerSettings[N];
}

async function startShared(name: StartedServer): Promise<RunningServer> {
  const server = await starters[name]({ outlivesParent: true });
  return { pid: server.pid, dir: server.dir, settings: settingsOf(server) };
}

/** Starts those of the servers that do not answer yet and returns the names of the started ones. */
export function ensureShared(
  names: readonly StartedServer[],
  onProgress: (line: string) => void,
): Promise<StartedServer[]> {
  return withLockFile(lockFile(), async () => {
    const started: StartedServer[] = [];
    for (const name of names) {
      if (await isLive(readRegistry()[name])) continue;
      const startedAt = Date.now();
      const server = await startShared(name);
      writeRegistry({ ...readRegistry(), [name]: server });
      onProgress(
        `${name}: started in ${((Date.now() - startedAt) / 1000).toFixed(1)} s, ${JSON.stringify(server.settings)}`,
      );
      started.push(name);
    }
    return started;
  });
}

async function end(server: RunningServer): Promise<void> {
  if (isOurs(server)) process.kill(-server.pid, 'SIGTERM');
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  while (isProcessAlive(server.pid) && isOurs(server)) {
    if (Date.now() > deadline) process.kill(-server.pid, 'SIGKILL');
    await delay(50);
  }
  rmSync(server.dir, { recursive: true, force: true });
}

/** Stops servers that were started by `ensureShared`, whoever called it, and removes their data. */
export function stopShared(names: readonly StartedServer[]): Promise<void> {
  return withLockFile(lockFile(), async () => {
    for (const name of names) {
      const { [name]: server, ...rest } = readRegistry();
      if (server === undefined) continue;
      await end(server);
      writeRegistry(rest);
    }
  });
}
