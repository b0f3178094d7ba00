import { CATEGORISATION_SNAPSHOTS, categoryModelSchema, type CategoryModel } from '@convoscope/contracts';
import type { SnapshotsRepository } from '@convoscope/store';

const { owner, model } = CATEGORISATION_SNAPSHOTS;

export interface StoredModel {
  readonly value: CategoryModel;
  readonly version: number;
}

/** What is known of the model of a tenant; null before the first start. */
export async function readModel(
  snapshots: Pick<SnapshotsRepository, 'get'>,
  tenant: string,
): Promise<StoredModel | null> {
  const stored = await snapshots.get(tenant, owner, model);
  return stored === null ? null : { value: categoryModelSchema.parse(stored.value), version: stored.version };
}

/** Writes it where nobody else has since; returns whether it did. What a contract does not name is left out. */
export const writeModel = (
  snapshots: Pick<SnapshotsRepository, 'put'>,
  tenant: string,
  value: CategoryModel,
  expectedVersion: number,
): Promise<boolean> => snapshots.put(tenant, owner, model, categoryModelSchema.parse(value), expectedVersion);
