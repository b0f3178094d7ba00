import {
  DEFAULT_TENANT,
  eventId,
  topics,
  type Event,
  type FeedbackGiven,
  type ReportRequested,
} from '@convoscope/contracts';

const TIME = '2026-01-01T00:00:00.000Z';

const toEvent = <T>(topic: string, key: string, revision: string, data: T): Event<T> => ({
  id: eventId({ topic, tenant: DEFAULT_TENANT, key, revision, producerVersion: 'test' }),
  topic,
  source: 'test',
  tenant: DEFAULT_TENANT,
  key,
  time: TIME,
  data,
});

/** A valid event of `reports.requested.v1`; `note` travels in `requestedBy`. */
export const reportRequest = (key: string, note: unknown = 'test'): Event<ReportRequested> =>
  toEvent(topics.reportsRequested.name, key, String(note), {
    requestId: key,
    period: 'daily',
    date: '2026-01-01',
    requestedAt: TIME,
    requestedBy: typeof note === 'string' ? note : 'test',
  });

/** A valid event of `feedback.given.v1`. */
export const feedback = (key: string, value = 'billing'): Event<FeedbackGiven> =>
  toEvent(topics.feedbackGiven.name, key, value, {
    feedbackId: key,
    subject: 'category',
    subjectId: `conversation-${key}`,
    field: 'topic',
    value,
    givenBy: 'tester',
    givenAt: TIME,
  });
