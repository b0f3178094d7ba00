import { InvariantError, TransientError } from '@convoscope/contracts';
import { closeSync, fstatSync, ftruncateSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import type { StoredRecord } from '../driver/bus-driver.ts';
import { decodeFrame, FRAME_HEADER_BYTES, frameLengthAt, isWholeFrame } from './record-frame.ts';

/** One position is remembered for so many records; finding one skips at most this many frames. */
const INDEX_EVERY = 128;
const SCAN_CHUNK_BYTES = 1024 * 1024;

/** File name of the segment whose first record has this offset. */
export const segmentName = (base: number): string => `${String(base).padStart(16, '0')}.log`;

/** One file of a partition's journal: consecutive frames, the first of which has offset `base`. */
export class Segment {
  readonly base: number;
  readonly path: string;
  readonly #fd: number;
  /** Position of record 0, 128, 256 … */
  readonly #index: number[] = [];
  #nRecords = 0;
  #bytes = 0;
  #isIndexed = false;

  constructor(path: string, base: number, mode: 'read' | 'append') {
    this.path = path;
    this.base = base;
    this.#fd = openSync(path, mode === 'read' ? 'r' : 'a+');
  }

  get fd(): number {
    return this.#fd;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** When it was last written to. */
  get modifiedAtMs(): number {
    return fstatSync(this.#fd).mtimeMs;
  }

  get end(): number {
    return this.base + this.#nRecords;
  }

  /** Counts whole frames from the start. Returns how many bytes after the last whole one are no frame. Cost: reads the file once. */
  index(): number {
    const fileBytes = fstatSync(this.#fd).size;
    this.#isIndexed = true;
    while (this.#bytes < fileBytes) {
      const chunk = this.#readAt(this.#bytes, SCAN_CHUNK_BYTES);
      let at = 0;
      for (; isWholeFrame(chunk, at); at += frameLengthAt(chunk, at) ?? 0) this.#note(this.#bytes + at);
      this.#bytes += at;
      if (at === 0) break;
    }
    return fileBytes - this.#bytes;
  }

  /** Bytes from `from` on, at least one whole frame where there is one. */
  #readAt(from: number, wanted: number): Buffer {
    const chunk = this.#readBytes(from, wanted);
    const first = frameLengthAt(chunk, 0);
    return first !== undefined && first > chunk.length ? this.#readBytes(from, first) : chunk;
  }

  #readBytes(from: number, wanted: number): Buffer {
    const buffer = Buffer.allocUnsafe(Math.min(wanted, Math.max(0, fstatSync(this.#fd).size - from)));
    const nRead = readSync(this.#fd, buffer, 0, buffer.length, from);
    return buffer.subarray(0, nRead);
  }

  #note(position: number): void {
    if (this.#nRecords % INDEX_EVERY === 0) this.#index.push(position);
    this.#nRecords += 1;
  }

  /** Writes frames at the end; `lengths` are theirs. They are in the operating system's hands when this returns. */
  append(frames: Buffer, lengths: readonly number[]): void {
    try {
      for (let written = 0; written < frames.length;) written += writeSync(this.#fd, frames, written);
    } catch (error) {
      ftruncateSync(this.#fd, this.#bytes);
      throw new TransientError(`cannot write to the journal: ${(error as Error).message}`, {
        code: 'BUS_JOURNAL_WRITE',
        context: { path: this.path },
        cause: error,
      });
    }
    this.#isIndexed = true;
    for (const length of lengths) {
      this.#note(this.#bytes);
      this.#bytes += length;
    }
  }

  /** Records from `offset` on: about `maxBytes`, at least one where there is one. Throws InvariantError where a frame is damaged. */
  read(offset: number, maxRecords: number, maxBytes: number): StoredRecord[] {
    if (!this.#isIndexed) this.index();
    if (offset >= this.end) return [];
    let position = this.#index[Math.floor((offset - this.base) / INDEX_EVERY)] ?? 0;
    for (let skip = (offset - this.base) % INDEX_EVERY; skip > 0; skip--)
      position += frameLengthAt(this.#readBytes(position, FRAME_HEADER_BYTES), 0) ?? this.#fail(position);
    const chunk = this.#readAt(position, Math.min(maxBytes, this.#bytes - position));
    const records: StoredRecord[] = [];
    const nMost = Math.min(maxRecords, this.end - offset);
    for (let at = 0; records.length < nMost;) {
      const length = frameLengthAt(chunk, at);
      if (length === undefined || at + length > chunk.length) break;
      if (!isWholeFrame(chunk, at)) this.#fail(position + at);
      records.push(Object.assign(decodeFrame(chunk, at), { offset: BigInt(offset + records.length) }));
      at += length;
    }
    return records.length === 0 ? this.#fail(position) : records;
  }

  #fail(position: number): never {
    throw new InvariantError(`the journal is damaged: ${this.path} at byte ${position}`, {
      code: 'BUS_JOURNAL_DAMAGED',
    });
  }

  close(): void {
    closeSync(this.#fd);
  }

  remove(): void {
    this.close();
    rmSync(this.path, { force: true });
  }
}
