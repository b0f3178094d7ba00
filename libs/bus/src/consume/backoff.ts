/** Full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter", 2015): uniform in [0, min(maxMs, baseMs * 2^(attempt-1))]. */
export interface BackoffOptions {
  baseMs: number;
  maxMs: number;
}

export const DEFAULT_BACKOFF: BackoffOptions = { baseMs: 200, maxMs: 30_000 };

/** Milliseconds to wait after failed attempt number `attempt` (from 1); never less than `atLeastMs`. `random` is uniform in [0, 1). */
export function backoffMs(
  attempt: number,
  { baseMs, maxMs }: BackoffOptions,
  random: () => number,
  atLeastMs = 0,
): number {
  const ceiling = Math.min(maxMs, baseMs * 2 ** Math.min(attempt - 1, 30));
  return Math.max(atLeastMs, Math.round(random() * ceiling));
}
