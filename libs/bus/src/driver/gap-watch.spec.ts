import { describe, expect, it } from '@jest/globals';
import { eventually } from '@convoscope/testing';
import type { BatchControl, BatchVerdict, BusDriver, ConsumeOptions, StoredRecord } from './bus-driver.ts';
import { withGapWatch, type ExpiredGap } from './gap-watch.ts';

interface Log {
  committed: bigint | null;
  low: bigint;
  isAway?: boolean;
}

const ofPartition: ReadonlySet<string> = new Set(['t/0']);

const toRecord = (offset: bigint): StoredRecord => ({
  offset,
  timestampMs: 0,
  key: null,
  value: null,
  headers: {},
});

/** A consumer of one partition, whose handler processes whatever comes and answers with `verdicts` in turn. */
async function consume(log: Log, verdicts: BatchVerdict[] = []) {
  const gaps: ExpiredGap[] = [];
  let nAsked = 0;
  let given: ConsumeOptions | undefined;
  const inner = {
    consume: (options: ConsumeOptions) => {
      given = options;
      return Promise.resolve({ stop: () => Promise.resolve(), assigned: () => null });
    },
    committed: () => {
      nAsked += 1;
      if (log.isAway === true) return Promise.reject(new Error('away'));
      return Promise.resolve(new Map([['t', new Map([[0, log.committed]])]]));
    },
    offsets: () => Promise.resolve([{ partition: 0, low: log.low, high: 100n }]),
  } as unknown as BusDriver;
  const handled: bigint[] = [];
  await withGapWatch(inner, (gap) => void gaps.push(gap)).consume({
    ...{ group: 'g', topics: ['t'], concurrency: 1, maxBatchSize: 10, onCrash: () => undefined },
    onBatch({ records }) {
      const offsets = Array.from(records, ({ offset }) => offset);
      handled.push(...offsets);
      const nextOffset = (offsets.at(-1) ?? 0n) + 1n;
      return Promise.resolve(verdicts.shift() ?? { kind: 'continue', nextOffset });
    },
  });
  const deliver = async (...offsets: bigint[]): Promise<BatchVerdict | undefined> =>
    given?.onBatch(
      { topic: 't', partition: 0, records: offsets.map(toRecord), endOffset: 100n },
      {} as BatchControl,
    );
  nAsked = 0;
  const assign = (): void => given?.onAssigned?.(ofPartition);
  return { deliver, assign, gaps, handled, nAsked: () => nAsked };
}

describe('a watch for gaps', () => {
  it('reports what retention deleted unread: a consumer that went on at the earliest record said nothing', async () => {
    const { deliver, gaps, handled } = await consume({ committed: 10n, low: 42n });
    await deliver(42n, 43n);
    expect(gaps).toEqual([{ group: 'g', topic: 't', partition: 0, from: 10n, to: 42n }]);
    expect(handled).toEqual([42n, 43n]);
  });

  it('is content with offsets that are missing for other reasons, and with a group that is new', async () => {
    const compacted = await consume({ committed: 10n, low: 0n });
    await compacted.deliver(12n);
    const fresh = await consume({ committed: null, low: 42n });
    await fresh.deliver(42n);
    expect([...compacted.gaps, ...fresh.gaps]).toEqual([]);
  });

  it('asks the log once as long as each batch begins where the last one ended', async () => {
    const { deliver, nAsked } = await consume({ committed: 0n, low: 0n });
    await deliver(0n, 1n);
    await deliver(2n);
    await deliver(3n, 4n);
    expect(nAsked()).toBe(1);
  });

  it('asks again after another member had the partition, and knows what was given back for a retry', async () => {
    const { deliver, nAsked } = await consume({ committed: 0n, low: 0n }, [
      { kind: 'retry', nextOffset: 1n, retryAfterMs: 5 },
    ]);
    await deliver(0n, 1n, 2n);
    await deliver(1n, 2n);
    expect(nAsked()).toBe(1);
    await deliver(9n);
    expect(nAsked()).toBe(2);
  });

  it('lets a batch wait while the log cannot be asked: committed, it would hide the gap before it', async () => {
    const log: Log = { committed: 10n, low: 42n };
    const { deliver, handled, gaps } = await consume(log);
    log.isAway = true;
    expect(await deliver(42n)).toMatchObject({ kind: 'retry', nextOffset: 42n });
    expect([handled, gaps]).toEqual([[], []]);
  });

  it('reports the gap as it is: a client that found its offset gone had overwritten it, and all of the topic seemed missing', async () => {
    const log: Log = { committed: 10n, low: 42n };
    const { deliver, assign, gaps } = await consume(log);
    log.committed = null;
    assign();
    await deliver(42n);
    expect(gaps).toEqual([{ group: 'g', topic: 't', partition: 0, from: 10n, to: 42n }]);
  });

  it('reports the gap although no record comes after it, and only once', async () => {
    const { deliver, assign, gaps } = await consume({ committed: 10n, low: 42n });
    assign();
    await eventually(() => expect(gaps).toHaveLength(1));
    assign();
    await deliver(42n);
    expect(gaps).toHaveLength(1);
  });
});
