import type { Transform } from 'node:stream';
import type { InflateRaw, ZstdDecompress } from 'node:zlib';
import { rawBytes } from './raw-bytes.ts';

/** A step so small that next to nothing of what was unpacked before the damage is lost with it. */
const SMALL_STEP = 8;

/** A decompressor that is fed by hand, so that all that came out before the damage is had. */
export class Unpacker {
  readonly #stream: Transform & (InflateRaw | ZstdDecompress);
  #out: Buffer[] = [];
  #fail: (error: Error) => void = () => undefined;
  #nGiven = 0;

  constructor(stream: Transform & (InflateRaw | ZstdDecompress)) {
    this.#stream = stream;
    stream.on('data', (chunk: Buffer) => void this.#out.push(chunk));
    stream.on('error', (error) => {
      this.#fail(error);
    });
  }

  /** Bytes given that belong no more to the compressed data. */
  get nUnused(): number {
    return this.#nGiven - this.#stream.bytesWritten;
  }

  /** What comes out of a piece. Rejects where it is damaged; what came out of it before is then lost. */
  async write(piece: Buffer): Promise<Buffer[]> {
    this.#nGiven += piece.length;
    await new Promise<void>((resolve, reject) => {
      this.#fail = reject;
      this.#stream.write(piece, () => {
        resolve();
      });
    });
    const out = this.#out;
    this.#out = [];
    return out;
  }

  close(): void {
    this.#stream.destroy();
  }
}

export interface DamagedPiece {
  path: string;
  /** Where the compressed data begins, and where the piece begins and ends in which it is damaged. */
  start: number;
  from: number;
  to: number;
}

/** What came out of a damaged piece before the damage: all before it is unpacked again, then it in small steps. */
export async function* beforeDamage(
  { path, start, from, to }: DamagedPiece,
  create: () => Unpacker,
): AsyncGenerator<Buffer> {
  const unpacker = create();
  let at = start;
  try {
    for await (const chunk of rawBytes(path, undefined, start)) {
      const end = at + chunk.length;
      for (const begin = at; at < Math.min(end, to);) {
        const step = at < from ? Math.min(from, end, at + PIECE_BYTES) - at : SMALL_STEP;
        const out = await unpacker.write(chunk.subarray(at - begin, at - begin + step));
        if (at >= from) yield* out;
        at += step;
      }
      if (at >= to) return;
    }
  } catch {
    // That it is damaged, and how, was known before.
  } finally {
    unpacker.close();
  }
}

/** Bytes unpacked at once: what may come out of them bounds the memory. */
export const PIECE_BYTES = 16 * 1024;
