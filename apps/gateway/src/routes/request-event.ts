import { eventId, type Event, type Topic } from '@convoscope/contracts';

/** The one event that a request which changes something publishes; the owning service acts on it. */
export const toRequestEvent = <T extends { requestedAt: string }>(
  topic: Topic<T>,
  tenant: string,
  key: string,
  data: T,
): Event<T> => ({
  id: eventId({ topic: topic.name, tenant, key, revision: key, producerVersion: '1' }),
  topic: topic.name,
  source: 'gateway',
  tenant,
  key,
  time: data.requestedAt,
  data,
});
