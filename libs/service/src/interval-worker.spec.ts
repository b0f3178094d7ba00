import { describe, expect, it } from '@jest/globals';
import { createTelemetry } from '@convoscope/telemetry';
import { ManualClock } from '@convoscope/testing';
import { IntervalWorker } from './interval-worker.ts';

/** Times at which runs began within `forMs`, when each takes `runMs`. */
async function startsOf(options: { runMs: number; restFactor?: number; forMs: number }): Promise<number[]> {
  const clock = new ManualClock();
  const telemetry = createTelemetry({ service: 'test', logLevel: 'silent' });
  const startedAtMs = clock.now();
  const starts: number[] = [];
  const worker = new IntervalWorker({
    ...{ name: 'test', intervalMs: 100, clock, telemetry },
    ...(options.restFactor === undefined ? {} : { restFactor: options.restFactor }),
    work: async () => {
      starts.push(clock.now() - startedAtMs);
      await clock.sleep(options.runMs);
    },
  });
  worker.onApplicationBootstrap();
  for (let passedMs = 0; passedMs < options.forMs; passedMs += 50) await clock.advance(50);
  const stopped = worker.onModuleDestroy();
  await clock.advance(options.runMs);
  await stopped;
  await telemetry.close();
  return starts;
}

describe('periodic work', () => {
  it('begins one interval after the run before has ended', async () => {
    expect(await startsOf({ runMs: 200, forMs: 1_000 })).toEqual([100, 400, 700, 1_000]);
  });

  it('rests longer after a run that took long', async () => {
    expect(await startsOf({ runMs: 200, restFactor: 2, forMs: 1_000 })).toEqual([100, 700]);
  });

  it('rests no longer when the clock on the wall is set forward by an hour while it runs', async () => {
    const clock = new ManualClock();
    const telemetry = createTelemetry({ service: 'test', logLevel: 'silent', processMetrics: false });
    let stepMs = 0;
    let nRuns = 0;
    const worker = new IntervalWorker({
      ...{ name: 'test', intervalMs: 100, restFactor: 4, telemetry },
      clock: {
        now: () => clock.now() + stepMs,
        elapsed: () => clock.elapsed(),
        sleep: (ms, signal) => clock.sleep(ms, signal),
      },
      work: () => {
        nRuns += 1;
        stepMs += 3_600_000;
        return Promise.resolve();
      },
    });
    worker.onApplicationBootstrap();
    for (let passedMs = 0; passedMs < 500; passedMs += 50) await clock.advance(50);
    await worker.onModuleDestroy();
    await telemetry.close();
    expect(nRuns).toBeGreaterThanOrEqual(4);
  });
});
