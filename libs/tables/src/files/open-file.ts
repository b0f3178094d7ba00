import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { BrokenFile } from '../entry.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder, not a file',
  EACCES: 'it may not be read: check its permissions',
  EPERM: 'it may not be read: check its permissions',
  ELOOP: 'it is a symbolic link that leads back to itself',
  ENXIO: 'it is no regular file',
};

/** Opens a regular file. Never waits: a FIFO without a writer, a device or a socket is refused. */
export async function openRegularFile(path: string): Promise<FileHandle> {
  let file: FileHandle;
  try {
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    throw asBroken(error);
  }
  const info = await file.stat();
  if (info.isFile()) return file;
  await file.close();
  const what = info.isDirectory() ? 'a folder' : 'a FIFO, a socket or a device';
  throw new BrokenFile('not-a-regular-file', `it is ${what}, not a file`);
}

/** The first bytes of a file: they say more about its format than its name does. */
export async function firstBytes(path: string, n: number): Promise<Buffer> {
  const file = await openRegularFile(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(n), 0, n, 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    throw asBroken(error);
  } finally {
    await file.close();
  }
}

/** An error of the file system or of an unpacker as one about the file. */
export function asBroken(error: unknown): BrokenFile {
  if (error instanceof BrokenFile) return error;
  const { code = '', message = String(error) } = error as Partial<NodeJS.ErrnoException>;
  if (code.startsWith('Z_') || code.startsWith('ZSTD_')) return damaged(message);
  return new BrokenFile('unreadable-file', REASONS[code] ?? firstLine(message));
}

export const damaged = (how: string): BrokenFile =>
  new BrokenFile('broken-compression', `its compressed data is damaged (${how})`);

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? text;
