import { join } from 'node:path';
import type { IngestionSettings } from '@convoscope/app-ingestion/ingestion.config';
import { createLakeReader } from '@convoscope/lake';
import {
  behindMs,
  changeProof,
  reconcile,
  storeProof,
  type Proof,
  type Reconciliation,
  type RunningProof,
} from '@convoscope/ledger';
import type { Infrastructure } from '@convoscope/service';
import type { Telemetry } from '@convoscope/telemetry';
import { createSourceCounter } from './source-counter.ts';
import { createStageCounters } from './stage-counters.ts';

export interface ProveOptions {
  infrastructure: Infrastructure;
  /** Sources of the installation, that of the last start first. */
  sources: readonly IngestionSettings[];
  telemetry: Telemetry;
  /** Whether services are at work meanwhile: what differs is looked at once more after the next poll. */
  isBusy: boolean;
  onStage?: (stage: RunningProof['stage'], nDone: number, nStages: number) => void;
  signal?: AbortSignal;
}

export interface Proven {
  result: Reconciliation;
  proof: Proof;
}

/** What was stored so short a time ago may not have been published yet. */
const IN_FLIGHT_MS = 1_000;
const HEARTBEAT_MS = 30_000;
const LAKE_MEMORY = '96MB';
const LONGEST_POLL_MS = 60_000;

/**
 * Reads every stage of the installation, compares them with its sources, and keeps the result in the ledger and in the state of the proof, where
 * its progress stands meanwhile. Memory: constant; cost: everything that is stored.
 */
export async function proveInstallation(options: ProveOptions): Promise<Proven> {
  const { store, tenant, clock } = options.infrastructure;
  const telling = createTelling(options);
  try {
    return await prove(options, telling.onStage);
  } catch (error) {
    const failure = { at: new Date(clock.now()).toISOString(), because: (error as Error).message };
    await changeProof(store.snapshots, tenant, (state) => ({ ...state, running: null, failure })).catch(
      () => undefined,
    );
    throw error;
  } finally {
    telling.end();
  }
}

async function prove(options: ProveOptions, onStage: ProveOptions['onStage']): Promise<Proven> {
  const { infrastructure, sources, telemetry, signal } = options;
  const { store, bus, objects, tenant, dataDir, clock } = infrastructure;
  const scratchDir = join(dataDir, 'scratch');
  const startedAtMs = clock.now();
  const since = new Date(startedAtMs - IN_FLIGHT_MS - (await behindMs(bus)));
  const { counter, unread } = createSourceCounter({
    sources,
    messages: store.messages,
    personRequests: store.personRequests,
    snapshots: store.snapshots,
    telemetry,
    clock,
    tenant,
    signal,
  });
  const lake = await createLakeReader({ objects, scratchDir, memoryLimit: LAKE_MEMORY });
  try {
    const stages = [counter, ...createStageCounters({ store, bus, lake, tenant, nowMs: startedAtMs })];
    const result = await reconcile(stages, {
      ...{ scratchDir, moved: createMoved(options, since) },
      ...(onStage !== undefined && { onStage }),
      ...(signal !== undefined && { signal }),
    });
    const times = { startedAtMs, endedAtMs: clock.now(), unread, nStages: stages.length };
    return { result, proof: await storeProof(store, tenant, result, times) };
  } finally {
    await lake.close();
  }
}

/** Who changed since; where services are at work, after they have had the time to see what the source said. */
function createMoved({ infrastructure, sources, isBusy, signal }: ProveOptions, since: Date) {
  const { store, tenant, clock } = infrastructure;
  const pollMs = Math.min(sources[0]?.poll.interval ?? 0, LONGEST_POLL_MS) + IN_FLIGHT_MS;
  let waited: Promise<void> | undefined;
  return async (ids: readonly string[]): Promise<readonly string[]> => {
    const found = await store.messages.changedSince(tenant, ids, since);
    if (!isBusy || found.length === ids.length) return found;
    waited ??= clock.sleep(pollMs, signal);
    await waited;
    return store.messages.changedSince(tenant, ids, since);
  };
}

/** Keeps the state of the proof up to date: at each stage, and now and then in between. */
function createTelling({ infrastructure, onStage }: ProveOptions) {
  const { store, tenant, clock } = infrastructure;
  const now = (): string => new Date(clock.now()).toISOString();
  const startedAt = now();
  let running: Omit<RunningProof, 'updatedAt'> | null = null;
  const tell = (): void => {
    const told = running;
    if (told === null) return;
    changeProof(store.snapshots, tenant, (state) => ({
      ...state,
      running: { ...told, updatedAt: now() },
    })).catch(() => undefined);
  };
  const heart = setInterval(tell, HEARTBEAT_MS);
  heart.unref();
  return {
    onStage: (stage: RunningProof['stage'], nDone: number, nStages: number): void => {
      running = { startedAt, stage, nDone, nStages };
      tell();
      onStage?.(stage, nDone, nStages);
    },
    end: (): void => {
      running = null;
      clearInterval(heart);
    },
  };
}
