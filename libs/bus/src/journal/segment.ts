import { InvariantError, TransientError } from '@convoscope/contracts';
import { closeSync, fstatSync, ftruncateSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import type { StoredRecord } from '../driver/bus-driver.ts';
import {
  decodeFrame,
  findFrame,
  FRAME_HEADER_BYTES,
  frameLengthAt,
  isTorn,
  isWholeFrame,
  LEAST_FRAME_BYTES,
  offsetAt,
} from './record-frame.ts';

/** One position is remembered for so many records; finding one skips at most this many frames. */
const INDEX_EVERY = 128;
const SCAN_CHUNK_BYTES = 1024 * 1024;
const SUFFIX = '.journal';

/** File name of the segment whose first record has this offset. */
export const segmentName = (base: number): string => `${String(base).padStart(16, '0')}${SUFFIX}`;

/** The base offset in a segment's file name; null where it is none. */
export const baseOf = (name: string): number | null =>
  name.endsWith(SUFFIX) ? Number(name.slice(0, -SUFFIX.length)) : null;

/** Bytes of a journal file that were whole records once and are none any more. */
export interface Damage {
  path: string;
  /** First byte that is no record. */
  at: number;
  nBytes: number;
  /** Offset of the first record that is gone. */
  from: number;
  /** Offset of the next record that is there; null where none follows in this file. */
  to: number | null;
}

interface Place {
  offset: number;
  position: number;
}

/** One file of a partition's journal: frames with growing offsets, from `base` on. Damaged stretches are stepped over, and reported once. */
export class Segment {
  readonly base: number;
  readonly path: string;
  readonly #fd: number;
  readonly #onDamage: (damage: Damage) => void;
  /** Of every 128th record, and of the first one behind each damage. */
  readonly #index: Place[] = [];
  readonly #damages = new Map<number, Damage>();
  #nRecords = 0;
  #bytes = 0;
  #end: number;
  #isIndexed = false;
  /** A file that was not the last one when it was opened was whole once: what looks like an unfinished write is damage. */
  #mayBeTorn = false;
  #isBroken = false;

  constructor(path: string, base: number, mode: 'read' | 'append', onDamage: (damage: Damage) => void) {
    this.path = path;
    this.base = base;
    this.#end = base;
    this.#onDamage = onDamage;
    this.#fd = openSync(path, mode === 'read' ? 'r' : 'a+', 0o600);
  }

  get fd(): number {
    return this.#fd;
  }

  /** Up to the end of the last whole frame. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Something lies behind the last whole frame: nothing may be appended any more. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** When it was last written to. */
  get modifiedAtMs(): number {
    return fstatSync(this.#fd).mtimeMs;
  }

  /** One beyond the offset of the last whole frame. */
  get end(): number {
    return this.#end;
  }

  /**
   * Finds the whole frames. Returns what lies behind the last one: nothing, a write that was interrupted, or damage, with the least offset that
   * certainly no record there had. Cost: reads the file once.
   */
  index(mayBeTorn = this.#mayBeTorn): { torn: number; damagedEnd: number | null } {
    const fileBytes = fstatSync(this.#fd).size;
    this.#isIndexed = true;
    this.#mayBeTorn = mayBeTorn;
    this.#index.length = 0;
    [this.#nRecords, this.#bytes, this.#end] = [0, 0, this.base];
    this.#isBroken = false;
    while (this.#bytes < fileBytes) {
      if (this.#indexChunk(this.#readAt(this.#bytes, SCAN_CHUNK_BYTES)) > 0) continue;
      const rest = this.#readBytes(this.#bytes, fileBytes - this.#bytes);
      const next = findFrame(rest, 1, this.#end);
      if (next < 0) return this.#judgeRest(rest, mayBeTorn);
      this.#note({ at: this.#bytes, nBytes: next, from: this.#end, to: offsetAt(rest, next) });
      this.#bytes += next;
      this.#nRecords = 0;
    }
    return { torn: 0, damagedEnd: null };
  }

  #indexChunk(chunk: Buffer): number {
    let at = 0;
    for (; isWholeFrame(chunk, at); at += frameLengthAt(chunk, at) ?? 0)
      this.#count(this.#bytes + at, offsetAt(chunk, at));
    this.#bytes += at;
    return at;
  }

  #judgeRest(rest: Buffer, mayBeTorn: boolean): { torn: number; damagedEnd: number | null } {
    this.#isBroken = true;
    if (mayBeTorn && isTorn(rest)) return { torn: rest.length, damagedEnd: null };
    this.#note({ at: this.#bytes, nBytes: rest.length, from: this.#end, to: null });
    return { torn: 0, damagedEnd: this.#end + Math.ceil(rest.length / LEAST_FRAME_BYTES) };
  }

  /** Cuts off what lies behind the last whole frame. */
  cutOff(): void {
    ftruncateSync(this.#fd, this.#bytes);
    this.#isBroken = false;
  }

  #note(damage: Omit<Damage, 'path'>): void {
    if (this.#damages.has(damage.at)) return;
    const whole = { ...damage, path: this.path };
    this.#damages.set(damage.at, whole);
    this.#onDamage(whole);
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

  #count(position: number, offset: number): void {
    if (this.#nRecords % INDEX_EVERY === 0) this.#index.push({ offset, position });
    this.#nRecords += 1;
    this.#end = offset + 1;
  }

  /** Writes frames at the end, the first of which has offset `end`; `lengths` are theirs. They are in the operating system's hands when this returns. */
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
      this.#count(this.#bytes, this.#end);
      this.#bytes += length;
    }
  }

  /**
   * Records at or behind `offset`: about `maxBytes`, at least one where there is one. What has been damaged since the file was indexed is found
   * here, and stepped over.
   */
  read(offset: number, maxRecords: number, maxBytes: number): StoredRecord[] {
    if (!this.#isIndexed) this.index();
    if (this.#hasNone(offset)) return [];
    const records = this.#tryRead(offset, maxRecords, maxBytes);
    if (records !== null) return records;
    this.index();
    if (this.#hasNone(offset)) return [];
    return this.#tryRead(offset, maxRecords, maxBytes) ?? this.#fail(offset);
  }

  /** No record at or behind `offset`; a file whose records are all damaged has none at all. */
  #hasNone(offset: number): boolean {
    return Math.max(offset, this.base) >= this.#end;
  }

  /** Null: there is damage in the way that the index does not know. */
  #tryRead(offset: number, maxRecords: number, maxBytes: number): StoredRecord[] | null {
    const position = this.#seek(offset);
    if (position === null) return null;
    const chunk = this.#readAt(position, Math.min(maxBytes, this.#bytes - position));
    const records: StoredRecord[] = [];
    for (let at = 0; records.length < maxRecords;) {
      if (this.#damages.has(position + at)) break;
      const length = frameLengthAt(chunk, at);
      if (length === undefined || at + length > chunk.length) break;
      if (!isWholeFrame(chunk, at)) break;
      records.push(decodeFrame(chunk, at));
      at += length;
    }
    return records.length === 0 ? null : records;
  }

  /** Position of the first frame at or behind `offset`. */
  #seek(offset: number): number | null {
    const index = this.#index;
    const before = Math.max(
      0,
      index.findLastIndex((place) => place.offset <= offset),
    );
    let position = index[before]?.position ?? 0;
    for (let nSkipped = 0; nSkipped <= INDEX_EVERY; nSkipped++) {
      const damage = this.#damages.get(position);
      if (damage !== undefined) position += damage.nBytes;
      const header = this.#readBytes(position, FRAME_HEADER_BYTES);
      const length = frameLengthAt(header, 0);
      if (length === undefined) return null;
      if (offsetAt(header, 0) >= offset) return position;
      position += length;
    }
    return null;
  }

  #fail(offset: number): never {
    throw new InvariantError(`the journal cannot be read: ${this.path} from offset ${offset}`, {
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
