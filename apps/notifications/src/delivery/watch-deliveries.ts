import type { WebhookDeliveriesRepository } from '@convoscope/store';
import { StallWatch, type Clock, type Look, type Telemetry } from '@convoscope/telemetry';
import type { NotificationsEvents } from '../notifications.events.ts';
import type { EndpointWorker } from './endpoint-worker.ts';

export interface WatchOptions {
  readonly workers: readonly EndpointWorker[];
  readonly deliveries: WebhookDeliveriesRepository;
  readonly events: NotificationsEvents;
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, 'addHealthCheck'>;
  /** Time between two looks, in ms. */
  readonly intervalMs: number;
  /** Longest time without an ended attempt or round, in ms; longer than an attempt. */
  readonly stallAfterMs: number;
}

/** It has work where deliveries are due that nobody has in hand; it moves with each round and attempt that ends. */
async function lookAt(worker: EndpointWorker, options: WatchOptions): Promise<Look> {
  const { deliveries, events, clock } = options;
  const { tenant, endpoint, nSteps } = worker;
  const at = new Date(clock.now());
  const [counts, oldest, nDue] = await Promise.all([
    deliveries.countByStatus(tenant, endpoint, ['pending', 'failed', 'disabled']),
    deliveries.findOldestPending(tenant, endpoint),
    deliveries.countDue(tenant, endpoint, at),
  ]);
  const ageMs = oldest === null ? 0 : Math.max(0, at.getTime() - oldest.publishedAt.getTime());
  events.measured(endpoint, counts, ageMs / 1_000);
  return { id: endpoint, mark: nSteps, hasWork: nDue > 0 };
}

/**
 * The work of one look at all endpoints, to be repeated: measures what waits. Adds the liveness check `deliveries`, which fails where
 * something is due and its worker has ended nothing for too long: a restart helps then. A database that is away fails no liveness.
 */
export function watchDeliveries(options: WatchOptions): () => Promise<void> {
  const { workers, clock, telemetry, intervalMs, stallAfterMs } = options;
  const watch = new StallWatch(3 * intervalMs);
  telemetry.addHealthCheck('live', 'deliveries', () => {
    const stalled = watch.stalledFor(stallAfterMs);
    return stalled.length === 0 ? { healthy: true } : { healthy: false, details: { stalled } };
  });
  return async () => {
    try {
      const looks = await Promise.all(workers.map((worker) => lookAt(worker, options)));
      watch.look(clock.elapsed(), looks);
    } catch (error) {
      watch.miss();
      throw error;
    }
  };
}
