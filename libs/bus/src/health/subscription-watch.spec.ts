import { describe, expect, it } from '@jest/globals';
import type { PartitionProgress } from '../bus.ts';
import type { RunningSubscription } from '../consume/start-subscription.ts';
import { SubscriptionWatch } from './subscription-watch.ts';

const [STALL_MS, REFRESH_MS] = [60_000, 5_000];
const TOPIC = 'conversations.scored.v1';

/** Looks every 5 s at two partitions with lag; the first moves with each look when `firstMoves`. Returns what is wrong in the end. */
function watch(options: {
  seconds: number;
  firstMoves: boolean;
  inHand: readonly number[];
  turnAtMs?: number;
  /** Until then it is tried again and again, and fails. */
  failsUntilMs?: number;
}): string[] {
  const subscription = {
    ...{ group: 'reporting', topicNames: [TOPIC], failure: () => null, isMember: () => true },
    ...{ isMine: () => true },
    isWaiting: (_topic: string, _partition: number, graceMs: number) =>
      options.failsUntilMs !== undefined && nowMs <= options.failsUntilMs + graceMs,
    isInHand: (_topic: string, partition: number) =>
      nowMs >= (options.turnAtMs ?? 0) && options.inHand.includes(partition),
  } as unknown as RunningSubscription;
  const found = new SubscriptionWatch(subscription, { stallAfterMs: STALL_MS, refreshMs: REFRESH_MS });
  const endMs = options.seconds * 1_000;
  let nowMs = 0;
  const partition = (n: number, committed: number): PartitionProgress =>
    ({ topic: TOPIC, partition: n, committed: BigInt(committed), lag: 500 }) as PartitionProgress;
  for (; nowMs <= endMs; nowMs += REFRESH_MS)
    found.look(nowMs, [partition(0, options.firstMoves ? nowMs : 0), partition(1, 0)]);
  return found.problems('live', endMs);
}

describe('a subscription with more behind than it can work on at once', () => {
  it('was started again and again for a partition that only waited for its turn', () => {
    expect(watch({ seconds: 110, firstMoves: true, inHand: [0] })).toEqual([]);
  });

  it('was started again for a partition whose turn had just come after a long wait', () => {
    expect(watch({ seconds: 150, firstMoves: true, inHand: [1], turnAtMs: 110_000 })).toEqual([]);
    expect(watch({ seconds: 170, firstMoves: true, inHand: [1], turnAtMs: 110_000 })).toHaveLength(1);
  });

  it('is stuck within 60 s in a batch that is in hand, whatever else moves', () => {
    expect(watch({ seconds: 60, firstMoves: true, inHand: [1] })).toEqual([
      `reporting: ${TOPIC}/1 has not moved, 500 behind`,
    ]);
  });

  it('is stuck within 60 s when nothing moves, in hand or not', () => {
    expect(watch({ seconds: 60, firstMoves: false, inHand: [] })).toHaveLength(2);
  });

  it('was started again soon after a long outage, for a partition that others were tried before', () => {
    const outage = { firstMoves: true, inHand: [0], failsUntilMs: 480_000 };
    expect(watch({ ...outage, seconds: 595 })).toEqual([]);
    expect(watch({ ...outage, seconds: 605 })).toHaveLength(1);
  });

  it('is stuck when the turn of a partition does not come in twice that long', () => {
    expect(watch({ seconds: 120, firstMoves: true, inHand: [0] })).toHaveLength(1);
  });
});
