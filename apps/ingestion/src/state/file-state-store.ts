import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { TransientError } from '@convoscope/contracts';
import type { StateStore } from './state-store.port.ts';

/** Versions kept, the newest among them: for readers between listing and reading, and to tell a late writer from a first one. */
const KEPT_VERSIONS = 8;

/**
 * State in a folder, one file a version: `<name>.<version>.json`. A version is made by hard-linking a complete, synced file to its name, which
 * the file system lets only one process do: compare-and-swap without a lock that a crash could leave behind.
 * Needs a file system with hard links (not FAT, not every network share).
 */
export function createFileStateStore(dir: string): StateStore {
  return {
    async read(name) {
      for (;;) {
        const version = (await versionsOf(dir, name))[0];
        if (version === undefined) return null;
        const text = await readFile(fileOf(dir, name, version), 'utf8').catch(ignoreMissing);
        // Undefined: newer versions were written and this one cleared away since the listing.
        if (text !== undefined) return { value: JSON.parse(text) as unknown, version: String(version) };
      }
    },
    async compareAndSwap(name, value, expected) {
      await mkdir(dir, { recursive: true, mode: 0o700 });
      const current = (await versionsOf(dir, name))[0] ?? 0;
      if (current !== Number(expected ?? 0)) return null;
      const next = current + 1;
      if (!(await writeVersion(dir, name, next, JSON.stringify(value)))) return null;
      return (await isNewest(dir, name, next)) ? String(next) : null;
    },
  };
}

const fileOf = (dir: string, name: string, version: number): string =>
  join(dir, `${encodeURIComponent(name)}.${String(version).padStart(12, '0')}.json`);

/** Versions there are, newest first. */
async function versionsOf(dir: string, name: string): Promise<number[]> {
  const prefix = `${encodeURIComponent(name)}.`;
  const names = (await readdir(dir).catch(ignoreMissing)) ?? [];
  return names
    .filter((file) => file.startsWith(prefix) && /^\d{12}\.json$/.test(file.slice(prefix.length)))
    .map((file) => Number(file.slice(prefix.length, -'.json'.length)))
    .sort((a, b) => b - a);
}

async function writeVersion(dir: string, name: string, version: number, text: string): Promise<boolean> {
  const temporary = join(dir, `.${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(temporary, fileOf(dir, name, version));
    await syncFolder(dir);
    return true;
  } catch (cause) {
    if (isCode(cause, 'EEXIST')) return false;
    throw new TransientError(`state in ${dir} cannot be written`, { code: 'STATE_WRITE_FAILED', cause });
  } finally {
    await rm(temporary, { force: true });
  }
}

/**
 * A name that was free because its version had been cleared away long ago is no victory: newer versions than could have been made since then
 * exist, and the late one is taken back.
 */
async function isNewest(dir: string, name: string, version: number): Promise<boolean> {
  const versions = await versionsOf(dir, name);
  if ((versions[0] ?? 0) >= version + KEPT_VERSIONS) {
    await rm(fileOf(dir, name, version), { force: true });
    return false;
  }
  await Promise.all(versions.slice(KEPT_VERSIONS).map((old) => rm(fileOf(dir, name, old), { force: true })));
  return true;
}

async function syncFolder(dir: string): Promise<void> {
  const folder = await open(dir, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

const isCode = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException).code === code;

function ignoreMissing(error: unknown): undefined {
  if (!isCode(error, 'ENOENT')) throw error;
}
