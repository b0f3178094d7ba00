import { pipeline, type BatchHandler, type Bus } from '@convoscope/bus';
import type { ConversationTranslated } from '@convoscope/contracts';
import type { CategoryCorrectionsRepository, CategoryDocument, VersionedRepository } from '@convoscope/store';
import type { CategorisationEvents } from './categorisation.events.ts';
import type { CategoryModels } from './learning/category-models.ts';
import { createApplyCorrectionsStep } from './steps/apply-corrections.step.ts';
import { createClassifyConversationStep } from './steps/classify-conversation.step.ts';
import { createPublishCategoriesStep } from './steps/publish-categories.step.ts';
import { createStoreCategoriesStep } from './steps/store-categories.step.ts';

export interface CategorisationPipelineOptions {
  models: Pick<CategoryModels, 'of'>;
  corrections: Pick<CategoryCorrectionsRepository, 'findOf'>;
  categories: VersionedRepository<CategoryDocument>;
  bus: Pick<Bus, 'publish'>;
  events: CategorisationEvents;
  now: () => number;
}

/** translated -> classified -> corrected by what people said -> stored -> published. */
export function createCategorisationPipeline(
  options: CategorisationPipelineOptions,
): BatchHandler<ConversationTranslated> {
  const correct = createApplyCorrectionsStep(options);
  return pipeline<ConversationTranslated>()
    .step(createClassifyConversationStep(options.models))
    .batch((inputs) => correct(inputs))
    .batch(createStoreCategoriesStep(options.categories, options.now))
    .batch(createPublishCategoriesStep(options.bus, options.events, options.now))
    .toHandler();
}
