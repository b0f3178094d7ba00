import { PermanentError, TransientError } from '@convoscope/contracts';
import {
  createHttpClient,
  createPolicy,
  defaultPolicyOptions,
  type HttpClientOptions,
  type Policy,
  type PolicyDependencies,
  type PolicyOptions,
} from '@convoscope/resilience';
import type { Attempt, Channel } from '../delivery/channel.port.ts';
import { signWebhook } from './sign-webhook.ts';
import type { WebhookEndpoint } from './webhook-endpoint.ts';

export interface WebhookChannelOptions extends PolicyDependencies {
  dispatcher: NonNullable<HttpClientOptions['dispatcher']>;
  timeoutMs: number;
  concurrency: number;
  breakerPauseMs: number;
}

const GONE = 410;
/** Statuses whose Retry-After counts. */
const SAYS_WHEN = [429, 503];
const LONGEST_RETRY_AFTER_MS = 86_400_000;
/** Of an answer no more than this is read: enough to say why. */
const MOST_READ_BYTES = 16_384;

interface Status {
  status: number;
  excerpt: string;
}

function statusOf(error: TransientError | PermanentError): Status | null {
  if (error.code !== 'HTTP_STATUS') return null;
  const { status, excerpt } = error.context as Partial<Status>;
  return { status: status ?? 0, excerpt: excerpt ?? '' };
}

/**
 * The policy of a receiver: whatever it answers but 2xx and 410 counts against it, so that one which refuses or redirects all it gets is
 * given a rest like one that is down.
 */
function strictPolicy(options: PolicyOptions, dependencies: PolicyDependencies): Policy {
  const policy = createPolicy(options, dependencies);
  const asFailure = (error: unknown): never => {
    if (!(error instanceof PermanentError) || statusOf(error)?.status === GONE) throw error;
    throw new TransientError(error.message, { code: error.code, context: error.context, cause: error });
  };
  return {
    name: policy.name,
    get state() {
      return policy.state;
    },
    run: (call, given) => policy.run((signal) => call(signal).catch(asFailure), given),
  };
}

/** What a failed call says of the receiver. Throws what is none of its faults. */
function toAttempt(error: unknown, signal: AbortSignal, breakerPauseMs: number): Attempt {
  if (signal.aborted) return { kind: 'not-tried', afterMs: 0 };
  if (!(error instanceof TransientError || error instanceof PermanentError)) throw error;
  if (error.code === 'RESILIENCE_BREAKER_OPEN' || error.code === 'RESILIENCE_BULKHEAD_FULL')
    return { kind: 'not-tried', afterMs: breakerPauseMs };
  const answer = statusOf(error);
  if (answer === null) {
    const reason = error.code === 'HTTP_NETWORK' ? String(error.context['reason']) : error.code;
    return { kind: 'refused', reason, error: error.message };
  }
  const reason = `answered ${answer.status}`;
  const described = answer.excerpt === '' ? reason : `${reason}: ${answer.excerpt}`;
  if (answer.status === GONE) return { kind: 'gone', reason, error: described };
  const retryAfterMs =
    error instanceof TransientError && SAYS_WHEN.includes(answer.status) ? error.retryAfterMs : undefined;
  return { kind: 'refused', reason, error: described, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

/**
 * Posts deliveries to one endpoint, signed anew for each attempt, through a policy of its own: its slowness and its failures are nobody
 * else's. 2xx arrived, 410 is gone, redirects are not followed, all else is refused.
 */
export function createWebhookChannel(endpoint: WebhookEndpoint, options: WebhookChannelOptions): Channel {
  const { clock, telemetry, dispatcher, timeoutMs, concurrency, breakerPauseMs } = options;
  const defaults = defaultPolicyOptions(`webhook-${endpoint.name}`);
  const policy = strictPolicy(
    {
      ...{ ...defaults, retries: 0, timeoutMs, maxConcurrent: concurrency },
      breaker: { ...defaults.breaker, resetTimeoutMs: breakerPauseMs },
    },
    { clock, telemetry },
  );
  const client = createHttpClient({
    ...{ baseUrl: new URL(endpoint.url).origin, policy, dispatcher, clock, telemetry },
    ...{ maxResponseBytes: MOST_READ_BYTES, longestRetryAfterMs: LONGEST_RETRY_AFTER_MS },
  });
  return {
    get nAllowed() {
      return { closed: Infinity, 'half-open': 1, open: 0 }[policy.state];
    },
    async send({ eventId, body }, signal) {
      const content = { id: eventId, atMs: clock.now(), body: body ?? '' };
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'Convoscope',
        ...signWebhook(endpoint.secrets, content),
      };
      try {
        const call = { method: 'POST', path: endpoint.url, expect: 'nothing' } as const;
        await client.request({ ...call, body: content.body, headers, signal });
        return { kind: 'arrived' };
      } catch (error) {
        return toAttempt(error, signal, breakerPauseMs);
      }
    },
  };
}
