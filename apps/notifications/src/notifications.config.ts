import { boolean, defineSettings, durationMs, integer, list } from '@convoscope/config';
import { webhookEndpoints } from './webhooks/webhook-endpoint.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export const webhookSettings = defineSettings({
  endpoints: {
    env: 'WEBHOOKS',
    type: webhookEndpoints(),
    default: [],
    doc: 'Who is told of what, as JSON: a list of {name, url, topics, secrets, tenant?}; see docs/webhooks.md. Best by WEBHOOKS_FILE.',
  },
  allowPrivate: {
    env: 'WEBHOOKS_ALLOW_PRIVATE',
    type: boolean(),
    default: false,
    doc: 'Whether webhooks may lead to private addresses, for receivers in the same house. Link-local and metadata addresses stay refused.',
  },
  timeoutMs: {
    env: 'WEBHOOKS_TIMEOUT',
    type: durationMs({ min: 100, max: MINUTE_MS }),
    unit: 'ms',
    default: 15_000,
    doc: 'How long a receiver may take to answer one post.',
  },
  concurrency: {
    env: 'WEBHOOKS_CONCURRENCY',
    type: integer({ min: 1, max: 256 }),
    default: 8,
    doc: 'Posts to one endpoint at the same time, by each process.',
  },
  batchSize: {
    env: 'WEBHOOKS_BATCH',
    type: integer({ min: 1, max: 1_000 }),
    default: 50,
    doc: 'Deliveries of one endpoint that a process takes in hand at once.',
  },
  retryScheduleMs: {
    env: 'WEBHOOKS_RETRY_SCHEDULE',
    type: list(durationMs({ min: 10, max: 7 * DAY_MS })),
    unit: 'ms',
    default: [5_000, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 5 * HOUR_MS, 10 * HOUR_MS, 10 * HOUR_MS],
    doc: 'Pauses before each further attempt, each up to 20 % shorter or longer; after the last attempt a delivery has failed.',
  },
  pollIntervalMs: {
    env: 'WEBHOOKS_POLL_INTERVAL',
    type: durationMs({ min: 10 }),
    unit: 'ms',
    default: 1_000,
    doc: 'How often it is looked for deliveries that have become due.',
  },
  breakerPauseMs: {
    env: 'WEBHOOKS_BREAKER_PAUSE',
    type: durationMs({ min: 10 }),
    unit: 'ms',
    default: 30_000,
    doc: 'How long nothing is posted to an endpoint where half of the posts fail.',
  },
  keepDeliveredMs: {
    env: 'WEBHOOKS_KEEP_DELIVERED',
    type: durationMs({ min: 1_000 }),
    unit: 'ms',
    default: 7 * DAY_MS,
    doc: 'How long it is remembered that something was delivered; an event that comes again later is posted again.',
  },
  keepFailedMs: {
    env: 'WEBHOOKS_KEEP_FAILED',
    type: durationMs({ min: 60_000 }),
    unit: 'ms',
    default: 30 * DAY_MS,
    doc: 'How long a delivery that has failed, or whose endpoint is disabled, can still be retried by hand; then it goes.',
  },
});

export const notificationsSettings = defineSettings({ webhooks: webhookSettings });
