import { expect, it } from '@jest/globals';
import { PermanentError, topics } from '@convoscope/contracts';
import { createTelemetry, systemClock } from '@convoscope/telemetry';
import { eventually } from '@convoscope/testing';
import { createBus } from '../src/create-bus.ts';
import type { BusDriver } from '../src/driver/bus-driver.ts';
import { deadLetterId, ok } from '../src/index.ts';
import { MemoryCluster } from '../src/memory/memory-cluster.ts';
import { createMemoryDriver } from '../src/memory/memory-driver.ts';
import { feedback } from './sample-events.ts';

const N_HELD = 4_000;
const topic = topics.feedbackGiven;

/** A driver that counts the dead letters it gives out. */
function counting(driver: BusDriver): { driver: BusDriver; nRead: () => number } {
  let nRead = 0;
  const read: BusDriver['read'] = (name, onBatch, options) =>
    driver.read(
      name,
      (batch) => {
        if (name.endsWith('.dlq')) nRead += batch.records.length;
        return onBatch(batch);
      },
      options,
    );
  return { driver: { ...driver, read }, nRead: () => nRead };
}

it('lets thousands of events go on with two reads of each, and lists without reading all again', async () => {
  const telemetry = createTelemetry({ service: 'test', logLevel: 'silent', processMetrics: false });
  const cluster = new MemoryCluster({ now: () => Date.now(), defaultPartitions: 1 });
  const { driver, nRead } = counting(createMemoryDriver(cluster, systemClock));
  const bus = createBus(driver, { telemetry, service: 'test', parkingCheckMs: 20 }, 1);
  let isPoison = true;
  const seen: string[] = [];
  await bus.subscribe({
    group: 'a',
    topics: [topic],
    handler: ({ events }) => {
      const poisonous = events.some(({ data }) => data.value === '0');
      if (isPoison && poisonous) return Promise.reject(new PermanentError('no', { code: 'TEST_POISON' }));
      seen.push(...events.map(({ data }) => data.value));
      return Promise.resolve(events.map(() => ok(undefined)));
    },
  });
  const values = Array.from({ length: N_HELD + 1 }, (_, n) => String(n));
  await bus.publish(
    topic,
    values.map((value) => feedback('k', value)),
  );
  await eventually(async () =>
    expect(await bus.listDeadLetters(topic, { limit: 10_000 })).toHaveLength(N_HELD + 1),
  );
  const beforeList = nRead();
  await bus.listDeadLetters(topic, { limit: 10 });
  expect(nRead() - beforeList).toBeLessThanOrEqual(10);

  const [first] = await bus.listDeadLetters(topic, { limit: 10_000 });
  isPoison = false;
  const before = nRead();
  await bus.replayDeadLetters(topic, first ? [deadLetterId(first)] : []);
  await eventually(() => expect(seen).toHaveLength(N_HELD + 1), { timeoutMs: 30_000 });
  expect(seen).toEqual(values);
  await bus.close();
  // The letters once more to append them, and their resolutions once.
  expect(nRead() - before).toBeLessThanOrEqual(2 * N_HELD + 10);
  await telemetry.close();
}, 60_000);
