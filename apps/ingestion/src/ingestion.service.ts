import { defineService } from '@convoscope/service';
import { ingestionSettings } from './ingestion.config.ts';
import { createIngestionModule } from './ingestion.module.ts';

/** Pulls conversations out of a source, cleans them, and publishes each change once. */
export const ingestionService = defineService({
  name: 'ingestion',
  settings: ingestionSettings,
  module: createIngestionModule,
});
