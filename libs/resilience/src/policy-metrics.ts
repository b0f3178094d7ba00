import type { Telemetry } from '@convoscope/telemetry';
import type { Bulkhead } from './bulkhead.ts';
import type { BreakerState } from './policy.ts';

export type CallResult = 'ok' | 'transient' | 'permanent' | 'given-up' | 'breaker-open' | 'bulkhead-full';

export interface PolicyMetrics {
  call(result: CallResult): void;
  retry(): void;
  /** Measures how long one attempt takes, however it ends. */
  attempt<T>(work: () => Promise<T>): Promise<T>;
  state(state: BreakerState): void;
}

const STATE_VALUES: Record<BreakerState, number> = { closed: 0, 'half-open': 1, open: 2 };

/** Seconds; from a cache hit to a translation of a long conversation. */
const ATTEMPT_BUCKETS = [0.005, 0.02, 0.1, 0.5, 2, 10, 60];

/** All series of one policy, labelled by its name. */
export function createPolicyMetrics(telemetry: Telemetry, policy: string, bulkhead: Bulkhead): PolicyMetrics {
  const labels = ['policy'] as const;
  const calls = telemetry.counter<'policy' | 'result'>({
    name: 'policy_calls_total',
    help: 'Calls to outside systems by how they ended, after all retries.',
    labels: ['policy', 'result'],
  });
  const retries = telemetry.counter<'policy'>({
    name: 'policy_retries_total',
    help: 'Further attempts after a transient failure.',
    labels,
  });
  const attempts = telemetry.histogram<'policy'>({
    name: 'policy_attempt_seconds',
    help: 'Duration of single attempts, failed ones included.',
    labels,
    buckets: ATTEMPT_BUCKETS,
  });
  const state = telemetry.gauge<'policy'>({
    name: 'policy_breaker_state',
    help: 'Circuit breaker: 0 closed, 1 half-open, 2 open.',
    labels,
  });
  const queued = telemetry.gauge<'policy'>({
    name: 'policy_queued_calls',
    help: 'Calls that wait for a free place in the bulkhead, as of the last call.',
    labels,
  });
  state.set({ policy }, STATE_VALUES.closed);
  return {
    call(result) {
      calls.inc({ policy, result });
      queued.set({ policy }, bulkhead.nQueued);
    },
    retry: () => retries.inc({ policy }),
    async attempt(work) {
      const stop = attempts.startTimer({ policy });
      try {
        return await work();
      } finally {
        stop();
      }
    },
    state: (value) => state.set({ policy }, STATE_VALUES[value]),
  };
}
