import { join } from 'node:path';
import type { ServiceRuntime } from '@convoscope/service';
import { createSource } from './create-source.ts';
import type { IngestionSettings } from './ingestion.config.ts';
import { createIngestionEvents, type IngestionEvents } from './ingestion.events.ts';
import type { ConversationSource } from './sources/conversation-source.port.ts';
import { createFileStateStore } from './state/file-state-store.ts';
import { createObjectStateStore } from './state/object-state-store.ts';
import { createSnapshotStateStore } from './state/snapshot-state-store.ts';
import type { StateStore } from './state/state-store.port.ts';
import { createPoller, type Poller } from './sync/create-poller.ts';

export type IngestionRuntime = ServiceRuntime<IngestionSettings>;

export interface Ingestion {
  source: ConversationSource;
  poller: Poller;
  events: IngestionEvents;
}

/** Ports meet adapters: source, state store and poller out of the settings. Throws ConfigError with every problem. */
export async function createIngestion(runtime: IngestionRuntime): Promise<Ingestion> {
  const { settings, telemetry } = runtime;
  const { source, mapping, privacy } = await createSource(settings, runtime);
  const events = createIngestionEvents(telemetry, source.name);
  const poller = createPoller({
    ...runtime,
    source,
    mapping,
    privacy,
    events,
    states: createStateStore(runtime),
    scratchDir: join(runtime.dataDir, 'scratch'),
    options: {
      parallelRanges: settings.source.parallelRanges,
      reconcileIntervalMs: settings.poll.reconcileInterval,
      fullScanIntervalMs: settings.poll.fullScanInterval,
      maxDeletedShare: settings.poll.maxDeletedShare,
      privacyVersion: privacy?.version ?? null,
      leaseMs: settings.poll.lease,
      retryMaxAttempts: settings.retry.maxAttempts,
      retryBaseDelayMs: settings.retry.baseDelay,
    },
  });
  return { source, poller, events };
}

export function createStateStore(
  runtime: Pick<IngestionRuntime, 'objects' | 'store' | 'dataDir' | 'tenant'> & {
    settings: Pick<IngestionSettings, 'state'>;
  },
): StateStore {
  const { tenant } = runtime;
  switch (runtime.settings.state.driver) {
    case 'file':
      return createFileStateStore(join(runtime.dataDir, 'ingestion', tenant));
    case 'mongodb':
      return createSnapshotStateStore(runtime.store.snapshots, tenant);
    case 'object':
      return createObjectStateStore(runtime.objects, `state/${tenant}/ingestion`);
  }
}
