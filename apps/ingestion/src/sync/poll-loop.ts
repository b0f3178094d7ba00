import type { Clock, Telemetry } from '@convoscope/telemetry';
import type { IngestionEvents } from '../ingestion.events.ts';
import { LeaseLostError } from '../state/leased-state.ts';
import type { Poller } from './create-poller.ts';
import type { PollMode } from './poll-source.ts';

export interface PollLoopOptions {
  poller: Pick<Poller, 'poll'>;
  intervalMs: number;
  clock: Clock;
  telemetry: Pick<Telemetry, 'addHealthCheck'>;
  events: IngestionEvents;
}

/** Polls again and again until stopped. */
export interface PollLoop {
  start(): void;
  /** Asks for a poll soon. Many hints during one poll make one further poll, in the most thorough mode asked for. */
  hint(mode: PollMode): void;
  stop(): Promise<void>;
}

/** Failed polls in a row after which the service is no longer ready. */
const UNREADY_AFTER_FAILURES = 3;
const THOROUGHNESS: readonly PollMode[] = ['incremental', 'reconcile', 'full'];

export function createPollLoop(options: PollLoopOptions): PollLoop {
  const { poller, clock, events } = options;
  const stopping = new AbortController();
  let wanted: PollMode | null = null;
  let wake = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let failures = 0;
  let lastError: string | null = null;

  options.telemetry.addHealthCheck('ready', 'source', () => ({
    healthy: failures < UNREADY_AFTER_FAILURES,
    details: { failedPollsInARow: failures, lastError },
  }));

  async function pollOnce(): Promise<void> {
    const mode = wanted ?? 'incremental';
    wanted = null;
    try {
      await poller.poll(mode, stopping.signal);
      failures = 0;
      lastError = null;
    } catch (error) {
      if (stopping.signal.aborted) return;
      if (error instanceof LeaseLostError) return events.leaseLost();
      failures += 1;
      lastError = (error as Error).message;
      events.pollFailed(error);
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await pollOnce();
      if (wanted !== null) continue;
      wake = new AbortController();
      await clock
        .sleep(options.intervalMs, AbortSignal.any([wake.signal, stopping.signal]))
        .catch(() => undefined);
    }
  }

  return {
    start() {
      running = run();
    },
    hint(mode) {
      const isMore = wanted === null || THOROUGHNESS.indexOf(mode) > THOROUGHNESS.indexOf(wanted);
      if (isMore) wanted = mode;
      wake.abort();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
