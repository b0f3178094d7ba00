import type { WebhookDeliveriesRepository, WebhookDeliveryDocument } from '@convoscope/store';
import type { Clock } from '@convoscope/telemetry';
import type { NotificationsEvents } from '../notifications.events.ts';
import { afterFailure, type RetrySchedule } from './after-failure.ts';
import type { Attempt, Channel } from './channel.port.ts';
import type { EndpointRegistry } from './endpoint-registry.ts';

export interface BatchContext {
  readonly tenant: string;
  readonly endpoint: string;
  readonly channel: Channel;
  readonly deliveries: WebhookDeliveriesRepository;
  readonly registry: EndpointRegistry;
  readonly events: NotificationsEvents;
  readonly clock: Clock;
  readonly retries: RetrySchedule;
  readonly concurrency: number;
  readonly keepDeliveredMs: number;
  readonly keepFailedMs: number;
  readonly claim: string;
  /** An attempt that began later could outlast the claim. */
  readonly lastStartMs: number;
  /** Aborted: nothing more is begun. */
  readonly stopping: AbortSignal;
  /** Aborted: what has begun is not waited for. */
  readonly givingUp: AbortSignal;
  readonly onAttempt: () => void;
}

/** When what was not posted is due again, or null while posting goes on. */
type Pause = { readonly untilMs: number } | null;

type Failed = Extract<Attempt, { error: string }>;

async function noteArrival(context: BatchContext, delivery: WebhookDeliveryDocument): Promise<void> {
  const { tenant, endpoint, deliveries, clock, keepDeliveredMs, events } = context;
  const nowMs = clock.now();
  const when = { at: new Date(nowMs), expireAt: new Date(nowMs + keepDeliveredMs) };
  if (await deliveries.markDelivered(tenant, endpoint, delivery.eventId, when))
    events.delivered(endpoint, (nowMs - delivery.publishedAt.getTime()) / 1_000);
}

async function noteRefusal(
  context: BatchContext,
  { eventId, attempts }: WebhookDeliveryDocument,
  { error, reason, ...attempt }: Failed,
): Promise<void> {
  const { tenant, endpoint, deliveries, clock, claim, events, retries, keepFailedMs } = context;
  const nowMs = clock.now();
  const retryAfterMs = attempt.kind === 'refused' ? attempt.retryAfterMs : undefined;
  const next = afterFailure({ nAttempts: attempts + 1, nowMs, retryAfterMs }, retries);
  const failure = { claim, error, at: new Date(nowMs), expireAt: new Date(nowMs + keepFailedMs), next };
  if (await deliveries.markFailed(tenant, endpoint, eventId, failure))
    events.refused(endpoint, { eventId, reason, nAttempts: attempts + 1, isLast: next.status === 'failed' });
}

/** The endpoint wants nothing more: that is noted where every process looks before it posts. */
async function disableEndpoint(
  context: BatchContext,
  { eventId }: WebhookDeliveryDocument,
  { error, reason }: Failed,
): Promise<void> {
  const { tenant, endpoint, deliveries, registry, clock, claim, events, keepFailedMs } = context;
  const at = new Date(clock.now());
  const expireAt = new Date(at.getTime() + keepFailedMs);
  const next = { status: 'disabled' } as const;
  await deliveries.markFailed(tenant, endpoint, eventId, { claim, at, error, next, expireAt });
  const isNew = await registry.disable(tenant, endpoint, { atMs: at.getTime(), because: reason });
  const nWaiting = await deliveries.moveAll(tenant, endpoint, {
    ...{ from: 'pending', to: 'disabled', expireAt },
  });
  if (isNew) events.disabled(endpoint, reason);
  events.waits(endpoint, nWaiting + 1);
}

/** Posts one delivery and notes what became of it; resolves to a pause where the others of the batch need not be posted now. */
async function post(context: BatchContext, delivery: WebhookDeliveryDocument): Promise<Pause> {
  const { tenant, endpoint, channel, deliveries, clock, claim, events, givingUp } = context;
  const attempt = await channel.send(delivery, givingUp);
  context.onAttempt();
  switch (attempt.kind) {
    case 'arrived':
      await noteArrival(context, delivery);
      return null;
    case 'refused':
      await noteRefusal(context, delivery, attempt);
      return null;
    case 'gone':
      await disableEndpoint(context, delivery, attempt);
      return { untilMs: clock.now() };
    case 'not-tried': {
      const untilMs = clock.now() + attempt.afterMs;
      await deliveries.release(tenant, endpoint, [delivery.eventId], { claim, at: new Date(untilMs) });
      events.postponed(endpoint, 1);
      return { untilMs };
    }
  }
}

/**
 * Posts claimed deliveries, `concurrency` at a time. What it does not come to (the service stops, the claim runs out, the receiver is taken for
 * down or gone) is given back. Throws what the database threw, after all that has begun has ended.
 */
export async function postBatch(
  claimed: readonly WebhookDeliveryDocument[],
  context: BatchContext,
): Promise<void> {
  const { tenant, endpoint, deliveries, clock, claim, stopping, events } = context;
  const waiting = [...claimed];
  let pause: Pause = null;
  const mayBegin = (): boolean =>
    pause === null && !stopping.aborted && clock.now() <= context.lastStartMs && waiting.length > 0;
  const lane = async (): Promise<void> => {
    while (mayBegin()) {
      const delivery = waiting.shift();
      if (delivery !== undefined) pause = (await post(context, delivery)) ?? pause;
    }
  };
  const lanes = Array.from({ length: Math.min(context.concurrency, claimed.length) }, lane);
  const ends = await Promise.allSettled(lanes);
  if (waiting.length > 0) {
    const { untilMs } = (pause as Pause) ?? { untilMs: clock.now() };
    const ids = waiting.map(({ eventId }) => eventId);
    await deliveries.release(tenant, endpoint, ids, { claim, at: new Date(untilMs) });
    events.postponed(endpoint, ids.length);
  }
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
