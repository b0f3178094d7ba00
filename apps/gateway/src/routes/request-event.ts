import { eventId, type Event, type Topic } from '@convoscope/contracts';

/** The one event that a request which changes something publishes; the owning service acts on it. Without a `revision` the key tells events apart. */
export const toRequestEvent = <T>(
  topic: Topic<T>,
  tenant: string,
  key: string,
  data: T,
  requestedAt: string,
  revision = key,
): Event<T> => ({
  id: eventId({ topic: topic.name, tenant, key, revision, producerVersion: '1' }),
  topic: topic.name,
  source: 'gateway',
  tenant,
  key,
  time: requestedAt,
  data,
});
