import { ok, type Outcome, type ReceivedEvent } from '@convoscope/bus';
import type { WebhookDeliveriesRepository, WebhookDeliveryDocument } from '@convoscope/store';
import type { NotificationsEvents } from '../notifications.events.ts';
import type { Addressed } from './address-event.step.ts';

export interface StoreDeliveriesOptions {
  deliveries: Pick<WebhookDeliveriesRepository, 'addMany'>;
  events: Pick<NotificationsEvents, 'accepted'>;
  now: () => number;
  /** Told which endpoints have something due. */
  wake: (endpoints: ReadonlySet<string>) => void;
}

/** What is posted: the same text for every endpoint and every attempt. */
const bodyOf = ({ topic, time, data }: ReceivedEvent): string =>
  JSON.stringify({ type: topic, timestamp: time, data });

function toDeliveries({ event, endpoints }: Addressed, at: Date): WebhookDeliveryDocument[] {
  const { tenant, id: eventId, topic, key } = event;
  const body = bodyOf(event);
  return endpoints.map((endpoint) => ({
    ...{ tenant, endpoint, eventId, topic, key, body },
    ...{ status: 'pending', attempts: 0, nextAttemptAt: at, claim: null },
    ...{ publishedAt: new Date(event.appendedAtMs), createdAt: at },
    ...{ deliveredAt: null, lastFailedAt: null, lastError: null, expireAt: null },
  }));
}

/** Keeps a delivery for each endpoint; an event that comes again changes nothing. */
export function createStoreDeliveriesStep({ deliveries, events, now, wake }: StoreDeliveriesOptions) {
  return async function storeDeliveriesStep(inputs: readonly Addressed[]): Promise<Outcome<Addressed>[]> {
    const at = new Date(now());
    for (const [tenant, ofTenant] of Map.groupBy(inputs, ({ event }) => event.tenant)) {
      const made = ofTenant.flatMap((input) => toDeliveries(input, at));
      await deliveries.addMany(tenant, made);
      for (const [endpoint, own] of Map.groupBy(made, (delivery) => delivery.endpoint))
        events.accepted(endpoint, own.length);
    }
    wake(new Set(inputs.flatMap(({ endpoints }) => endpoints)));
    return inputs.map(ok);
  };
}
