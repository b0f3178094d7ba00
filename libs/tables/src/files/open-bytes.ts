import { BrokenFile } from '../entry.ts';
import { asBroken, firstBytes } from './open-file.ts';
import { rawBytes } from './raw-bytes.ts';
import { isPacked, unpackMembers } from './unpack-members.ts';

export interface ByteOptions {
  /** Hears of every piece read from the disk. */
  onBytes?: (n: number) => void;
  /** Refused where more comes out of a compressed file, as a multiple of what went in. */
  maxRatio: number;
}

/** So much may come out of any compressed file, whatever its ratio: small files of one repeated text are no bombs. */
const HARMLESS_BYTES = 32 * 1024 * 1024;

/**
 * The bytes of a file from its first on, unpacked where it is gzip or zstd (also of several members, or padded), whatever its name says.
 * Throws `BrokenFile`. May be left at any time: what is open is closed, and no late error ends the process.
 */
export async function* openBytes(path: string, options: ByteOptions): AsyncGenerator<Buffer> {
  if (isPacked(await firstBytes(path, 4))) yield* unpacked(path, options);
  else yield* rawBytes(path, options.onBytes);
}

async function* unpacked(path: string, options: ByteOptions): AsyncGenerator<Buffer> {
  let nIn = 0;
  let nOut = 0;
  const packed = rawBytes(path, (n) => {
    nIn += n;
    options.onBytes?.(n);
  });
  try {
    for await (const chunk of unpackMembers(path, packed)) {
      nOut += chunk.length;
      if (nOut > HARMLESS_BYTES && nOut > nIn * options.maxRatio) throw bomb(nOut, nIn, options.maxRatio);
      yield chunk;
    }
  } catch (error) {
    throw asBroken(error);
  } finally {
    await packed.return(undefined);
  }
}

const bomb = (nOut: number, nIn: number, maxRatio: number): BrokenFile =>
  new BrokenFile(
    'unpacks-too-far',
    `it unpacks to more than ${Math.floor(nOut / nIn)} times its size (${maxRatio} are allowed): unpack it yourself if it is to be trusted`,
  );
