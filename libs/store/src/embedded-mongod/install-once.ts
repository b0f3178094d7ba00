import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export type OnProgress = (line: string) => void;

export interface Installation {
  /** Folder that exists if and only if the installation is complete. */
  readonly target: string;
  /** Fills an empty folder on the same disk; it becomes the target when this resolves. */
  readonly install: (folder: string) => Promise<void>;
  readonly onProgress?: OnProgress | undefined;
}

const POLL_MS = 200;
const UNSIGNED_LOCK_MS = 10_000;

/** A process that has ended but that nobody has collected, as under a container's first process; known on Linux only. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** True when a process with this id runs, also where it belongs to another user. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Creates the lock file for this process; false when it exists. */
async function createLock(lockFile: string): Promise<boolean> {
  try {
    const file = await open(lockFile, 'wx');
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** A lock without an owner in it was left by a process that died between creating and writing it. */
async function isAbandoned(lockFile: string): Promise<boolean> {
  const owner = Number(await readFile(lockFile, 'utf8').catch(() => ''));
  if (owner > 0) return !isProcessAlive(owner);
  const created = await stat(lockFile).catch(() => undefined);
  return created !== undefined && Date.now() - created.mtimeMs > UNSIGNED_LOCK_MS;
}

/** Runs `work` while holding a lock file; a lock whose process has died is taken over. Waits without limit. */
export async function withLockFile<T>(
  lockFile: string,
  work: () => Promise<T>,
  onWait?: () => void,
): Promise<T> {
  await mkdir(dirname(lockFile), { recursive: true });
  for (let waited = false; !(await createLock(lockFile)); waited = true) {
    if (!waited) onWait?.();
    if (await isAbandoned(lockFile)) await rm(lockFile, { force: true });
    await delay(POLL_MS);
  }
  try {
    return await work();
  } finally {
    await rm(lockFile, { force: true });
  }
}

/**
 * Installs into `target` once, whoever calls and how many at a time: the work is done in a temporary folder beside it and
 * renamed, so a half-finished installation is never seen. The lock only spares double work; the rename alone keeps it correct.
 */
export async function installOnce({ target, install, onProgress }: Installation): Promise<string> {
  if (existsSync(target)) return target;
  const name = basename(target);
  const onWait = (): void => onProgress?.(`${name}: waiting for another process that is installing it`);
  return withLockFile(`${target}.lock`, () => installLocked({ target, install, onProgress }), onWait);
}

async function installLocked({ target, install, onProgress }: Installation): Promise<string> {
  if (existsSync(target)) return target;
  const startedAt = performance.now();
  onProgress?.(`${basename(target)}: installing`);
  const folder = await mkdtemp(join(dirname(target), `.${basename(target)}-`));
  try {
    await install(folder);
    await rename(folder, target).catch((error: unknown) => {
      if (!existsSync(target)) throw error;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  onProgress?.(`${basename(target)}: installed in ${Math.round((performance.now() - startedAt) / 1000)} s`);
  return target;
}
