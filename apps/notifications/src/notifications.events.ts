import type { DeliveryStatus } from '@convoscope/store';
import type { Telemetry } from '@convoscope/telemetry';

export interface Refusal {
  readonly eventId: string;
  readonly reason: string;
  readonly nAttempts: number;
  readonly isLast: boolean;
}

/** Every business event of this service, each counted and logged in one place. */
export interface NotificationsEvents {
  accepted(endpoint: string, count: number): void;
  /** `seconds`: from the event's being published. */
  delivered(endpoint: string, seconds: number): void;
  refused(endpoint: string, refusal: Refusal): void;
  /** It wants nothing more, until somebody enables it. */
  disabled(endpoint: string, reason: string): void;
  /** For its endpoint to be enabled. */
  waits(endpoint: string, count: number): void;
  /** Not tried now, without an attempt being counted. */
  postponed(endpoint: string, count: number): void;
  measured(
    endpoint: string,
    counts: Partial<Record<DeliveryStatus, number>>,
    oldestPendingSeconds: number,
  ): void;
  roundFailed(endpoint: string, error: unknown, isPassing: boolean): void;
}

/** Seconds; the objective is one hour. */
const DELIVERY_BUCKETS = [0.1, 0.5, 2, 10, 60, 600, 3_600, 21_600, 86_400];

export function createNotificationsEvents(telemetry: Telemetry): NotificationsEvents {
  const labels = ['endpoint'] as const;
  const accepted = telemetry.counter({
    ...{ name: 'notifications_accepted_total', labels },
    help: 'Events that were stored for an endpoint, repeats included',
  });
  const outcomes = telemetry.counter({
    name: 'notifications_deliveries_total',
    help: 'What became of deliveries: delivered, refused (tried again), failed (given up), disabled, postponed (not tried)',
    labels: ['endpoint', 'outcome'],
  });
  const seconds = telemetry.histogram({
    ...{ name: 'notifications_delivery_seconds', labels, buckets: DELIVERY_BUCKETS },
    help: 'Time from the publishing of an event until its receiver had it',
  });
  const waiting = telemetry.gauge({
    name: 'notifications_waiting',
    help: 'Deliveries that are not delivered, by endpoint and status',
    labels: ['endpoint', 'status'],
  });
  const oldest = telemetry.gauge({
    ...{ name: 'notifications_oldest_pending_seconds', labels },
    help: 'Age of the oldest event that is still to be delivered; 0 where there is none',
  });
  const { logger } = telemetry;
  return {
    accepted: (endpoint, count) => accepted.inc({ endpoint }, count),
    delivered(endpoint, tookSeconds) {
      outcomes.inc({ endpoint, outcome: 'delivered' });
      seconds.observe({ endpoint }, Math.max(0, tookSeconds));
    },
    refused(endpoint, { isLast, ...refusal }) {
      outcomes.inc({ endpoint, outcome: isLast ? 'failed' : 'refused' });
      if (isLast) logger.error({ endpoint, ...refusal }, 'delivery given up');
      else logger.debug({ endpoint, ...refusal }, 'delivery refused; it is tried again');
    },
    disabled: (endpoint, reason) =>
      logger.error({ endpoint, reason }, 'endpoint disabled until somebody enables it'),
    waits: (endpoint, count) => outcomes.inc({ endpoint, outcome: 'disabled' }, count),
    postponed: (endpoint, count) => outcomes.inc({ endpoint, outcome: 'postponed' }, count),
    measured(endpoint, counts, oldestPendingSeconds) {
      for (const [status, count] of Object.entries(counts)) waiting.set({ endpoint, status }, count);
      oldest.set({ endpoint }, oldestPendingSeconds);
    },
    roundFailed(endpoint, error, isPassing) {
      logger[isPassing ? 'warn' : 'error']({ endpoint, err: error }, 'deliveries could not be worked on');
    },
  };
}
