import { pipeline, type BatchHandler, type Bus } from '@convoscope/bus';
import type { ConversationTranslated } from '@convoscope/contracts';
import type { CategoryDocument, VersionedRepository } from '@convoscope/store';
import type { CategorisationEvents } from './categorisation.events.ts';
import type { ConversationClassifier } from './conversation-classifier.port.ts';
import { createClassifyConversationStep } from './steps/classify-conversation.step.ts';
import { createPublishCategoriesStep } from './steps/publish-categories.step.ts';
import { createStoreCategoriesStep } from './steps/store-categories.step.ts';

export interface CategorisationPipelineOptions {
  classifier: ConversationClassifier;
  categories: VersionedRepository<CategoryDocument>;
  bus: Pick<Bus, 'publish'>;
  events: CategorisationEvents;
  now: () => number;
}

/** translated -> classified -> stored -> published. */
export function createCategorisationPipeline(
  options: CategorisationPipelineOptions,
): BatchHandler<ConversationTranslated> {
  return pipeline<ConversationTranslated>()
    .step(createClassifyConversationStep(options.classifier))
    .batch(createStoreCategoriesStep(options.categories, options.now))
    .batch(createPublishCategoriesStep(options.bus, options.events, options.now))
    .toHandler();
}
