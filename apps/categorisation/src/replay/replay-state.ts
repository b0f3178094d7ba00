import { CATEGORISATION_SNAPSHOTS, categoryReplaySchema, type CategoryReplay } from '@convoscope/contracts';
import type { SnapshotsRepository } from '@convoscope/store';

const { owner, replay } = CATEGORISATION_SNAPSHOTS;

export async function readReplay(
  snapshots: Pick<SnapshotsRepository, 'get'>,
  tenant: string,
): Promise<{ value: CategoryReplay; version: number } | null> {
  const stored = await snapshots.get(tenant, owner, replay);
  return stored === null
    ? null
    : { value: categoryReplaySchema.parse(stored.value), version: stored.version };
}

/** Writes it where nobody else has since; returns whether it did. */
export const writeReplay = (
  snapshots: Pick<SnapshotsRepository, 'put'>,
  tenant: string,
  value: CategoryReplay,
  expectedVersion: number,
): Promise<boolean> => snapshots.put(tenant, owner, replay, value, expectedVersion);
