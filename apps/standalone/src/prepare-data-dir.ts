import { ConfigError } from '@convoscope/contracts';
import { access, chmod, constants, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes the data folder where there is none. What people said lies in it: nobody else of this machine may look into it.
 * Throws ConfigError where it is no folder, or may not be written.
 */
export async function prepareDataDir(dataDir: string): Promise<void> {
  try {
    await makeFolder(dataDir);
    await access(dataDir, constants.W_OK | constants.X_OK);
    await chmod(dataDir, 0o700);
  } catch (error) {
    throw new ConfigError([`CONVOSCOPE_DATA_DIR ${dataDir} ${await whyNot(dataDir, error)}`]);
  }
}

/** Not the recursive `mkdir` of Node: where a file system makes no folders (`/proc`) it tries for ever. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    const parent = dirname(path);
    if (code !== 'ENOENT' || (await stat(parent).catch(() => null)) !== null) throw error;
    await makeFolder(parent);
    await mkdir(path);
  }
}

async function whyNot(dataDir: string, error: unknown): Promise<string> {
  const { code, message } = error as NodeJS.ErrnoException;
  const found = await stat(dataDir).catch(() => null);
  if (found !== null && !found.isDirectory()) return 'is a file: name a folder';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return 'may not be written, or belongs to another user: choose another folder, or change its owner or permissions';
  if (code === 'ENOTDIR' || code === 'EEXIST') return 'lies within a file: name a folder';
  return `cannot be used as data folder (${message})`;
}
