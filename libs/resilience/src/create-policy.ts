import { TransientError } from '@convoscope/contracts';
import type { Clock, Telemetry } from '@convoscope/telemetry';
import { callWithTimeout } from './attempt-timeout.ts';
import { createBreaker } from './breaker.ts';
import { createBulkhead } from './bulkhead.ts';
import type { BreakerState, Policy, PolicyOptions, RunOptions } from './policy.ts';
import { createPolicyMetrics, type PolicyMetrics } from './policy-metrics.ts';
import { runWithRetries } from './retry.ts';

export interface PolicyDependencies {
  clock: Clock;
  telemetry: Telemetry;
}

/** Options that suit most outside systems: 10 s a try, 3 retries from 200 ms up to 10 s apart, 16 calls at a time, open at half failing. */
export const defaultPolicyOptions = (name: string): PolicyOptions => ({
  name,
  timeoutMs: 10_000,
  retries: 3,
  baseDelayMs: 200,
  maxDelayMs: 10_000,
  maxConcurrent: 16,
  maxQueued: 1_000,
  breaker: { errorThresholdPercentage: 50, volumeThreshold: 10, resetTimeoutMs: 10_000 },
});

/** Counts how a call ended, and passes the end on. */
async function measured<T>(metrics: PolicyMetrics, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  try {
    const result = await work();
    metrics.call('ok');
    return result;
  } catch (error) {
    if (signal?.aborted === true) metrics.call('given-up');
    else if (!(error instanceof TransientError)) metrics.call('permanent');
    else if (error.code === 'RESILIENCE_BREAKER_OPEN') metrics.call('breaker-open');
    else if (error.code === 'RESILIENCE_BULKHEAD_FULL') metrics.call('bulkhead-full');
    else metrics.call('transient');
    throw error;
  }
}

/**
 * The one way to call an outside system: bulkhead, then retries, then breaker, then a timeout around each attempt.
 * A place in the bulkhead is kept during retries, so a sick system is not asked more often than `maxConcurrent` allows.
 * State, calls by result, attempts, retries and queue are metrics labelled with the policy's name.
 */
export function createPolicy(options: PolicyOptions, { clock, telemetry }: PolicyDependencies): Policy {
  const { name } = options;
  const bulkhead = createBulkhead(options);
  const metrics = createPolicyMetrics(telemetry, name, bulkhead);
  const onChange = (state: BreakerState): void => {
    metrics.state(state);
    telemetry.logger.warn({ policy: name, state }, 'circuit breaker changed its state');
  };
  const breaker = createBreaker(options, onChange);
  return {
    name,
    get state() {
      return breaker.state;
    },
    run<T>(
      call: (signal: AbortSignal) => Promise<T>,
      { signal, timeoutMs = options.timeoutMs }: RunOptions = {},
    ): Promise<T> {
      const timed = (): Promise<T> => callWithTimeout(call, { name, timeoutMs }, { clock, signal });
      const attempt = (): Promise<T> => breaker.fire(() => metrics.attempt(timed), signal);
      const retrying = (): Promise<T> =>
        runWithRetries(attempt, options, { clock, onRetry: metrics.retry, signal });
      return measured(metrics, () => bulkhead.run(retrying, signal), signal);
    },
  };
}
