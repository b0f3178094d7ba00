import { randomUUID } from 'node:crypto';
import { link, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { TransientError } from '@convoscope/contracts';
import { hasErrorCode } from './file-errors.ts';

const PAUSE_MS = 5;
const TIMEOUT_MS = 10_000;
/** A steal takes microseconds; what is left of one after this time is of a process that died in it. */
const STEAL_ABANDONED_AFTER_MS = 10_000;

function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasErrorCode(error, 'EPERM');
  }
}

/** Creates the file with its content in one go, so that nobody ever reads half of it. Returns whether it was created. */
async function createWhole(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, content);
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (hasErrorCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

const ownerOf = async (path: string): Promise<number | null> => {
  const content = await readFile(path, 'utf8').catch(() => null);
  return content === null ? null : Number(content);
};

/** Removes the lock of a process that no longer lives. Only one process at a time looks, else two could remove one another's fresh lock. */
async function removeIfOrphaned(path: string): Promise<void> {
  const owner = await ownerOf(path);
  if (owner === null || isProcessAlive(owner)) return;
  const guard = `${path}.steal`;
  if (!(await createWhole(guard, String(process.pid)))) {
    const guardStats = await stat(guard).catch(() => null);
    if (guardStats !== null && Date.now() - guardStats.mtimeMs > STEAL_ABANDONED_AFTER_MS) {
      await rm(guard, { force: true });
    }
    return;
  }
  try {
    if ((await ownerOf(path)) === owner) await rm(path, { force: true });
  } finally {
    await rm(guard, { force: true });
  }
}

/**
 * Runs `work` while holding the lock file, which keeps out other processes of this machine (not of other machines: on a network drive use the
 * S3 driver). A dead owner's lock is taken over. Throws TransientError `OBJECTS_LOCK_TIMEOUT` after 10 s of waiting.
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + TIMEOUT_MS;
  while (!(await createWhole(path, String(process.pid)))) {
    if (performance.now() > deadline) {
      throw new TransientError(`waited ${TIMEOUT_MS} ms for ${path}`, { code: 'OBJECTS_LOCK_TIMEOUT' });
    }
    await removeIfOrphaned(path);
    await delay(PAUSE_MS * (0.5 + Math.random()));
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}
