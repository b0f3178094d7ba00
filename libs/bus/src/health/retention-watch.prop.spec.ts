import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@convoscope/testing';
import fc from 'fast-check';
import type { PartitionProgress } from '../bus.ts';
import type { BusDriver } from '../driver/bus-driver.ts';
import { createTopicNames } from '../topic-names.ts';
import { describeTimeLag } from './report-retention.ts';
import { createRetentionWatch, judgeRetention } from './retention-watch.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A log with one record a partition that is not yet processed, appended at these times. */
function watchOf(
  appendedAtMs: readonly number[],
  retentionMs: number | null,
  clock = new ManualClock(1_000 * DAY_MS),
) {
  const progress: PartitionProgress[] = appendedAtMs.map((_, partition) => ({
    ...{ group: 'a', topic: 't', partition, committed: 0n, end: 1n, lag: 1 },
    ...{ nExpired: 0, lastProgressAtMs: 0 },
  }));
  let nRequests = 0;
  const driver = {
    offsetsAt: (_topic: string, timestampMs: number) => {
      nRequests += 1;
      return Promise.resolve(
        new Map(appendedAtMs.map((at, partition) => [partition, at < timestampMs ? 1n : 0n])),
      );
    },
    retentionMs: () => Promise.resolve(retentionMs),
  } as unknown as BusDriver;
  const monitor = { progress: () => Promise.resolve(progress) };
  return {
    clock,
    progress,
    nRequests: () => nRequests,
    watch: createRetentionWatch(driver, createTopicNames(''), monitor, clock),
  };
}

describe('the watch over retention', () => {
  it('finds the age of the oldest unprocessed event to 2 %, with few requests', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 20 * DAY_MS }), { minLength: 1, maxLength: 4 }),
        async (ages) => {
          const now = 1_000 * DAY_MS;
          const { watch, nRequests } = watchOf(
            ages.map((age) => now - age),
            14 * DAY_MS,
          );
          const [lag] = await watch.timeLags(['a'], ['t']);
          const truth = Math.max(1_000, ...ages);
          expect(Math.abs((lag?.timeLagMs ?? 0) - truth)).toBeLessThanOrEqual(Math.max(1_001, truth * 0.021));
          expect(nRequests()).toBeLessThanOrEqual(25);
        },
      ),
    );
  });

  it('warns when half of the retention is used up, and says when events will be lost at this rate', async () => {
    const now = 1_000 * DAY_MS;
    const { watch, clock } = watchOf([now - 13 * HOUR_MS], DAY_MS);
    expect((await watch.timeLags(['a'], ['t']))[0]).toMatchObject({ verdict: 'risk', lossInMs: null });
    await clock.advance(HOUR_MS);
    const [lag] = await watch.timeLags(['a'], ['t']);
    expect(lag).toMatchObject({ verdict: 'risk' });
    expect(lag?.lossInMs).toBeGreaterThan(8 * HOUR_MS);
    expect(lag?.lossInMs).toBeLessThan(13 * HOUR_MS);
    expect(lag && describeTimeLag(lag)).toMatch(
      /^a is 1[34].* h behind on t, which keeps events for 24 h, at this rate events are lost in/,
    );
  });

  it('asks nothing of the log about a topic without lag, and finds it fine', async () => {
    const { watch, progress, nRequests } = watchOf([0], DAY_MS);
    progress[0] = { ...(progress[0] as PartitionProgress), lag: 0 };
    expect((await watch.timeLags(['a'], ['t']))[0]).toMatchObject({ timeLagMs: 0, verdict: 'fine' });
    expect(nRequests()).toBe(0);
  });

  it.each([
    [
      'events were deleted unprocessed',
      { timeLagMs: 0, retentionMs: null, lossInMs: null, nExpired: 3 },
      'lost',
    ],
    [
      'the topic keeps everything',
      { timeLagMs: 90 * DAY_MS, retentionMs: null, lossInMs: null, nExpired: 0 },
      'fine',
    ],
    [
      'half is used',
      { timeLagMs: 7 * DAY_MS, retentionMs: 14 * DAY_MS, lossInMs: null, nExpired: 0 },
      'risk',
    ],
    [
      'a tenth is used, a day is left',
      { timeLagMs: 3 * HOUR_MS, retentionMs: DAY_MS, lossInMs: DAY_MS, nExpired: 0 },
      'risk',
    ],
    [
      'hardly any is used',
      { timeLagMs: HOUR_MS, retentionMs: DAY_MS, lossInMs: DAY_MS, nExpired: 0 },
      'fine',
    ],
    ['it shrinks', { timeLagMs: 3 * HOUR_MS, retentionMs: DAY_MS, lossInMs: null, nExpired: 0 }, 'fine'],
  ] as const)('judges: %s', (_, facts, verdict) => expect(judgeRetention(facts)).toBe(verdict));

  it('names what was lost and what to do', () => {
    const lost = {
      group: 'a',
      topic: 't',
      timeLagMs: 0,
      retentionMs: DAY_MS,
      lossInMs: null,
      nExpired: 5,
      verdict: 'lost' as const,
    };
    expect(describeTimeLag(lost)).toBe(
      'a has lost 5 events of t: they were deleted before it processed them; run convoscope reconcile',
    );
  });
});
