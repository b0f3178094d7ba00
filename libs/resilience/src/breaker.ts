import { TransientError } from '@convoscope/contracts';
import CircuitBreaker from 'opossum';
import type { BreakerState, PolicyOptions } from './policy.ts';

type Attempt = () => Promise<unknown>;
type Circuit = CircuitBreaker<[Attempt]>;

export interface Breaker {
  readonly state: BreakerState;
  /** Calls, or throws TransientError `RESILIENCE_BREAKER_OPEN` without calling; its cause is the last failure of a call. */
  fire<T>(attempt: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/** Carries the failure of an attempt past opossum, along with whether its caller had given up. */
class AttemptFailure extends Error {
  readonly isGivenUp: boolean;

  constructor(cause: unknown, isGivenUp: boolean) {
    super('attempt failed', { cause });
    this.isGivenUp = isGivenUp;
  }
}

const stateOf = (circuit: Circuit): BreakerState => {
  if (circuit.closed) return 'closed';
  return circuit.halfOpen ? 'half-open' : 'open';
};

/**
 * Only TransientError says that the other side is ill. Any other error is an answer and counts as success,
 * except that a probe of the half-open breaker that was given up by its caller proves nothing: that keeps it open.
 */
const isNoFailure = (circuit: Circuit, { cause, isGivenUp }: AttemptFailure): boolean =>
  isGivenUp ? !circuit.halfOpen : !(cause instanceof TransientError);

const breakerOpen = (name: string, resetTimeoutMs: number, cause: unknown): TransientError =>
  new TransientError(`calls to ${name} are stopped for up to ${resetTimeoutMs} ms because too many failed`, {
    code: 'RESILIENCE_BREAKER_OPEN',
    context: { policy: name },
    cause,
  });

/**
 * An opossum breaker without its timeout: that has one AbortController for all calls at once, so one slow call would cancel its neighbours.
 * Half-open it lets one call in, which closes or re-opens it.
 */
export function createBreaker(
  { name, breaker }: Pick<PolicyOptions, 'name' | 'breaker'>,
  onChange: (state: BreakerState) => void,
): Breaker {
  const circuit: Circuit = new CircuitBreaker((attempt: Attempt) => attempt(), {
    name,
    timeout: false,
    resetTimeout: breaker.resetTimeoutMs,
    errorThresholdPercentage: breaker.errorThresholdPercentage,
    volumeThreshold: breaker.volumeThreshold,
    rollingPercentilesEnabled: false,
    enableSnapshots: false,
    errorFilter: (failure: AttemptFailure) => isNoFailure(circuit, failure),
  });
  let lastFailure: unknown;
  circuit.on('failure', ({ cause }: Error) => {
    lastFailure = cause;
  });
  const announce = (): void => onChange(stateOf(circuit));
  circuit.on('open', announce).on('close', announce).on('halfOpen', announce);
  return {
    get state() {
      return stateOf(circuit);
    },
    async fire<T>(attempt: () => Promise<T>, signal?: AbortSignal): Promise<T> {
      const guarded = (): Promise<T> =>
        attempt().catch((error: unknown) => {
          throw new AttemptFailure(error, signal?.aborted === true);
        });
      try {
        return (await circuit.fire(guarded)) as T;
      } catch (error) {
        if (error instanceof AttemptFailure) throw error.cause;
        throw (error as { code?: unknown }).code === 'EOPENBREAKER'
          ? breakerOpen(name, breaker.resetTimeoutMs, lastFailure)
          : error;
      }
    },
  };
}
