import {
  decidedTopicsSchema,
  DISCOVERY_SNAPSHOTS,
  discoveredTopicsSchema,
  type DecidedTopics,
  type DiscoveredTopics,
} from '@convoscope/contracts';
import type { SnapshotsRepository } from '@convoscope/store';

const { owner, found, decided } = DISCOVERY_SNAPSHOTS;

export interface Stored<T> {
  value: T;
  version: number;
}

const NOTHING_DECIDED: DecidedTopics = { accepted: [], rejected: [] };

export async function readFound(
  snapshots: Pick<SnapshotsRepository, 'get'>,
  tenant: string,
): Promise<Stored<DiscoveredTopics> | null> {
  const stored = await snapshots.get(tenant, owner, found);
  return stored === null
    ? null
    : { value: discoveredTopicsSchema.parse(stored.value), version: stored.version };
}

/** Writes what was found where nobody else has since; returns whether it did. */
export const writeFound = (
  snapshots: Pick<SnapshotsRepository, 'put'>,
  tenant: string,
  value: DiscoveredTopics,
  expectedVersion: number,
): Promise<boolean> => snapshots.put(tenant, owner, found, value, expectedVersion);

export async function readDecided(
  snapshots: Pick<SnapshotsRepository, 'get'>,
  tenant: string,
): Promise<Stored<DecidedTopics>> {
  const stored = await snapshots.get(tenant, owner, decided);
  return stored === null
    ? { value: NOTHING_DECIDED, version: 0 }
    : { value: decidedTopicsSchema.parse(stored.value), version: stored.version };
}

export const writeDecided = (
  snapshots: Pick<SnapshotsRepository, 'put'>,
  tenant: string,
  value: DecidedTopics,
  expectedVersion: number,
): Promise<boolean> => snapshots.put(tenant, owner, decided, value, expectedVersion);
