import type { Bus } from '@convoscope/bus';
import type { ConversationTranslated } from '@convoscope/contracts';
import type { CategoryCorrectionsRepository, CategoryDocument, VersionedRepository } from '@convoscope/store';
import type { CategorisationEvents } from '../categorisation.events.ts';
import type { CategoryModels } from '../learning/category-models.ts';
import { createApplyCorrectionsStep } from '../steps/apply-corrections.step.ts';
import { createClassifyConversationStep, type Categorised } from '../steps/classify-conversation.step.ts';
import { createPublishCategoriesStep } from '../steps/publish-categories.step.ts';
import { createStoreCategoriesStep } from '../steps/store-categories.step.ts';

export interface RecategoriseOptions {
  models: Pick<CategoryModels, 'of'>;
  corrections: Pick<CategoryCorrectionsRepository, 'findOf'>;
  categories: VersionedRepository<CategoryDocument>;
  bus: Pick<Bus, 'publish'>;
  events: CategorisationEvents;
  now: () => number;
}

/** Categorises stored conversations again, stores and publishes them with a higher pass. */
export type Recategorise = (
  tenant: string,
  conversations: readonly ConversationTranslated[],
) => Promise<void>;

/** What a person says while it is under way is seen by a second look, and a third. */
const MOST_LOOKS = 3;

export function createRecategorise(options: RecategoriseOptions): Recategorise {
  const classify = createClassifyConversationStep(options.models);
  const correct = createApplyCorrectionsStep(options);
  const store = createStoreCategoriesStep(options.categories, options.now);
  const publish = createPublishCategoriesStep(options.bus, options.events, options.now);

  async function once(tenant: string, conversations: readonly ConversationTranslated[]): Promise<void> {
    const classified = valuesOf(await Promise.all(conversations.map((data) => classify({ tenant, data }))));
    const corrected = valuesOf(await correct(classified, () => true));
    await store(corrected);
    await publish(corrected);
  }

  return async function recategorise(tenant, conversations) {
    const ids = conversations.map(({ conversationId }) => conversationId);
    const said = async (): Promise<string> => JSON.stringify(await options.corrections.findOf(tenant, ids));
    let before = await said();
    for (let look = 0; look < MOST_LOOKS; look++) {
      await once(tenant, conversations);
      const after = await said();
      if (after === before) return;
      before = after;
    }
  };
}

const valuesOf = (outcomes: readonly { kind: string; value?: unknown }[]): Categorised[] =>
  outcomes.flatMap(({ kind, value }) => (kind === 'ok' ? [value as Categorised] : []));
