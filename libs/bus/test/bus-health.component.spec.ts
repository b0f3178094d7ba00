import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { topics, TransientError } from '@convoscope/contracts';
import { createTelemetry, type Telemetry } from '@convoscope/telemetry';
import { eventually, ManualClock } from '@convoscope/testing';
import { setTimeout as delay } from 'node:timers/promises';
import { createBus } from '../src/create-bus.ts';
import type { BusDriver } from '../src/driver/bus-driver.ts';
import { ok, type BatchHandler, type Bus } from '../src/index.ts';
import { MemoryCluster } from '../src/memory/memory-cluster.ts';
import { createMemoryDriver } from '../src/memory/memory-driver.ts';
import { feedback } from './sample-events.ts';

const topic = topics.feedbackGiven;
const LOOK_MS = 10;

describe('the health of a bus, by a driven clock', () => {
  let clock: ManualClock;
  let telemetry: Telemetry;
  let cluster: MemoryCluster;
  let buses: Bus[];
  let isBrokerDown: boolean;
  let released: PromiseWithResolvers<void>;

  beforeEach(() => {
    clock = new ManualClock();
    telemetry = createTelemetry({ service: 'test', logLevel: 'silent', clock });
    cluster = new MemoryCluster({ now: clock.now, defaultPartitions: 4 });
    buses = [];
    isBrokerDown = false;
    released = Promise.withResolvers();
  });
  afterEach(async () => {
    released.resolve();
    for (const bus of buses) await bus.close();
    await telemetry.close();
  });

  /** A process on the cluster; `telemetry` of its own where its health is asked for apart. */
  const connect = (of = telemetry): Bus => {
    const driver = createMemoryDriver(cluster, clock);
    const whileUp = <T>(call: () => Promise<T>): Promise<T> =>
      isBrokerDown ? Promise.reject(new TransientError('away', { code: 'TEST_AWAY' })) : call();
    const faulty: BusDriver = {
      ...driver,
      offsets: (name) => whileUp(() => driver.offsets(name)),
      committed: (group, topicNames) => whileUp(() => driver.committed(group, topicNames)),
    };
    const options = { telemetry: of, service: 'test', clock, random: () => 0.999, healthRefreshMs: LOOK_MS };
    const bus = createBus(faulty, options, 4);
    buses.push(bus);
    return bus;
  };
  const listen = (bus: Bus, handler: BatchHandler, group = 'a') =>
    bus.subscribe({ group, topics: [topic], handler });
  const hangs: BatchHandler = async ({ events }) => {
    await released.promise;
    return events.map(() => ok(undefined));
  };
  const healthOf = async (kind: 'live' | 'ready', of = telemetry): Promise<boolean | undefined> =>
    (await of.health(kind)).checks['bus']?.healthy;
  /** Lets time go by with a look at the log every 5 s of it. */
  const pass = async (seconds: number): Promise<void> => {
    for (let gone = 0; gone < seconds; gone += 5) {
      await clock.advance(5_000);
      await delay(3 * LOOK_MS);
    }
  };

  it('finds a handler that never returns within 60 s, and not much earlier', async () => {
    const bus = connect();
    await listen(bus, hangs);
    await bus.publish(topic, [feedback('one')]);
    await delay(5 * LOOK_MS);
    await pass(25);
    expect([await healthOf('live'), await healthOf('ready')]).toEqual([true, true]);
    await pass(35);
    expect([await healthOf('live'), await healthOf('ready')]).toEqual([false, false]);
    released.resolve();
    await eventually(async () => expect(await healthOf('live')).toBe(true));
  });

  it('does not ask for a restart while a dependency of the handler is down for ten minutes', async () => {
    const bus = connect();
    let isDown = true;
    await listen(bus, ({ events }) =>
      isDown
        ? Promise.reject(new TransientError('down', { code: 'TEST_DOWN' }))
        : Promise.resolve(events.map(() => ok(undefined))),
    );
    await bus.publish(topic, [feedback('one')]);
    await pass(120);
    for (let minute = 2; minute < 10; minute++) {
      await pass(60);
      expect([await healthOf('live'), await healthOf('ready')]).toEqual([true, false]);
    }
    isDown = false;
    await pass(35);
    expect([await healthOf('live'), await healthOf('ready')]).toEqual([true, true]);
  });

  it('finds a handler that hangs at the second try: a failure in the past is no excuse for ever', async () => {
    const bus = connect();
    let nTries = 0;
    await listen(bus, (batch) =>
      nTries++ === 0 ? Promise.reject(new TransientError('down', { code: 'TEST_DOWN' })) : hangs(batch),
    );
    await bus.publish(topic, [feedback('one')]);
    await eventually(() => expect(clock.nSleeping).toBeGreaterThan(0));
    await pass(5);
    expect(nTries).toBe(2);
    await pass(70);
    expect(await healthOf('live')).toBe(false);
  });

  it('asks for no restart while the broker is away for ten minutes, although events were waiting when it went', async () => {
    const bus = connect();
    await listen(bus, hangs);
    await bus.publish(topic, [feedback('one')]);
    await delay(5 * LOOK_MS);
    await pass(30);
    isBrokerDown = true;
    await pass(600);
    expect([await healthOf('live'), await healthOf('ready')]).toEqual([true, false]);
    isBrokerDown = false;
    await pass(10);
    expect([await healthOf('live'), await healthOf('ready')]).toEqual([true, true]);
    // It still hangs: that is found once the log can be read again.
    await pass(40);
    expect(await healthOf('live')).toBe(false);
  });

  it('leaves a healthy member alone when another member of its group is stuck', async () => {
    const others = createTelemetry({ service: 'other', logLevel: 'silent', clock });
    const [well, stuck] = [connect(), connect(others)];
    await listen(well, ({ events }) => Promise.resolve(events.map(() => ok(undefined))));
    await listen(stuck, hangs);
    await well.publish(
      topic,
      Array.from({ length: 40 }, (_, n) => feedback(`k${n}`)),
    );
    await delay(5 * LOOK_MS);
    await pass(75);
    expect([await healthOf('live'), await healthOf('live', others)]).toEqual([true, false]);
    await others.close();
  });

  it('is not fooled by a clock that jumps', async () => {
    const bus = connect();
    await listen(bus, hangs);
    await bus.publish(topic, [feedback('one')]);
    await delay(5 * LOOK_MS);
    await clock.advance(3_600_000);
    await delay(5 * LOOK_MS);
    expect(await healthOf('live')).toBe(true);
  });
});
