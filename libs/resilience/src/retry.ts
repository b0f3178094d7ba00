import { TransientError } from '@convoscope/contracts';
import type { Clock } from '@convoscope/telemetry';
import pRetry from 'p-retry';
import type { PolicyOptions } from './policy.ts';

type RetryOptions = Pick<PolicyOptions, 'retries' | 'baseDelayMs' | 'maxDelayMs'>;

/** Our own refusals say that trying again at once is useless. */
const isOwnRefusal = ({ code }: TransientError): boolean =>
  code === 'RESILIENCE_BREAKER_OPEN' || code === 'RESILIENCE_BULKHEAD_FULL';

/**
 * The wait before retry number `attempt` (0 is the first), in ms: uniform in [0, min(maxDelayMs, baseDelayMs·2^attempt)), but never
 * less than the other side asked for. Source: "full jitter", https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function retryDelayMs(
  { baseDelayMs, maxDelayMs }: Pick<PolicyOptions, 'baseDelayMs' | 'maxDelayMs'>,
  attempt: number,
  retryAfterMs = 0,
  random: () => number = Math.random,
): number {
  return Math.max(retryAfterMs, random() * Math.min(maxDelayMs, baseDelayMs * 2 ** attempt));
}

/** Tries again after TransientError, up to `retries` times; the caller's signal ends a wait. Other errors pass at once. */
export function runWithRetries<T>(
  attempt: () => Promise<T>,
  options: RetryOptions,
  { clock, onRetry, signal }: { clock: Clock; onRetry: () => void; signal?: AbortSignal | undefined },
): Promise<T> {
  return pRetry(attempt, {
    retries: options.retries,
    minTimeout: 0,
    signal,
    async shouldRetry({ error, retriesConsumed }) {
      if (!(error instanceof TransientError) || isOwnRefusal(error)) return false;
      onRetry();
      await clock.sleep(retryDelayMs(options, retriesConsumed, error.retryAfterMs), signal);
      return true;
    },
  });
}
