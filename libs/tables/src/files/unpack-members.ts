import { crc32, createInflateRaw, createZstdDecompress } from 'node:zlib';
import { ByteCursor, cutOff } from './byte-cursor.ts';
import { damaged } from './open-file.ts';
import { beforeDamage, PIECE_BYTES, Unpacker } from './unpacker.ts';
import { isSkippable, ZSTD_MAGIC, zstdFrame } from './zstd-frame.ts';

const CHUNK_BYTES = 512 * 1024;

/** Whether bytes begin like something that is unpacked here. */
export const isPacked = (start: Buffer): boolean => kindOf(start) !== null;

type Kind = 'gzip' | 'zstd' | 'skippable';

function kindOf(start: Buffer): Kind | null {
  if (start[0] === 0x1f && start[1] === 0x8b) return 'gzip';
  const magic = start.length < 4 ? 0 : start.readUInt32LE(0);
  if (magic === ZSTD_MAGIC) return 'zstd';
  return isSkippable(magic) ? 'skippable' : null;
}

/**
 * Unpacks members of gzip and frames of zstd one behind the other. Zeros up to the end are padding; anything else that is no member, and a
 * member that is damaged or cut off, throws `BrokenFile` after all that was unpacked before.
 */
export async function* unpackMembers(path: string, source: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  const cursor = new ByteCursor(source);
  for (let n = 0; ; n++) {
    const start = await cursor.peek(4);
    if (start.length === 0 || (start[0] === 0 && (await isPadding(cursor)))) return;
    const kind = kindOf(start);
    if (kind === 'gzip') yield* gzipMember(path, cursor);
    else if (kind === 'zstd') yield* unpackPieces(path, cursor, zstdFrame(cursor), createZstd);
    else if (kind === 'skippable') await skipFrame(cursor);
    else throw damaged(`what stands behind its part ${n}, ${cursor.offset} bytes on, is not compressed`);
  }
}

const createZstd = (): Unpacker => new Unpacker(createZstdDecompress({ chunkSize: CHUNK_BYTES }));
const createInflate = (): Unpacker => new Unpacker(createInflateRaw({ chunkSize: CHUNK_BYTES }));

/** Whether nothing but zeros follows; the cursor is left at the first byte that is none. */
async function isPadding(cursor: ByteCursor): Promise<boolean> {
  for (;;) {
    const bytes = await cursor.some(CHUNK_BYTES);
    if (bytes.length === 0) return true;
    const at = bytes.findIndex((byte) => byte !== 0);
    if (at < 0) continue;
    throw damaged(
      `zeros, and ${cursor.offset - bytes.length + at} bytes on something else, stand between its parts`,
    );
  }
}

async function skipFrame(cursor: ByteCursor): Promise<void> {
  for (let left = (await cursor.take(8)).readUInt32LE(4); left > 0;) {
    const bytes = await cursor.some(left);
    if (bytes.length === 0) throw cutOff();
    left -= bytes.length;
  }
}

async function* gzipMember(path: string, cursor: ByteCursor): AsyncGenerator<Buffer> {
  await takeGzipHeader(cursor);
  let [sum, size] = [0, 0];
  for await (const chunk of unpackPieces(path, cursor, endless(cursor), createInflate)) {
    sum = crc32(chunk, sum);
    size = (size + chunk.length) % 2 ** 32;
    yield chunk;
  }
  const trailer = await cursor.take(8);
  if (trailer.readUInt32LE(0) !== sum) throw damaged('its checksum is another one');
  if (trailer.readUInt32LE(4) !== size) throw damaged('it says that it is of another length');
}

async function* endless(cursor: ByteCursor): AsyncGenerator<Buffer> {
  for (;;) {
    const bytes = await cursor.some(PIECE_BYTES);
    if (bytes.length === 0) throw cutOff();
    yield bytes;
  }
}

const [HAS_SUM, HAS_EXTRA, HAS_NAME, HAS_COMMENT, UNKNOWN_FLAGS] = [2, 4, 8, 16, 0xe0];

async function takeGzipHeader(cursor: ByteCursor): Promise<void> {
  const header = await cursor.take(10);
  const flags = header[3] ?? 0;
  if (header[2] !== 8) throw damaged('unknown compression method');
  if ((flags & UNKNOWN_FLAGS) !== 0) throw damaged('unknown header flags set');
  if ((flags & HAS_EXTRA) !== 0) await cursor.take((await cursor.take(2)).readUInt16LE(0));
  for (const flag of [HAS_NAME, HAS_COMMENT])
    if ((flags & flag) !== 0) while ((await cursor.take(1))[0] !== 0);
  if ((flags & HAS_SUM) !== 0) await cursor.take(2);
}

/** What comes out of the pieces, up to the end of the compressed data or its damage; the cursor is left behind it. */
async function* unpackPieces(
  path: string,
  cursor: ByteCursor,
  pieces: AsyncIterable<Buffer>,
  create: () => Unpacker,
): AsyncGenerator<Buffer> {
  const start = cursor.offset;
  let from = start;
  const unpacker = create();
  try {
    for await (const piece of pieces) {
      const to = from + piece.length;
      try {
        yield* await unpacker.write(piece);
      } catch (error) {
        yield* beforeDamage({ path, start, from, to }, create);
        throw error;
      }
      if (unpacker.nUnused > 0) {
        cursor.unread(piece.subarray(piece.length - unpacker.nUnused));
        return;
      }
      from = to;
    }
  } finally {
    unpacker.close();
  }
}
