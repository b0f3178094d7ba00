import type { Bus } from '@convoscope/bus';
import type { ObjectStore } from '@convoscope/objects';
import type { PersonRequestDocument, Store } from '@convoscope/store';
import type { Clock, Telemetry } from '@convoscope/telemetry';

/** What requests about a person are worked on with. */
export interface PersonDeps {
  store: Pick<
    Store,
    | 'messages'
    | 'translations'
    | 'categories'
    | 'scores'
    | 'analytics'
    | 'users'
    | 'personRequests'
    | 'personTraces'
    | 'legalHolds'
    | 'auditLog'
  >;
  bus: Pick<Bus, 'publish'>;
  objects: ObjectStore;
  clock: Pick<Clock, 'now'>;
  telemetry: Pick<Telemetry, 'traceparent' | 'logger'>;
  tenant: string;
  scratchDir: string;
  /** How long the export of a person stays, of the tenant. */
  keepExportsMs: number;
  /** The key that proofs are signed with, as PEM. */
  signingKey: () => Promise<string>;
}

export type PersonRequest = PersonRequestDocument & { userId: string };
