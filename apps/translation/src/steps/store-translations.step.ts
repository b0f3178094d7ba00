import { ok, type Outcome } from '@convoscope/bus';
import type { TranslationsRepository } from '@convoscope/store';
import type { Draft } from './detect-languages.step.ts';

/** Keeps the translations; must run before publishing. */
export function createStoreTranslationsStep(
  translations: Pick<TranslationsRepository, 'upsertMany'>,
  now: () => number,
) {
  return async function storeTranslationsStep(drafts: readonly Draft[]): Promise<Outcome<Draft>[]> {
    const translatedAt = new Date(now());
    for (const [tenant, ofTenant] of Map.groupBy(drafts, (draft) => draft.event.tenant)) {
      await translations.upsertMany(
        tenant,
        ofTenant.map(({ translated }) => ({ ...translated, tenant, translatedAt })),
      );
    }
    return drafts.map(ok);
  };
}
