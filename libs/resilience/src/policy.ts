/** How calls to one outside system are protected. All times in ms. */
export interface PolicyOptions {
  /** Name of the outside system, a metric label: `nocodb`, `mongodb`, `s3`, `libretranslate` … */
  name: string;
  /** Per attempt; the AbortSignal given to the call fires then, so work is really cancelled. */
  timeoutMs: number;
  /** Further attempts after the first, only for TransientError. */
  retries: number;
  /** Full jitter: a delay is uniform in [0, min(maxDelayMs, baseDelayMs * 2^attempt)], at least `retryAfterMs` of the error. */
  baseDelayMs: number;
  maxDelayMs: number;
  /** Calls at the same time; more wait in line, up to `maxQueued`, beyond that TransientError `RESILIENCE_BULKHEAD_FULL`. */
  maxConcurrent: number;
  maxQueued: number;
  breaker: { errorThresholdPercentage: number; volumeThreshold: number; resetTimeoutMs: number };
}

export interface RunOptions {
  signal?: AbortSignal;
  timeoutMs?: number;
}

export type BreakerState = 'closed' | 'open' | 'half-open';

/** One policy object per outside system: bulkhead, then retry, then breaker, then timeout around each attempt. */
export interface Policy {
  readonly name: string;
  readonly state: BreakerState;
  /** `call` must pass the signal on; `timeoutMs` of an attempt in place of the policy's, where its size is known. Throws TransientError `RESILIENCE_BREAKER_OPEN` at once while the breaker is open. */
  run<T>(call: (signal: AbortSignal) => Promise<T>, options?: RunOptions): Promise<T>;
}
