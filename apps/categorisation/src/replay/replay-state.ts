import type { SnapshotsRepository } from '@convoscope/store';
import { z } from 'zod';

const OWNER = 'categorisation';
const NAME = 'replay';

const stateSchema = z.object({
  modelVersion: z.string(),
  taxonomyVersion: z.string(),
  /** Conversations up to this id, in order, have been looked at. */
  after: z.string(),
  nLooked: z.int(),
  nRedone: z.int(),
  /** Conversations there were when it began. */
  total: z.int(),
  startedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});

export type ReplayState = z.infer<typeof stateSchema>;

export async function readReplayState(
  snapshots: Pick<SnapshotsRepository, 'get'>,
  tenant: string,
): Promise<{ value: ReplayState; version: number } | null> {
  const stored = await snapshots.get(tenant, OWNER, NAME);
  return stored === null ? null : { value: stateSchema.parse(stored.value), version: stored.version };
}

export const writeReplayState = (
  snapshots: Pick<SnapshotsRepository, 'put'>,
  tenant: string,
  value: ReplayState,
  expectedVersion: number,
): Promise<boolean> => snapshots.put(tenant, OWNER, NAME, value, expectedVersion);
