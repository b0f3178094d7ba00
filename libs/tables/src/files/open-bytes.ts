import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { pipeline, Readable, type Transform } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { BrokenFile } from '../entry.ts';

export interface ByteOptions {
  /** Hears of every piece read from the disk. */
  onBytes?: (n: number) => void;
  /** Refused where more comes out of a compressed file, as a multiple of what went in. */
  maxRatio: number;
}

const CHUNK_BYTES = 512 * 1024;
/** So much may come out of any compressed file, whatever its ratio: small files of one repeated text are no bombs. */
const HARMLESS_BYTES = 32 * 1024 * 1024;

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

/**
 * The bytes of a file from its first on, unpacked where it is gzip (also of several members, or padded) or zstd, whatever its name says.
 * Throws `BrokenFile`. May be left at any time: what is open is closed, and no late error ends the process.
 */
export async function* openBytes(path: string, options: ByteOptions): AsyncGenerator<Buffer> {
  const magic = await firstBytes(path, 4);
  const unpack = unpackerOf(magic);
  if (unpack === null) yield* rawBytes(path, options.onBytes);
  else yield* unpacked(path, unpack(), options);
}

/** Whether bytes begin like something that is unpacked here. */
export const isPacked = (start: Buffer): boolean => unpackerOf(start) !== null;

function unpackerOf(magic: Buffer): (() => Transform) | null {
  if (magic[0] === 0x1f && magic[1] === 0x8b) return () => createGunzip({ chunkSize: CHUNK_BYTES });
  if (magic.length < 4) return null;
  return magic.readUInt32LE(0) === 0xfd2fb528 ? () => createZstdDecompress({ chunkSize: CHUNK_BYTES }) : null;
}

async function* rawBytes(path: string, onBytes?: (n: number) => void): AsyncGenerator<Buffer> {
  const file = await openRegularFile(path);
  try {
    for (;;) {
      const { bytesRead, buffer } = await file.read(
        Buffer.allocUnsafeSlow(CHUNK_BYTES),
        0,
        CHUNK_BYTES,
        null,
      );
      if (bytesRead === 0) return;
      onBytes?.(bytesRead);
      yield buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    throw asBroken(error);
  } finally {
    await file.close();
  }
}

async function* unpacked(path: string, unpack: Transform, options: ByteOptions): AsyncGenerator<Buffer> {
  let nIn = 0;
  let nOut = 0;
  const packed = rawBytes(path, (n) => {
    nIn += n;
    options.onBytes?.(n);
  });
  // The failure also destroys `unpack`, whose reader raises it: the callback keeps it from being thrown at nobody.
  pipeline(Readable.from(packed, { objectMode: false, highWaterMark: CHUNK_BYTES }), unpack, () => undefined);
  try {
    for await (const chunk of unpack as AsyncIterable<Buffer>) {
      nOut += chunk.length;
      if (nOut > HARMLESS_BYTES && nOut > nIn * options.maxRatio) throw bomb(nOut, nIn, options.maxRatio);
      yield chunk;
    }
  } catch (error) {
    throw asBroken(error);
  } finally {
    unpack.destroy();
  }
}

const bomb = (nOut: number, nIn: number, maxRatio: number): BrokenFile =>
  new BrokenFile(
    'unpacks-too-far',
    `it unpacks to more than ${Math.floor(nOut / nIn)} times its size (${maxRatio} are allowed): unpack it yourself if it is to be trusted`,
  );

/** An error of the file system or of an unpacker as one about the file. */
export function asBroken(error: unknown): BrokenFile {
  if (error instanceof BrokenFile) return error;
  const { code = '', message = String(error) } = error as Partial<NodeJS.ErrnoException>;
  if (code === 'Z_BUF_ERROR' || code === 'ZSTD_error_srcSize_wrong')
    return new BrokenFile('broken-compression', 'its compressed data ends too early: is the download whole?');
  if (code.startsWith('Z_') || code.startsWith('ZSTD_'))
    return new BrokenFile('broken-compression', `its compressed data is damaged (${message})`);
  return new BrokenFile('unreadable-file', REASONS[code] ?? firstLine(message));
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? text;
