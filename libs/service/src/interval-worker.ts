import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { Clock, Telemetry } from '@convoscope/telemetry';

export interface IntervalWorkerOptions {
  /** For logs and the failure counter. */
  name: string;
  /** Pause between the end of one run and the start of the next. */
  intervalMs: number;
  /** The pause is at least this many times as long as the run before it took: work that has grown expensive is done less often. Default 0. */
  restFactor?: number;
  clock: Clock;
  telemetry: Telemetry;
  work: (signal: AbortSignal) => Promise<unknown>;
  /** Whether `work` runs once more when the service stops (to save what changed since). Default false. */
  runsAtStop?: boolean;
}

/**
 * A provider that does `work` again and again while the service runs; runs never overlap. A failed run is logged and
 * counted, and the next one comes as usual.
 */
export class IntervalWorker implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #options: IntervalWorkerOptions;
  readonly #stopping = new AbortController();
  #loop: Promise<void> = Promise.resolve();

  constructor(options: IntervalWorkerOptions) {
    this.#options = options;
  }

  onApplicationBootstrap(): void {
    this.#loop = this.#repeat();
  }

  async onModuleDestroy(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
    if (this.#options.runsAtStop === true) await this.#runOnce();
  }

  async #repeat(): Promise<void> {
    const { clock, intervalMs, restFactor = 0 } = this.#options;
    const { signal } = this.#stopping;
    let lastRunMs = 0;
    while (!signal.aborted) {
      await clock.sleep(Math.max(intervalMs, restFactor * lastRunMs), signal).catch(() => undefined);
      const startedAtMs = clock.elapsed();
      if (!signal.aborted) await this.#runOnce();
      lastRunMs = clock.elapsed() - startedAtMs;
    }
  }

  async #runOnce(): Promise<void> {
    const { name, telemetry, work } = this.#options;
    const failures = telemetry.counter({
      name: 'worker_failures_total',
      help: 'Runs of periodic work that failed, by worker',
      labels: ['worker'],
    });
    try {
      await work(this.#stopping.signal);
    } catch (error) {
      failures.inc({ worker: name });
      telemetry.logger.error({ err: error, worker: name }, 'periodic work failed');
    }
  }
}
