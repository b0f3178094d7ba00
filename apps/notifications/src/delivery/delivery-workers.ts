import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { EndpointWorker } from './endpoint-worker.ts';

/** The workers of all endpoints, for as long as the service runs. `release` closes what they share. */
export class DeliveryWorkers implements OnApplicationBootstrap, OnModuleDestroy {
  readonly all: readonly EndpointWorker[];
  readonly #release: () => Promise<void>;

  constructor(workers: readonly EndpointWorker[], release: () => Promise<void>) {
    this.all = workers;
    this.#release = release;
  }

  onApplicationBootstrap(): void {
    for (const worker of this.all) worker.start();
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.all.map((worker) => worker.stop()));
    await this.#release();
  }

  wake(endpoints: ReadonlySet<string>): void {
    for (const worker of this.all) if (endpoints.has(worker.endpoint)) worker.wake();
  }
}
