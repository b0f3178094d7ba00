import { pipeline, type BatchHandler, type Bus } from '@convoscope/bus';
import type { ConversationIngested } from '@convoscope/contracts';
import type { TranslationsRepository } from '@convoscope/store';
import type { LanguageIdentifier } from '@convoscope/text';
import { createDetectLanguagesStep } from './steps/detect-languages.step.ts';
import { createPublishTranslationsStep } from './steps/publish-translations.step.ts';
import { createStoreTranslationsStep } from './steps/store-translations.step.ts';
import { createTranslateConversationsStep } from './steps/translate-conversations.step.ts';
import type { TranslationEvents } from './translation.events.ts';
import type { Translator } from './translators/translator.port.ts';

export interface TranslationPipelineOptions {
  identifier: Pick<LanguageIdentifier, 'identify'>;
  translator: Translator | null;
  pivotLanguage: string;
  /** Pivot language first. */
  targetLanguages: readonly string[];
  translations: TranslationsRepository;
  bus: Pick<Bus, 'publish'>;
  events: TranslationEvents;
  budgetMs: number;
  now: () => number;
}

/** ingested -> languages found -> translated where an engine is there -> stored -> published. */
export function createTranslationPipeline(
  options: TranslationPipelineOptions,
): BatchHandler<ConversationIngested> {
  return pipeline<ConversationIngested>()
    .step(createDetectLanguagesStep(options.identifier, options.pivotLanguage))
    .batch(createTranslateConversationsStep(options))
    .batch(createStoreTranslationsStep(options.translations, options.now))
    .batch(createPublishTranslationsStep(options.bus, options.events, options.now))
    .toHandler();
}
