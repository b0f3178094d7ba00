import type { Clock } from '@convoscope/telemetry';

/** Spaces requests evenly, and holds all of them back while the server has blocked us. */
export interface RateLimiter {
  /** Resolves when the next request may be sent. First come, first served. */
  take(signal?: AbortSignal): Promise<void>;
  /** No request for this long: the server said so. */
  pause(ms: number): void;
  /** Time until the pause ends; 0 when there is none. */
  readonly pausedForMs: number;
}

export function createRateLimiter(perSecond: number, clock: Clock): RateLimiter {
  const spacingMs = 1000 / perSecond;
  let nextAtMs = 0;
  let pausedUntilMs = 0;

  return {
    async take(signal) {
      const ownAtMs = Math.max(clock.elapsed(), nextAtMs);
      nextAtMs = ownAtMs + spacingMs;
      // A pause may begin while this one waits.
      for (let waitMs = ownAtMs - clock.elapsed(); waitMs > 0; waitMs = pausedUntilMs - clock.elapsed()) {
        await clock.sleep(waitMs, signal);
      }
    },
    pause(ms) {
      pausedUntilMs = Math.max(pausedUntilMs, clock.elapsed() + ms);
      nextAtMs = Math.max(nextAtMs, pausedUntilMs);
    },
    get pausedForMs() {
      return Math.max(0, pausedUntilMs - clock.elapsed());
    },
  };
}
