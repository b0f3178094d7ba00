import { defineService } from '@convoscope/service';
import { translationSettings } from './translation.config.ts';
import { createTranslationModule } from './translation.module.ts';

/** Finds the language of conversations and translates them where an engine is configured. */
export const translationService = defineService({
  name: 'translation',
  settings: translationSettings,
  module: createTranslationModule,
});
