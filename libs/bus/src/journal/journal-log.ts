import { InvariantError } from '@convoscope/contracts';
import { copyFileSync, existsSync, fsyncSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RawRecord, StoredRecord } from '../driver/bus-driver.ts';
import { sizeOf, takeWithin, type PartitionLog } from '../memory/partition-log.ts';
import { encodeFrames, frameBytes } from './record-frame.ts';
import { baseOf, Segment, segmentName, type Damage } from './segment.ts';

export interface JournalLogOptions {
  dir: string;
  isReadOnly: boolean;
  /** A new file is begun beyond this size. */
  segmentBytes: number;
  /** Records kept in memory besides the file: those at the end, up to about this size. */
  tailBytes: number;
  /** The next record's offset is no lower, whatever the files hold: what was given out before is not given out again. */
  leastEnd: number;
  /** Records that a power cut may have taken with it: so many offsets are left out. 0 where none was. */
  nPerhapsLost: number;
  /** Told when a file has bytes to be made durable. */
  onWrite: (fd: number) => void;
  /** Whether a file that ends before `end` and was last written to at `writtenAtMs` is no longer needed. */
  isDisposable: (end: number, writtenAtMs: number) => boolean;
  /** Told when a torn end was cut off. */
  /** Whether the last write may be unfinished; after an orderly end what looks so is damage, of a record that was acknowledged. */
  mayBeTorn: boolean;
  onTorn: (path: string, nBytes: number) => void;
  /** Told of records that are gone, once each. */
  onDamage: (damage: Damage) => void;
}

/**
 * A partition kept in files. Only the tail is in memory: consumers that keep up never touch the disk, those that lag read from it.
 *
 * A crash in the middle of a write leaves the beginning of a frame at the end of the last file. It was never acknowledged: opening cuts it off (a
 * copy stays beside it as `.torn`). Whatever else is no record is damage: it stays where it is, is reported, and reading goes on behind it.
 * Offsets are never given out twice; where records are gone there is a gap between them.
 */
export class JournalLog implements PartitionLog {
  readonly #options: JournalLogOptions;
  readonly #segments: Segment[] = [];
  #tail: StoredRecord[] = [];
  #tailBytes = 0;
  #end = 0;

  constructor(options: JournalLogOptions) {
    this.#options = options;
    if (!options.isReadOnly) mkdirSync(options.dir, { recursive: true, mode: 0o700 });
    for (const base of listSegments(options.dir)) this.#segments.push(this.#open(base));
    this.#end = this.#findEnd();
    if (options.isReadOnly) return;
    // The gap is there for good only when a file begins behind it.
    if (options.nPerhapsLost > 0) this.#activeSegment();
    this.#dispose();
  }

  #open(base: number): Segment {
    const { dir, isReadOnly, onDamage } = this.#options;
    return new Segment(join(dir, segmentName(base)), base, isReadOnly ? 'read' : 'append', onDamage);
  }

  /** Files before the last were whole when the next was begun: only the last must be read to know the end. */
  #findEnd(): number {
    const { isReadOnly, onTorn, leastEnd, nPerhapsLost, mayBeTorn } = this.#options;
    const last = this.#segments.at(-1);
    if (last === undefined) return leastEnd;
    const { torn, damagedEnd } = last.index(mayBeTorn);
    if (torn > 0 && !isReadOnly) {
      copyFileSync(last.path, `${last.path}.torn`);
      last.cutOff();
      onTorn(last.path, torn);
    }
    return Math.max(damagedEnd ?? last.end, leastEnd) + nPerhapsLost;
  }

  /** Offset of the oldest record that is kept. */
  get low(): bigint {
    return BigInt(this.#segments[0]?.base ?? this.#end);
  }

  get high(): bigint {
    return BigInt(this.#end);
  }

  /** Removes files from the oldest on, up to the first that is still needed; never the last. */
  #dispose(): void {
    for (let next = this.#segments[1]; next !== undefined; next = this.#segments[1]) {
      const oldest = this.#segments[0] as Segment;
      if (!this.#options.isDisposable(next.base, oldest.modifiedAtMs)) return;
      this.#segments.shift();
      oldest.remove();
    }
  }

  append(records: readonly RawRecord[], timestampMs: number): Promise<void> {
    try {
      this.#write(records, timestampMs);
      return Promise.resolve();
    } catch (error) {
      return Promise.reject(error);
    }
  }

  #write(records: readonly RawRecord[], timestampMs: number): void {
    if (this.#options.isReadOnly)
      throw new InvariantError('the journal was opened for reading only', { code: 'BUS_JOURNAL_READ_ONLY' });
    const segment = this.#activeSegment();
    segment.append(encodeFrames(records, this.#end, timestampMs), records.map(frameBytes));
    this.#options.onWrite(segment.fd);
    for (const record of records) {
      this.#tail.push({ ...record, offset: BigInt(this.#end), timestampMs });
      this.#tailBytes += sizeOf(record);
      this.#end += 1;
    }
    this.#trimTail();
  }

  #activeSegment(): Segment {
    const last = this.#segments.at(-1);
    const isOpen = last && last.bytes < this.#options.segmentBytes && !last.isBroken;
    if (isOpen && last.end === this.#end) return last;
    // Opening later relies on every file but the last being whole.
    if (last) fsyncSync(last.fd);
    const segment = this.#open(this.#end);
    this.#segments.push(segment);
    this.#dispose();
    return segment;
  }

  /** Cuts in one go when twice too large, so that the cost per record stays constant. */
  #trimTail(): void {
    if (this.#tailBytes <= 2 * this.#options.tailBytes) return;
    let keptBytes = 0;
    let start = this.#tail.length;
    while (start > 0 && keptBytes < this.#options.tailBytes) {
      start -= 1;
      keptBytes += sizeOf(this.#tail[start] as StoredRecord);
    }
    this.#tail = this.#tail.slice(start);
    this.#tailBytes = keptBytes;
  }

  read(offset: bigint, maxRecords: number, maxBytes: number): Promise<StoredRecord[]> {
    const wanted = Number(offset);
    const inTail = wanted - (this.#end - this.#tail.length);
    if (inTail >= 0)
      return Promise.resolve(takeWithin(this.#tail.slice(inTail, inTail + maxRecords), maxBytes));
    try {
      return Promise.resolve(this.#readFiles(wanted, maxRecords, maxBytes));
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** From the file that may hold the offset on, to the first that has a record at or behind it. */
  #readFiles(wanted: number, maxRecords: number, maxBytes: number): StoredRecord[] {
    const first = Math.max(
      0,
      this.#segments.findLastIndex(({ base }) => base <= wanted),
    );
    for (const segment of this.#segments.slice(first)) {
      const records = segment.read(wanted, maxRecords, maxBytes);
      if (records.length > 0) return records;
    }
    return [];
  }

  /** Reads every file to the end, so that all damage is reported. */
  verify(): void {
    for (const segment of this.#segments) segment.index();
  }

  close(): void {
    for (const segment of this.#segments) segment.close();
    this.#segments.length = 0;
  }
}

export const listSegments = (dir: string): number[] =>
  (existsSync(dir) ? readdirSync(dir) : [])
    .map(baseOf)
    .filter((base) => base !== null)
    .sort((a, b) => a - b);
