import { expect, it } from '@jest/globals';
import { performance } from 'node:perf_hooks';
import type { ReceivedEvent } from './bus.ts';
import { ok } from './outcome.ts';
import { pipeline } from './pipeline.ts';

const STEP_MS = 5;
const N_EVENTS = 60;

it('lets timers run within a batch of slow synchronous steps: probes timed out and a working service was restarted', async () => {
  const busy = pipeline<number>().step(({ data }) => {
    const end = performance.now() + STEP_MS;
    while (performance.now() < end);
    return ok(data);
  });
  let nTicks = 0;
  const timer = setInterval(() => (nTicks += 1), 1);
  const events = Array.from({ length: N_EVENTS }, (_, data) => ({ key: `k${data}`, data }));
  const outcomes = await busy.run(events as unknown as readonly ReceivedEvent<number>[]);
  clearInterval(timer);
  expect(outcomes).toEqual(events.map(({ data }) => ok(data)));
  // 300 ms of work in turns of 20 ms; half of that is enough for a busy machine.
  expect(nTicks).toBeGreaterThanOrEqual(7);
});
