export interface RetrySchedule {
  /** Pauses before the second attempt, the third, … */
  readonly scheduleMs: readonly number[];
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

export type NextAttempt = { readonly status: 'pending'; readonly at: Date } | { readonly status: 'failed' };

/** A pause is up to this share shorter or longer, so that deliveries that failed together do not come back together. */
const JITTER = 0.2;

/**
 * What follows the failed attempt number `nAttempts` (1 is the first) made at `nowMs`: another one after the pause of the schedule, or after
 * what the receiver asks for if that is longer; after the last one, none.
 */
export function afterFailure(
  {
    nAttempts,
    nowMs,
    retryAfterMs = 0,
  }: { nAttempts: number; nowMs: number; retryAfterMs?: number | undefined },
  { scheduleMs, random }: RetrySchedule,
): NextAttempt {
  const pauseMs = scheduleMs[nAttempts - 1];
  if (pauseMs === undefined) return { status: 'failed' };
  const jitteredMs = pauseMs * (1 + JITTER * (2 * random() - 1));
  return { status: 'pending', at: new Date(nowMs + Math.max(retryAfterMs, Math.round(jitteredMs))) };
}
