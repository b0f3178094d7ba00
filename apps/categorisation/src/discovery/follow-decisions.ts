import type { SnapshotsRepository } from '@convoscope/store';
import type { CategoryModels } from '../learning/category-models.ts';
import { readDecided } from './discovery-state.ts';
import { extendTaxonomy } from './extend-taxonomy.ts';

export interface FollowDecisionsOptions {
  tenant: string;
  models: Pick<CategoryModels, 'taxonomy' | 'taxonomyOf' | 'adopt'>;
  snapshots: Pick<SnapshotsRepository, 'get'>;
}

/** Adopts the taxonomy with what people took into it since. Cost: one read. */
export async function followDecisions({ tenant, models, snapshots }: FollowDecisionsOptions): Promise<void> {
  const { value } = await readDecided(snapshots, tenant);
  const taxonomy = extendTaxonomy(models.taxonomy, value);
  if (taxonomy.version !== models.taxonomyOf(tenant).version) models.adopt(tenant, taxonomy);
}
