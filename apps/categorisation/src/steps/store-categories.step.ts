import { ok, type Outcome } from '@convoscope/bus';
import type { CategoryDocument, VersionedRepository } from '@convoscope/store';
import type { Categorised } from './classify-conversation.step.ts';

/** Keeps the categories; must run before publishing. */
export function createStoreCategoriesStep(
  categories: Pick<VersionedRepository<CategoryDocument>, 'upsertMany'>,
  now: () => number,
) {
  return async function storeCategoriesStep(inputs: readonly Categorised[]): Promise<Outcome<Categorised>[]> {
    const categorisedAt = new Date(now());
    for (const [tenant, ofTenant] of Map.groupBy(inputs, (input) => input.tenant)) {
      await categories.upsertMany(
        tenant,
        ofTenant.map(({ data }) => ({ ...data, tenant, categorisedAt })),
      );
    }
    return inputs.map(ok);
  };
}
