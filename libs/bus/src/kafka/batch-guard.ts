import type { EachBatchPayload } from 'kafkajs';
import type { BatchControl } from '../driver/bus-driver.ts';
import { isFenced } from './kafka-errors.ts';

const HEARTBEAT_EVERY_MS = 3_000;
/** How long a handler may go on when the group rebalances or the service stops; below the rebalance timeout of 60 s. */
const GRACE_MS = 20_000;

/**
 * Keeps a member alive while it works on a batch, and notices when it should come to an end. Heartbeats are sent only as long as the work
 * runs; a handler that hangs is found by the progress check, not here.
 */
export class BatchGuard implements BatchControl {
  readonly #payload: EachBatchPayload;
  readonly #isStopping: () => boolean;
  readonly #abort = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #yieldSince: number | undefined;
  #groupError: unknown;

  constructor(payload: EachBatchPayload, isStopping: () => boolean) {
    this.#payload = payload;
    this.#isStopping = isStopping;
    this.#timer = setInterval(() => void this.#beat(), HEARTBEAT_EVERY_MS);
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** What the group answered to a heartbeat or commit, when that was an error. */
  get groupError(): unknown {
    return this.#groupError;
  }

  shouldYield(): boolean {
    const { isRunning, isStale } = this.#payload;
    return this.#groupError !== undefined || this.#isStopping() || !isRunning() || isStale();
  }

  /** A commit on the way is a courtesy: when it fails, the one at the end of the batch decides. */
  async commit(nextOffset: bigint): Promise<void> {
    await this.#ask(async () => {
      await this.commitNow(nextOffset);
      await this.#payload.heartbeat();
    });
  }

  /** Throws what kafkajs throws. */
  commitNow(nextOffset: bigint): Promise<void> {
    const { topic, partition } = this.#payload.batch;
    return this.#payload.commitOffsetsIfNecessary({
      topics: [{ topic, partitions: [{ partition, offset: String(nextOffset) }] }],
    });
  }

  end(): void {
    clearInterval(this.#timer);
  }

  async #beat(): Promise<void> {
    if (this.shouldYield()) {
      this.#yieldSince ??= performance.now();
      if (performance.now() - this.#yieldSince > GRACE_MS) this.#abort.abort();
    }
    await this.#ask(() => this.#payload.heartbeat());
  }

  async #ask(question: () => Promise<void>): Promise<void> {
    try {
      await question();
    } catch (error) {
      this.#groupError = error;
      if (isFenced(error)) this.#abort.abort();
    }
  }
}
