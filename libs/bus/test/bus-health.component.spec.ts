import { describe, expect, it } from '@jest/globals';
import { topics, TransientError } from '@convoscope/contracts';
import { createTelemetry } from '@convoscope/telemetry';
import { eventually, ManualClock } from '@convoscope/testing';
import { createMemoryBus, ok } from '../src/index.ts';
import { feedback } from './sample-events.ts';

const topic = topics.feedbackGiven;

describe('the health of a bus', () => {
  it('tells a consumer that is stuck from one that waits for the outside, by a driven clock', async () => {
    const clock = new ManualClock();
    const telemetry = createTelemetry({ service: 'test', logLevel: 'silent', clock });
    const bus = createMemoryBus({
      telemetry,
      service: 'test',
      clock,
      random: () => 0.999,
      healthRefreshMs: 10,
    });
    let mode: 'down' | 'hang' | 'well' = 'down';
    let release = (): void => undefined;
    const hanging = new Promise<void>((resolve) => (release = resolve));
    await bus.subscribe({
      group: 'a',
      topics: [topic],
      handler: async ({ events }) => {
        if (mode === 'down') throw new TransientError('down', { code: 'TEST_DOWN' });
        if (mode === 'hang') await hanging;
        return events.map(() => ok(undefined));
      },
    });
    const isHealthy = async (kind: 'live' | 'ready'): Promise<unknown> =>
      (await telemetry.health(kind)).checks['bus']?.healthy;

    await bus.publish(topic, [feedback('one')]);
    await eventually(() => expect(clock.nSleeping).toBeGreaterThan(0));
    await clock.advance(100);
    // Behind for 61 s, but only because what it needs is down: no restart, no traffic.
    await new Promise((resolve) => setTimeout(resolve, 50));
    await clock.advance(61_000);
    await eventually(async () =>
      expect([await isHealthy('live'), await isHealthy('ready')]).toEqual([true, false]),
    );

    mode = 'hang';
    await clock.advance(31_000);
    await eventually(async () => expect(await isHealthy('ready')).toBe(false));
    mode = 'well';
    release();
    await eventually(async () =>
      expect([await isHealthy('live'), await isHealthy('ready')]).toEqual([true, true]),
    );

    // Nothing has failed, and yet nothing moves: that is for a restart to heal.
    const stuck = new Promise<void>((resolve) => (release = resolve));
    await bus.subscribe({
      group: 'b',
      topics: [topic],
      handler: async ({ events }) => {
        await stuck;
        return events.map(() => ok(undefined));
      },
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await clock.advance(61_000);
    await eventually(async () => expect(await isHealthy('live')).toBe(false));
    release();
    await eventually(async () => expect(await isHealthy('live')).toBe(true));
    await bus.close();
    await telemetry.close();
  });
});
