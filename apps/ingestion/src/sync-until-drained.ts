import { TransientError } from '@convoscope/contracts';
import type { Settled } from './sync/compare-source.ts';
import { createIngestion, type IngestionRuntime } from './create-ingestion.ts';

export interface DrainResult {
  polls: number;
  rowsSeen: number;
  published: number;
  deleted: number;
  rejected: number;
  sizeBytes: number;
  seconds: number;
}

export interface DrainOptions {
  signal?: AbortSignal;
  /** Also looks for deleted and missed rows. Default true. */
  reconcile?: boolean;
}

/** Most polls in one drain: a source that changes all the time never stands still. */
const MAX_POLLS = 100;
/** How often the lease is asked for while another poller holds it. */
const LEASE_RETRY_MS = 1_000;

/**
 * Ingests what there is and returns when a poll finds nothing new: for `--once` and `convoscope ingest`. Everything it returns for is stored and
 * published. Throws ConfigError (wrong settings), TransientError or PermanentError (the source failed; running again goes on from there).
 */
export async function syncUntilDrained(
  runtime: IngestionRuntime,
  options: DrainOptions = {},
): Promise<DrainResult> {
  const { signal = new AbortController().signal, reconcile = true } = options;
  const { poller, source } = await createIngestion(runtime);
  const isFirst = !(await poller.hasLoaded());
  const startedAtMs = runtime.clock.now();
  const total = { polls: 0, rowsSeen: 0, published: 0, deleted: 0, rejected: 0, sizeBytes: 0, seconds: 0 };
  let waitedMs = 0;
  try {
    while (total.polls < MAX_POLLS) {
      const run = await poller.poll(total.polls === 0 && reconcile ? 'reconcile' : 'incremental', signal);
      if (run === null) {
        waitedMs = await waitForLease(runtime, waitedMs, signal);
        continue;
      }
      total.polls += 1;
      add(total, run);
      if (run.published + run.deleted === 0) break;
    }
    // Right after the first load there is nothing to compare.
    const settled = reconcile && !isFirst ? await poller.compare(signal, true) : null;
    if (settled !== null) add(total, settled);
    return { ...total, seconds: (runtime.clock.now() - startedAtMs) / 1000 };
  } finally {
    await source.close();
  }
}

function add(total: Omit<DrainResult, 'polls' | 'seconds'>, more: Settled): void {
  for (const key of ['rowsSeen', 'published', 'deleted', 'rejected', 'sizeBytes'] as const)
    total[key] += more[key];
}

async function waitForLease(
  runtime: IngestionRuntime,
  waitedMs: number,
  signal: AbortSignal,
): Promise<number> {
  const { name } = runtime.settings.source;
  if (waitedMs > 2 * runtime.settings.poll.lease) {
    throw new TransientError(`source ${name} is being polled by another process`, { code: 'LEASE_HELD' });
  }
  await runtime.clock.sleep(LEASE_RETRY_MS, signal);
  return waitedMs + LEASE_RETRY_MS;
}
