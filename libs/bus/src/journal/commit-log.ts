import { TransientError } from '@convoscope/contracts';
import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import type { CommitStore } from '../memory/consumer-group.ts';
import { decodeFrame, encodeFrames, findFrame, frameLengthAt, isTorn, isWholeFrame } from './record-frame.ts';

/** The file is written anew, with the last offset of each partition only, when it grows beyond this. */
const COMPACT_BYTES = 4 * 1024 * 1024;

export interface CommitLogOptions {
  path: string;
  isReadOnly: boolean;
  /** What was committed elsewhere, by `group|topic|partition`. */
  initial?: ReadonlyMap<string, bigint>;
  /** Told when entries are damaged: what was committed last may be older than what was said. */
  onDamage: (nBytes: number) => void;
}

/**
 * Committed offsets in an append-only file of frames: key `group|topic|partition`, value the offset. A commit is whole or, when the
 * process died within it, ignored. Opening and growing rewrite the file: to a new one that then takes the name.
 */
export class CommitLog implements CommitStore {
  readonly #options: CommitLogOptions;
  readonly #offsets: Map<string, bigint>;
  #fd: number | undefined;
  #bytes = 0;

  constructor(options: CommitLogOptions) {
    this.#options = options;
    this.#offsets = new Map(options.initial);
    if (existsSync(options.path)) this.#load(readFileSync(options.path));
    if (!options.isReadOnly) this.#rewrite();
  }

  #load(file: Buffer): void {
    for (let at = 0; at < file.length;) {
      if (isWholeFrame(file, at)) {
        this.#take(file, at);
        at += frameLengthAt(file, at) ?? 0;
        continue;
      }
      const next = findFrame(file, at + 1, 0);
      const isCrash = next < 0 && isTorn(file.subarray(at));
      if (!isCrash) this.#options.onDamage((next < 0 ? file.length : next) - at);
      if (next < 0) return;
      at = next;
    }
  }

  #take(file: Buffer, at: number): void {
    const { key, value } = decodeFrame(file, at);
    if (key && value) this.#offsets.set(key.toString(), BigInt(value.toString()));
  }

  #rewrite(): void {
    const frames = [...this.#offsets].map(([key, offset]) => toRecord(key, offset));
    const next = `${this.#options.path}.next`;
    writeFileSync(next, encodeFrames(frames, 0, 0), { flush: true, mode: 0o600 });
    renameSync(next, this.#options.path);
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = openSync(this.#options.path, 'a', 0o600);
    this.#bytes = statSync(this.#options.path).size;
  }

  get(group: string, topic: string, partition: number): bigint | null {
    return this.#offsets.get(`${group}|${topic}|${partition}`) ?? null;
  }

  /** Throws TransientError, and holds what it held, where the disk does not take it. */
  set(group: string, topic: string, partition: number, offset: bigint): Promise<void> {
    const key = `${group}|${topic}|${partition}`;
    try {
      if (this.#fd !== undefined) this.#append(this.#fd, toRecord(key, offset));
      this.#offsets.set(key, offset);
      if (this.#bytes > COMPACT_BYTES) this.#rewrite();
      return Promise.resolve();
    } catch (error) {
      return Promise.reject(error);
    }
  }

  #append(fd: number, record: ReturnType<typeof toRecord>): void {
    const frame = encodeFrames([record], 0, 0);
    try {
      for (let written = 0; written < frame.length;) written += writeSync(fd, frame, written);
    } catch (error) {
      ftruncateSync(fd, this.#bytes);
      throw new TransientError(`cannot write to the journal: ${(error as Error).message}`, {
        code: 'BUS_JOURNAL_WRITE',
        context: { path: this.#options.path },
        cause: error,
      });
    }
    this.#bytes += frame.length;
  }

  /** The offset that the slowest group of a partition has reached; Infinity where none ever read it. */
  lowest(topic: string, partition: number): number {
    return Math.min(...this.#ofPartition(topic, partition));
  }

  /** The offset that the fastest group of a partition has reached; 0 where none ever read it. */
  highest(topic: string, partition: number): number {
    return Math.max(0, ...this.#ofPartition(topic, partition));
  }

  #ofPartition(topic: string, partition: number): number[] {
    const ofPartition = [...this.#offsets].filter(([key]) => key.endsWith(`|${topic}|${partition}`));
    return ofPartition.map(([, offset]) => Number(offset));
  }

  close(): void {
    if (this.#fd === undefined) return;
    fsyncSync(this.#fd);
    closeSync(this.#fd);
    this.#fd = undefined;
  }
}

const toRecord = (key: string, offset: bigint) => ({
  key: Buffer.from(key),
  value: Buffer.from(String(offset)),
  headers: {},
});
