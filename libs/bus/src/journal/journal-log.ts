import { InvariantError } from '@convoscope/contracts';
import { copyFileSync, existsSync, fsyncSync, mkdirSync, readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { RawRecord, StoredRecord } from '../driver/bus-driver.ts';
import { sizeOf, takeWithin, type PartitionLog } from '../memory/partition-log.ts';
import { encodeFrames, frameBytes } from './record-frame.ts';
import { Segment, segmentName } from './segment.ts';

export interface JournalLogOptions {
  dir: string;
  isReadOnly: boolean;
  /** A new file is begun beyond this size. */
  segmentBytes: number;
  /** Records kept in memory besides the file: those at the end, up to about this size. */
  tailBytes: number;
  /** Told when a file has bytes to be made durable. */
  onWrite: (fd: number) => void;
  /** Whether a file that ends before `end` and was last written to at `writtenAtMs` is no longer needed. */
  isDisposable: (end: number, writtenAtMs: number) => boolean;
  /** Told when a torn end was cut off. */
  onTorn: (path: string, nBytes: number) => void;
}

/**
 * A partition kept in files. Only the tail is in memory: consumers that keep up never touch the disk, those that lag read from it.
 * A crash in the middle of a write leaves a torn frame at the end of the last file; opening cuts it off (a copy stays beside it as
 * `.torn`). It was never acknowledged.
 */
export class JournalLog implements PartitionLog {
  readonly #options: JournalLogOptions;
  readonly #segments: Segment[] = [];
  #tail: StoredRecord[] = [];
  #tailBytes = 0;
  #end = 0;

  constructor(options: JournalLogOptions) {
    this.#options = options;
    const mode = options.isReadOnly ? 'read' : 'append';
    if (!options.isReadOnly) mkdirSync(options.dir, { recursive: true });
    const bases = listSegments(options.dir);
    for (const base of bases)
      this.#segments.push(new Segment(join(options.dir, segmentName(base)), base, mode));
    const last = this.#segments.at(-1);
    if (last) this.#openLast(last);
    if (!options.isReadOnly) this.#dispose();
  }

  /** Offset of the oldest record that is kept. */
  get low(): bigint {
    return BigInt(this.#segments[0]?.base ?? this.#end);
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

  /** Files before the last were whole when the next was begun: only the last must be read to know the end. */
  #openLast(last: Segment): void {
    const nTorn = last.index();
    this.#end = last.end;
    if (nTorn === 0 || this.#options.isReadOnly) return;
    copyFileSync(last.path, `${last.path}.torn`);
    truncateSync(last.path, last.bytes);
    this.#options.onTorn(last.path, nTorn);
  }

  get high(): bigint {
    return BigInt(this.#end);
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
    segment.append(encodeFrames(records, timestampMs), records.map(frameBytes));
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
    if (last && last.bytes < this.#options.segmentBytes) return last;
    // Opening later relies on every file but the last being whole.
    if (last) fsyncSync(last.fd);
    const segment = new Segment(join(this.#options.dir, segmentName(this.#end)), this.#end, 'append');
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
    if (wanted >= this.#end) return Promise.resolve([]);
    const inTail = wanted - (this.#end - this.#tail.length);
    if (inTail >= 0)
      return Promise.resolve(takeWithin(this.#tail.slice(inTail, inTail + maxRecords), maxBytes));
    const segment = this.#segments.findLast(({ base }) => base <= wanted);
    try {
      return Promise.resolve(segment?.read(wanted, maxRecords, maxBytes) ?? []);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  close(): void {
    for (const segment of this.#segments) segment.close();
    this.#segments.length = 0;
  }
}

const listSegments = (dir: string): number[] =>
  (existsSync(dir) ? readdirSync(dir) : [])
    .filter((name) => name.endsWith('.log'))
    .map((name) => Number(name.slice(0, -'.log'.length)))
    .sort((a, b) => a - b);
