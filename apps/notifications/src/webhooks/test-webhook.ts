import { createGuardedDispatcher, type PolicyDependencies } from '@convoscope/resilience';
import { randomUUID } from 'node:crypto';
import type { Attempt } from '../delivery/channel.port.ts';
import { createWebhookChannel } from './webhook-channel.ts';
import type { WebhookEndpoint } from './webhook-endpoint.ts';

export interface TestWebhookOptions extends PolicyDependencies {
  allowPrivate: boolean;
  timeoutMs: number;
}

export interface WebhookTest {
  eventId: string;
  attempt: Attempt;
  tookMs: number;
}

/** Posts one signed event of the type `webhook.test` to an endpoint, once; nothing of it is kept. */
export async function testWebhook(
  endpoint: WebhookEndpoint,
  { allowPrivate, timeoutMs, clock, telemetry }: TestWebhookOptions,
): Promise<WebhookTest> {
  const dispatcher = createGuardedDispatcher({ allowPrivate, connectTimeoutMs: timeoutMs });
  const options = { clock, telemetry, dispatcher, timeoutMs, concurrency: 1, breakerPauseMs: timeoutMs };
  const channel = createWebhookChannel(endpoint, options);
  const eventId = randomUUID();
  const timestamp = new Date(clock.now()).toISOString();
  const body = JSON.stringify({ type: 'webhook.test', timestamp, data: { endpoint: endpoint.name } });
  try {
    const attempt = await channel.send({ eventId, body }, new AbortController().signal);
    return { eventId, attempt, tookMs: clock.now() - Date.parse(timestamp) };
  } finally {
    await dispatcher.close();
  }
}
