import type { Clock } from '@convoscope/telemetry';
import type { IngestionEvents } from '../ingestion.events.ts';
import { LeaseLostError } from '../state/leased-state.ts';
import type { Poller } from './create-poller.ts';

export interface ComparisonLoopOptions {
  poller: Pick<Poller, 'compare' | 'hasLoaded'>;
  /** How often it is asked whether a comparison is due: one small read of state. */
  lookEveryMs: number;
  clock: Clock;
  events: Pick<IngestionEvents, 'comparisonFailed' | 'leaseLost'>;
}

/** Compares the ids of a source with what is stored whenever that is due, beside the polls, until stopped. */
export interface ComparisonLoop {
  start(): void;
  /** Asks for a comparison now. */
  hint(): void;
  stop(): Promise<void>;
}

const RETRY_MS = 500;

export function createComparisonLoop({
  poller,
  lookEveryMs,
  clock,
  events,
}: ComparisonLoopOptions): ComparisonLoop {
  const stopping = new AbortController();
  let isWanted = false;
  let wake = new AbortController();
  let running: Promise<void> = Promise.resolve();

  async function compareOnce(): Promise<void> {
    try {
      const isForced = isWanted && (await poller.hasLoaded());
      if (isForced) isWanted = false;
      await poller.compare(stopping.signal, isForced);
    } catch (error) {
      if (stopping.signal.aborted) return;
      if (error instanceof LeaseLostError) return events.leaseLost();
      events.comparisonFailed(error);
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      wake = new AbortController();
      await clock.sleep(lookEveryMs, AbortSignal.any([wake.signal, stopping.signal])).catch(() => undefined);
      if (!stopping.signal.aborted) await compareOnce();
      while (isWanted && !stopping.signal.aborted) {
        // Asked for in the middle of the first load: after it.
        await clock.sleep(Math.min(RETRY_MS, lookEveryMs), stopping.signal).catch(() => undefined);
        await compareOnce();
      }
    }
  }

  return {
    start() {
      running = run();
    },
    hint() {
      isWanted = true;
      wake.abort();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
