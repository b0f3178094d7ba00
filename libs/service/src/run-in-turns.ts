import { setImmediate } from 'node:timers/promises';

/** After this long others have their turn: heartbeats, probes, requests. */
const TURN_MS = 8;

/**
 * Drives work that is cut into steps, letting the event loop turn whenever a few milliseconds have gone: one conversation of
 * thousands of messages must not hold up everybody else. Answers what the work returns; throws what it throws.
 */
export async function runInTurns<T>(steps: Generator<void, T>, turnMs = TURN_MS): Promise<T> {
  let startedAtMs = performance.now();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (performance.now() - startedAtMs < turnMs) continue;
    await setImmediate();
    startedAtMs = performance.now();
  }
}
