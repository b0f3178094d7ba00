import { BrokenFile } from '../entry.ts';
import type { ByteCursor } from './byte-cursor.ts';
import { damaged } from './open-file.ts';

export const ZSTD_MAGIC = 0xfd2fb528;
/** Frames of user data that are to be passed over. */
export const isSkippable = (magic: number): boolean => magic >>> 4 === 0x184d2a5;

/** As far back as data may refer to: what the format's description asks of every reader to allow is 8 MiB, what its tool allows unasked 128 MiB. */
const MAX_WINDOW = 2 ** 27;

/** The bytes of one frame, its blocks one by one; throws where it ends before it says that it does. */
export async function* zstdFrame(cursor: ByteCursor): AsyncGenerator<Buffer> {
  const start = await cursor.take(5);
  const descriptor = start[4] ?? 0;
  const isSingle = (descriptor & 0x20) !== 0;
  const sizeBytes = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const header = await cursor.take((isSingle ? 0 : 1) + dictionaryBytes + sizeBytes);
  refuseLargeWindow(isSingle ? sizeIn(header.subarray(dictionaryBytes)) : windowIn(header[0] ?? 0));
  yield Buffer.concat([start, header]);
  for (let isLast = false; !isLast;) {
    const block = await cursor.take(3);
    const said = block.readUIntLE(0, 3);
    const type = (said >> 1) & 3;
    if (type === 3) throw damaged('a block of an unknown kind');
    isLast = (said & 1) === 1;
    yield Buffer.concat([block, await cursor.take(type === 1 ? 1 : said >> 3)]);
  }
  if ((descriptor & 4) !== 0) yield await cursor.take(4);
}

/** The size of the content in 1, 2, 4 or 8 bytes; that in two counts from 256 on. */
const sizeIn = (bytes: Buffer): number =>
  bytes.length === 8
    ? Number(bytes.readBigUInt64LE(0))
    : bytes.readUIntLE(0, bytes.length) + (bytes.length === 2 ? 256 : 0);

const windowIn = (descriptor: number): number => 2 ** (10 + (descriptor >> 3)) * (1 + (descriptor & 7) / 8);

function refuseLargeWindow(bytes: number): void {
  if (bytes <= MAX_WINDOW) return;
  throw new BrokenFile(
    'unknown-format',
    `it is packed with a window of ${Math.ceil(bytes / 2 ** 20)} MiB, and at most ${MAX_WINDOW / 2 ** 20} MiB are read: pack it again without --long or --ultra`,
  );
}
