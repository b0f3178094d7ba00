import { StallWatch, type Look } from '@convoscope/telemetry';
import type { PartitionProgress } from '../bus.ts';
import type { RunningSubscription } from '../consume/start-subscription.ts';

export interface StallLimits {
  stallAfterMs: number;
  refreshMs: number;
}

/** A member may wait this many times `stallAfterMs` for its group: another member may take its time to finish before partitions move. */
const OUTSIDE_FACTOR = 2;
/**
 * While others of the subscription move, a partition of which nothing is in hand waits for its turn, and may do so this many times `stallAfterMs`,
 * counted from when it could have been tried again where it had failed before.
 * Turns are cut so that a round over all partitions takes half of `stallAfterMs` (`turnLengthMs`); one call of a handler that takes long can
 * stretch it, and a restart would only make it longer still.
 */
const TURN_FACTOR = 2;
const LEAST_GAP_MS = 15_000;

const idOf = (topic: string, partition: number): string => `${topic}/${partition}`;

const toLook = ({ topic, partition, committed, lag }: PartitionProgress): Look => ({
  ...{ id: idOf(topic, partition), mark: committed, hasWork: lag > 0 },
});

/** What keeps one subscription from moving, as far as looks at the log have proved it. */
export class SubscriptionWatch {
  readonly #subscription: RunningSubscription;
  readonly #limits: StallLimits;
  readonly #partitions: StallWatch;
  /** The same, of what is in hand: counted from when its turn came, not from when it began to wait for it. */
  readonly #inHand: StallWatch;
  readonly #membership: StallWatch;
  #latest: readonly PartitionProgress[] = [];
  #movedAtMs: number | undefined;

  constructor(subscription: RunningSubscription, limits: StallLimits) {
    this.#subscription = subscription;
    this.#limits = limits;
    const maxGapMs = Math.max(LEAST_GAP_MS, 3 * limits.refreshMs);
    this.#partitions = new StallWatch(maxGapMs);
    this.#inHand = new StallWatch(maxGapMs);
    this.#membership = new StallWatch(maxGapMs);
  }

  look(nowMs: number, progress: readonly PartitionProgress[]): void {
    if (this.#hasMoved(progress)) this.#movedAtMs = nowMs;
    this.#latest = progress;
    const isMember = this.#subscription.isMember();
    const hasLag = progress.some(({ lag }) => lag > 0);
    this.#membership.look(nowMs, isMember ? [] : [{ id: 'group', mark: 0, hasWork: hasLag }]);
    // Outside the group nothing can be said of partitions: what they had stood still before counts on when they come back.
    if (!isMember) return this.#missPartitions();
    const mine = progress.filter(({ topic, partition }) => this.#subscription.isMine(topic, partition));
    this.#partitions.look(nowMs, mine.map(toLook));
    const inHand = mine.filter(({ topic, partition }) => this.#subscription.isInHand(topic, partition));
    this.#inHand.look(nowMs, inHand.map(toLook));
  }

  /** The log could not be read. */
  miss(): void {
    this.#missPartitions();
    this.#membership.miss();
  }

  #missPartitions(): void {
    this.#partitions.miss();
    this.#inHand.miss();
  }

  /** Sentences for people. `live` leaves out what only time or somebody else can mend. */
  problems(kind: 'live' | 'ready', nowMs: number): string[] {
    const { group, failure } = this.#subscription;
    const why = failure();
    const { stallAfterMs, refreshMs } = this.#limits;
    // A standstill begins at most one look before it is first seen: found after `stallAfterMs` at the latest.
    const provenMs = Math.max(stallAfterMs - refreshMs, stallAfterMs / 2);
    const stuck = this.#latest
      .filter(({ topic, partition }) => this.#partitions.stalledMs(idOf(topic, partition), nowMs) >= provenMs)
      .filter(
        ({ topic, partition }) =>
          kind === 'ready' ||
          !(
            this.#subscription.isWaiting(topic, partition, stallAfterMs) ||
            this.#hasOrAwaitsItsTurn(topic, partition, nowMs, provenMs)
          ),
      )
      .map(({ topic, partition, lag }) => `${group}: ${topic}/${partition} has not moved, ${lag} behind`);
    const isOutside = this.#membership.stalledMs('group', nowMs) >= OUTSIDE_FACTOR * stallAfterMs;
    return [
      ...(why === null ? [] : [`${group}: ${why}`]),
      ...(isOutside ? [`${group}: does not get into its group`] : []),
      ...stuck,
    ];
  }

  #hasMoved(progress: readonly PartitionProgress[]): boolean {
    const before = new Map(this.#latest.map((one) => [idOf(one.topic, one.partition), one.committed]));
    return progress.some(({ topic, partition, committed }) => {
      const was = before.get(idOf(topic, partition));
      return was !== undefined && committed > was && this.#subscription.isMine(topic, partition);
    });
  }

  #hasOrAwaitsItsTurn(topic: string, partition: number, nowMs: number, provenMs: number): boolean {
    const { stallAfterMs } = this.#limits;
    const id = idOf(topic, partition);
    const othersMove = this.#movedAtMs !== undefined && nowMs - this.#movedAtMs < stallAfterMs;
    if (!othersMove) return false;
    if (this.#subscription.isInHand(topic, partition)) return this.#inHand.stalledMs(id, nowMs) < provenMs;
    const isSoonAfterFailure = this.#subscription.isWaiting(topic, partition, TURN_FACTOR * stallAfterMs);
    return isSoonAfterFailure || this.#partitions.stalledMs(id, nowMs) < TURN_FACTOR * stallAfterMs;
  }
}
