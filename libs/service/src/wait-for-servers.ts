import { TransientError } from '@convoscope/contracts';
import type { Telemetry } from '@convoscope/telemetry';
import { setTimeout as delay } from 'node:timers/promises';
import type { HttpAddress } from './open-application.ts';
import { openStandIn, type StandIn } from './stand-in.ts';

export interface WaitOptions {
  telemetry: Telemetry;
  /** Where probes are answered meanwhile; `false`: nowhere. */
  http: HttpAddress | false;
  /** Ends the waiting; the last failure is thrown then. */
  signal: AbortSignal;
  firstPauseMs?: number;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Tries `open` until no server is away any more, with growing pauses; other failures are thrown. A process that ended instead would be
 * started again and again, later each time, although nothing is wrong with it.
 */
export async function waitForServers<T>(open: () => Promise<T>, options: WaitOptions): Promise<T> {
  const { telemetry, http, signal } = options;
  let pauseMs = options.firstPauseMs ?? FIRST_PAUSE_MS;
  let standIn: StandIn | undefined;
  let reason = '';
  try {
    for (;;) {
      try {
        return await open();
      } catch (error) {
        if (!(error instanceof TransientError) || signal.aborted) throw error;
        reason = error.message;
        if (http !== false) standIn ??= await openStandIn(telemetry, http, () => reason);
        const probes = standIn?.url;
        telemetry.logger.warn({ err: error, pauseMs, probes }, 'a server is away; the start waits for it');
        await delay(pauseMs, undefined, { signal }).catch(() => {
          throw error;
        });
        pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * pauseMs);
      }
    }
  } finally {
    await standIn?.close();
  }
}
