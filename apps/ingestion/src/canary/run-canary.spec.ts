import { describe, expect, it } from '@jest/globals';
import { topics, type Event } from '@convoscope/contracts';
import { createTelemetry } from '@convoscope/telemetry';
import { ManualClock } from '@convoscope/testing';
import { toCanaryEvent } from './canary-event.ts';
import { createCanary } from './run-canary.ts';

const STAGES = ['translations', 'categories', 'scores', 'analytics'] as const;

/** A pipeline whose stages hold the canary so many milliseconds after it was published; Infinity: never. */
function openPipeline(delaysMs: readonly number[]) {
  const clock = new ManualClock();
  const telemetry = createTelemetry({ service: 'canary', logLevel: 'silent', processMetrics: false });
  const published: { event: Event; atMs: number }[] = [];
  let nReads = 0;
  const newest = (delayMs: number): number | undefined => {
    nReads += 1;
    return published.findLast(({ atMs }) => clock.now() - atMs >= delayMs)?.event.data as never;
  };
  const repositories = STAGES.map((name, i) => {
    const findById = async (): Promise<unknown> => {
      const data = newest(delaysMs[i] ?? 0) as { sequence: number } | undefined;
      return data === undefined ? null : name === 'analytics' ? { anomaly: data } : data;
    };
    return [name, { findById }];
  });
  const run = createCanary({
    ...{ clock, telemetry, giveUpMs: 30_000, store: Object.fromEntries(repositories) as never },
    bus: {
      publish: async (_topic, events) =>
        void published.push(...events.map((event) => ({ event: event as Event, atMs: clock.now() }))),
    },
  });
  const round = async (): Promise<boolean> => {
    const result = run(new AbortController().signal);
    let isOver = false;
    void result.finally(() => (isOver = true));
    while (!isOver) await clock.advance(250);
    return result;
  };
  const metrics = async (): Promise<string> => telemetry.registry.metrics();
  return { round, published, metrics, nReads: () => nReads };
}

describe('the canary', () => {
  it('says how long each stage took, and when it last arrived', async () => {
    const { round, metrics } = openPipeline([500, 1_000, 3_000, 5_000]);
    expect(await round()).toBe(true);
    const text = await metrics();
    const of = (stage: string) =>
      Number(new RegExp(`stage_seconds\\{stage="${stage}",.*\\} (.*)`).exec(text)?.[1]);
    expect(['ingested', 'translated', 'categorised', 'scored', 'reported'].map(of)).toEqual([
      0, 0.5, 1, 3, 5,
    ]);
    expect(text).toMatch(/canary_rounds_total\{outcome="arrived",.*\} 1/);
    expect(text).toMatch(/canary_last_success_timestamp_seconds\{.*\} 17\d+/);
  });

  it('names the stage that it did not reach, and is not fooled by the round before', async () => {
    const { round, metrics, published } = openPipeline([0, 0, 0, 40_000]);
    expect(await round()).toBe(false);
    // By now the first round has arrived everywhere.
    expect(await round()).toBe(false);
    expect(published).toHaveLength(2);
    expect(await metrics()).toMatch(/canary_rounds_total\{outcome="not reported",.*\} 2/);
    expect(await metrics()).not.toMatch(/canary_last_success_timestamp_seconds\{.*\} [1-9]/);
  });

  it('reads a few documents a round, and only what has not arrived yet', async () => {
    const { round, nReads } = openPipeline([1_000, 1_000, 1_000, 1_000]);
    await round();
    expect(nReads()).toBeLessThanOrEqual(8);
  });

  it('is an event that fits its topic, of one conversation, under a tenant of its own', () => {
    const [one, two] = [toCanaryEvent(1, 0), toCanaryEvent(2, 60_000)];
    expect(topics.conversationsIngested.schema.safeParse(one.data).success).toBe(true);
    expect([one.key, one.tenant]).toEqual([two.key, two.tenant]);
    expect(one.tenant).not.toBe('default');
    expect(one.id).not.toBe(two.id);
    expect(one.data.startedAt).toBe(two.data.startedAt);
  });
});
