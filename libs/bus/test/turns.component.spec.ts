import { expect, it } from '@jest/globals';
import { topics } from '@convoscope/contracts';
import { createTelemetry } from '@convoscope/telemetry';
import { eventually } from '@convoscope/testing';
import { createMemoryBus, ok } from '../src/index.ts';
import { systemTime } from '../src/system-time.ts';
import { feedback } from './sample-events.ts';

const N_PARTITIONS = 4;
const N_EVENTS = 400;
/** By the clock of the bus: a turn of one of four partitions is an eighth of a minute, 7 or 8 of these. */
const EVENT_MS = 1_000;

it('lets every partition have its turn while a handler is slow: those behind the first counted as stalled, and the service was restarted', async () => {
  const telemetry = createTelemetry({ service: 'test', logLevel: 'silent' });
  let aheadMs = 0;
  const clock = { ...systemTime, elapsed: () => performance.now() + aheadMs };
  const bus = createMemoryBus({
    ...{ telemetry, service: 'test', clock },
    topics: { partitions: N_PARTITIONS, replicationFactor: 1 },
  });
  const topic = topics.feedbackGiven;
  await bus.ensureTopics([topic]);
  await bus.publish(
    topic,
    Array.from({ length: N_EVENTS }, (_, n) => feedback(`k${n}`)),
  );
  const order: number[] = [];
  await bus.subscribe({
    ...{ group: 'turns', topics: [topic], concurrency: 1, maxBatchSize: 1 },
    handler: ({ partition, events }) => {
      order.push(partition);
      aheadMs += EVENT_MS;
      return Promise.resolve(events.map(() => ok(undefined)));
    },
  });
  await eventually(() => expect(order).toHaveLength(N_EVENTS), { timeoutMs: 20_000 });
  const firstTurns = order.slice(0, 60);
  expect(new Set(firstTurns).size).toBe(N_PARTITIONS);
  await bus.close();
  await telemetry.close();
}, 30_000);
