import type { Bus } from '@convoscope/bus';
import type { SourcePrivacy } from '@convoscope/privacy';
import type { Store } from '@convoscope/store';
import type { Clock, Telemetry } from '@convoscope/telemetry';
import type { IngestionEvents } from '../ingestion.events.ts';
import type { ColumnMapping } from '../mapping/column-mapping.ts';
import type { ConversationSource } from '../sources/conversation-source.port.ts';
import type { StateStore } from '../state/state-store.port.ts';
import type { SyncOptions } from './sync-context.ts';

export interface PollerOptions extends SyncOptions {
  leaseMs: number;
  retryMaxAttempts: number;
  retryBaseDelayMs: number;
}

export interface PollerDeps {
  source: ConversationSource;
  mapping: ColumnMapping;
  /** What becomes of personal data; null: nothing is looked for. */
  privacy?: SourcePrivacy | null;
  states: StateStore;
  store: Pick<Store, 'messages' | 'personRequests' | 'processingErrors' | 'processingState' | 'snapshots'>;
  bus: Pick<Bus, 'publish'>;
  clock: Clock;
  telemetry: Telemetry;
  events: IngestionEvents;
  tenant: string;
  /** Where a comparison keeps what does not fit into memory. Default: the system's temporary folder. */
  scratchDir?: string;
  options: PollerOptions;
}
