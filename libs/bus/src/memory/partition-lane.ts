import { TransientError } from '@convoscope/contracts';
import type { Clock } from '@convoscope/telemetry';
import type { BatchConsumer, BatchControl } from '../driver/bus-driver.ts';
import type { TopicPartition } from './consumer-group.ts';
import type { PartitionLog } from './partition-log.ts';

const MAX_RECORDS = 2_000;
const MAX_BYTES = 4 * 1024 * 1024;
const COMMIT_AGAIN_MS = 1_000;

export interface LaneOptions {
  partition: TopicPartition;
  log: PartitionLog;
  from: bigint;
  clock: Clock;
  onBatch: BatchConsumer;
  /** Runs the work when one of the member's places is free. */
  limit: <T>(work: () => Promise<T>) => Promise<T>;
  commit: (offset: bigint) => Promise<boolean>;
  /** The batch consumer found a bug of ours. */
  onHalt: (error: unknown) => void;
  /** The log itself failed. */
  onCrash: (error: unknown) => void;
  /** Calls back after every append, until the returned function is called. */
  listen: (wake: () => void) => () => void;
}

/** The member's work on one partition: one batch after the other. */
export class PartitionLane {
  readonly #options: LaneOptions;
  /** Ends the waiting for records or for the next try. */
  readonly #ending = new AbortController();
  /** Tells a running handler that its work is void. */
  readonly #lost = new AbortController();
  readonly #done: Promise<void>;
  #position: bigint;
  #wake: () => void = () => undefined;

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#position = options.from;
    const unlisten = options.listen(() => this.#wake());
    this.#done = this.#run().catch(options.onCrash).finally(unlisten);
  }

  /** Resolves when the batch in hand is done and committed; after `graceMs` its handler is told to give up. */
  async end(graceMs: number): Promise<void> {
    this.#ending.abort();
    this.#wake();
    const grace = setTimeout(() => this.#lost.abort(), graceMs);
    await this.#done.finally(() => clearTimeout(grace));
  }

  /** Like a crash: nothing the running handler still does will be committed. */
  abandon(): void {
    this.#lost.abort();
    this.#ending.abort();
    this.#wake();
  }

  async #run(): Promise<void> {
    const { log, onBatch, limit, partition } = this.#options;
    while (!this.#ending.signal.aborted) {
      // Read before the records: what is appended meanwhile lies behind it.
      const end = log.high;
      const records = await log.read(this.#position, MAX_RECORDS, MAX_BYTES);
      if (records.length === 0 && this.#position < end) await this.#stepOver(end);
      else if (records.length === 0) await this.#nextAppend();
      else await limit(() => this.#process(onBatch, { ...partition, records, endOffset: log.high }));
    }
  }

  /** No record lies between here and `end`: those that did are gone, or never were. */
  async #stepOver(end: bigint): Promise<void> {
    if (!(await this.#tryToCommit(end))) await this.#pause(COMMIT_AGAIN_MS);
  }

  async #process(onBatch: BatchConsumer, batch: Parameters<BatchConsumer>[0]): Promise<void> {
    if (this.#ending.signal.aborted) return;
    const verdict = await onBatch(batch, this.#control());
    if (this.#lost.signal.aborted && verdict.kind === 'continue' && verdict.nextOffset === this.#position)
      return;
    if (verdict.kind === 'halt') {
      this.#ending.abort();
      return this.#options.onHalt(verdict.error);
    }
    if (!(await this.#tryToCommit(verdict.nextOffset))) await this.#pause(COMMIT_AGAIN_MS);
    else if (verdict.kind === 'retry') await this.#pause(verdict.retryAfterMs);
    // Timers and sockets get their turn even when handlers never wait.
    else await new Promise((resolve) => setImmediate(resolve));
  }

  async #commit(nextOffset: bigint): Promise<void> {
    if (this.#lost.signal.aborted) return;
    await this.#options.commit(nextOffset);
    this.#position = nextOffset;
  }

  /** False: the log does not take it now, such as on a full disk; what was done comes once more. */
  async #tryToCommit(nextOffset: bigint): Promise<boolean> {
    try {
      await this.#commit(nextOffset);
      return true;
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      return false;
    }
  }

  #control(): BatchControl {
    return {
      signal: this.#lost.signal,
      shouldYield: () => this.#ending.signal.aborted,
      commit: (nextOffset) => this.#commit(nextOffset),
    };
  }

  #pause(ms: number): Promise<void> {
    // Only the end of the lane cuts the pause short.
    return this.#options.clock.sleep(ms, this.#ending.signal).catch(() => undefined);
  }

  #nextAppend(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      if (this.#ending.signal.aborted || this.#options.log.high > this.#position) resolve();
    });
  }
}
