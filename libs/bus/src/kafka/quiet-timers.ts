import { createRequire } from 'node:module';

/** What is used of kafkajs' queue of requests, one a connection. */
export interface RequestQueue {
  pending: readonly unknown[];
  /** Until when the broker asked to be left alone, ms since the epoch; -1: not at all. */
  throttledUntil: number;
  scheduleCheckPendingRequests(): void;
}

interface Patched {
  isQuiet?: true;
}

/**
 * kafkajs 2.2.4 looks again and again whether requests wait, by a timer whose delay is the time until the end of a throttling; where there is none that
 * is negative, which means at once: a thousand times a second on each connection, for ever. Nothing has to be looked for where nothing waits and
 * nothing is throttled: a request that must wait asks for the timer itself.
 */
export function quietTimers(prototype: RequestQueue & Patched = loadPrototype()): void {
  if (prototype.isQuiet) return;
  const schedule = prototype.scheduleCheckPendingRequests;
  prototype.isQuiet = true;
  prototype.scheduleCheckPendingRequests = function guarded(this: RequestQueue): void {
    if (this.pending.length > 0 || this.throttledUntil > Date.now()) schedule.call(this);
  };
}

const loadPrototype = (): RequestQueue =>
  (
    createRequire(import.meta.url)('kafkajs/src/network/requestQueue/index.js') as {
      prototype: RequestQueue;
    }
  ).prototype;
