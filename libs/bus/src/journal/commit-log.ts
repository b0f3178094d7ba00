import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
  fsyncSync,
} from 'node:fs';
import type { CommitStore } from '../memory/consumer-group.ts';
import { decodeFrame, encodeFrames, frameLengthAt, isWholeFrame } from './record-frame.ts';

/** The file is written anew, with the last offset of each partition only, when it grows beyond this. */
const COMPACT_BYTES = 4 * 1024 * 1024;

/**
 * Committed offsets in an append-only file of frames: key `group|topic|partition`, value the offset. A commit is whole or, when the
 * process died within it, ignored. Opening and growing rewrite the file: to a new one that then takes the name.
 */
export class CommitLog implements CommitStore {
  readonly #path: string;
  readonly #offsets = new Map<string, bigint>();
  readonly #isReadOnly: boolean;
  #fd: number | undefined;
  #bytes = 0;

  constructor(path: string, isReadOnly: boolean) {
    this.#path = path;
    this.#isReadOnly = isReadOnly;
    if (existsSync(path)) this.#load(readFileSync(path));
    if (!isReadOnly) this.#rewrite();
  }

  #load(file: Buffer): void {
    for (let at = 0; isWholeFrame(file, at); at += frameLengthAt(file, at) ?? 0) {
      const { key, value } = decodeFrame(file, at);
      if (key && value) this.#offsets.set(key.toString(), BigInt(value.toString()));
    }
  }

  #rewrite(): void {
    const frames = [...this.#offsets].map(([key, offset]) => toRecord(key, offset));
    const next = `${this.#path}.next`;
    writeFileSync(next, encodeFrames(frames, 0), { flush: true });
    renameSync(next, this.#path);
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = openSync(this.#path, 'a');
    this.#bytes = statSync(this.#path).size;
  }

  get(group: string, topic: string, partition: number): bigint | null {
    return this.#offsets.get(`${group}|${topic}|${partition}`) ?? null;
  }

  set(group: string, topic: string, partition: number, offset: bigint): Promise<void> {
    const key = `${group}|${topic}|${partition}`;
    this.#offsets.set(key, offset);
    if (this.#isReadOnly || this.#fd === undefined) return Promise.resolve();
    const frame = encodeFrames([toRecord(key, offset)], 0);
    writeSync(this.#fd, frame);
    this.#bytes += frame.length;
    if (this.#bytes > COMPACT_BYTES) this.#rewrite();
    return Promise.resolve();
  }

  /** The offset that the slowest group of a partition has reached; Infinity where none ever read it. */
  lowest(topic: string, partition: number): number {
    const ofPartition = [...this.#offsets].filter(([key]) => key.endsWith(`|${topic}|${partition}`));
    return Math.min(...ofPartition.map(([, offset]) => Number(offset)));
  }

  /** Takes commits of a partition that lie beyond its end back to that end: its log lost its tail in a power cut. */
  clamp(topic: string, partition: number, end: bigint): void {
    for (const [key, offset] of this.#offsets) {
      const [group = ''] = key.split('|', 1);
      if (offset > end && key === `${group}|${topic}|${partition}`)
        void this.set(group, topic, partition, end);
    }
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
