import { setTimeout as delay } from 'node:timers/promises';
import { readPositions, type GroupPosition } from './consumer-lag.ts';
import type { WireTap } from './wire-tap.ts';

const LOOK_EVERY_MS = 250;

interface Standing {
  readonly at: bigint;
  /** Since when it has had something to do without moving; null while it had nothing to do. */
  readonly sinceMs: number | null;
}

/** The longest time that a partition stood still although something waited in it. Pure. */
export class PauseMeter {
  readonly #standing = new Map<string, Standing>();
  /** In ms, with the partition. */
  longest: { readonly id: string; readonly ms: number } = { id: 'none', ms: 0 };
  mostLag = 0;

  look(nowMs: number, positions: readonly GroupPosition[]): void {
    this.mostLag = Math.max(
      this.mostLag,
      positions.reduce((sum, { lag }) => sum + lag, 0),
    );
    for (const { id, at, lag } of positions) {
      const before = this.#standing.get(id);
      const stoodSince = before?.sinceMs ?? null;
      if (before?.at === at && lag > 0 && stoodSince !== null) {
        this.#standing.set(id, { at, sinceMs: stoodSince });
        if (nowMs - stoodSince > this.longest.ms) this.longest = { id, ms: nowMs - stoodSince };
      } else {
        this.#standing.set(id, { at, sinceMs: lag > 0 ? nowMs : null });
      }
    }
  }
}

/** Looks at every group's partitions four times a second until stopped. */
export function measurePauses(tap: WireTap): { stop(): Promise<PauseMeter> } {
  const meter = new PauseMeter();
  let isStopped = false;
  const running = tap.admin(async (admin) => {
    while (!isStopped) {
      meter.look(performance.now(), await readPositions(admin, tap.prefix));
      await delay(LOOK_EVERY_MS);
    }
  });
  // A failure is raised by `stop`; until then it must not count as unhandled.
  running.catch(() => undefined);
  return {
    async stop() {
      isStopped = true;
      await running;
      return meter;
    },
  };
}
