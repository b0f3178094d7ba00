import { performance } from 'node:perf_hooks';
import type { HealthState } from './telemetry.ts';

export interface EventLoopCheck {
  check(): HealthState;
  stop(): void;
}

const TICK_MS = 500;

/**
 * Tells whether timers still run: unhealthy when the last tick is more than `maxDelayMs` overdue. Always on real time.
 * A loop that is blocked for good cannot answer at all; that is seen by the timeout of whoever asks.
 */
export function createEventLoopCheck(maxDelayMs = 5_000): EventLoopCheck {
  let lastTickAt = performance.now();
  const timer = setInterval(() => {
    lastTickAt = performance.now();
  }, TICK_MS).unref();
  return {
    check() {
      const delayMs = Math.max(0, Math.round(performance.now() - lastTickAt - TICK_MS));
      return { healthy: delayMs <= maxDelayMs, details: { delayMs } };
    },
    stop: () => clearInterval(timer),
  };
}
