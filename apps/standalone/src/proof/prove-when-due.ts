import { readProof } from '@convoscope/ledger';
import type { Store } from '@convoscope/store';
import type { Clock } from '@convoscope/telemetry';

export interface ProveWhenDueOptions {
  snapshots: Pick<Store['snapshots'], 'get' | 'put'>;
  tenant: string;
  clock: Clock;
  /** How old a proof may become, whoever made it. */
  everyMs: number;
  /** Whether there is something to be compared: while the source is read for the first time, what is missing is on its way. */
  isReady: () => Promise<boolean>;
  prove: () => Promise<unknown>;
  /** Of a proof that could not be made; it is tried again. */
  onFailure: (error: unknown) => void;
  signal: AbortSignal;
}

/** How often somebody looks whether a proof is due. */
const LOOK_MS = 60_000;
/** A proof reads everything: one that fails again and again is tried every hour or so. */
const MAX_DOUBLINGS = 6;

/** Has a proof made whenever the last one has become old, until the signal fires. Does not throw. */
export async function proveWhenDue(options: ProveWhenDueOptions): Promise<void> {
  const { clock, everyMs, onFailure, signal } = options;
  let nFailed = 0;
  while (!signal.aborted) {
    await proveIfDue(options).then(
      () => (nFailed = 0),
      (error: unknown) => {
        nFailed += 1;
        if (!signal.aborted) onFailure(error);
      },
    );
    const pauseMs = Math.min(LOOK_MS, everyMs) * 2 ** Math.min(nFailed, MAX_DOUBLINGS);
    await clock.sleep(pauseMs, signal).catch(() => undefined);
  }
}

async function proveIfDue(options: ProveWhenDueOptions): Promise<void> {
  const { snapshots, tenant, clock, everyMs, isReady, prove } = options;
  const { last } = await readProof(snapshots, tenant, clock.now());
  const isDue = last === null || clock.now() - Date.parse(last.endedAt) >= everyMs;
  if (isDue && (await isReady())) await prove();
}
