import { eventId } from './event-id.ts';
import type { Event } from './event.ts';
import type { FeedbackGiven } from './events/work-events.ts';
import { topics } from './topics.ts';

/** The event of what a person said. Its key is what it is about, so that what is said of one conversation or finding stays in order. */
export function toFeedbackEvent(
  tenant: string,
  source: 'gateway' | 'cli',
  data: FeedbackGiven,
): Event<FeedbackGiven> {
  const { feedbackId, subjectId: key, givenAt: time } = data;
  const { name: topic } = topics.feedbackGiven;
  const id = eventId({ topic, tenant, key: feedbackId, revision: feedbackId, producerVersion: '1' });
  return { id, topic, source, tenant, key, time, data };
}
