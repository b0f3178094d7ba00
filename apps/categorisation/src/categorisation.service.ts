import { defineService } from '@convoscope/service';
import { categorisationSettings } from './categorisation.config.ts';
import { createCategorisationModule } from './categorisation.module.ts';

/** Says what each conversation is about, what was wanted, how people felt and how it went. */
export const categorisationService = defineService({
  name: 'categorisation',
  settings: categorisationSettings,
  module: createCategorisationModule,
});
