import type { DynamicModule } from '@nestjs/common';
import type { SettingsOf } from '@convoscope/config';
import type { ServiceRuntime } from '@convoscope/service';
import type { categorisationSettings } from './categorisation.config.ts';
import {
  CATEGORIES,
  CATEGORISATION_PIPELINE,
  CategorisationController,
} from './categorisation.controller.ts';
import { createCategorisationEvents } from './categorisation.events.ts';
import { createCategorisationPipeline } from './categorisation.pipeline.ts';
import { loadTaxonomy } from './load-taxonomy.ts';
import { createLocalClassifier } from './local-classifier.ts';

class CategorisationModule {}

/** The one place where this service's ports meet their adapters. */
export function createCategorisationModule(
  runtime: ServiceRuntime<SettingsOf<typeof categorisationSettings>>,
): DynamicModule {
  const { settings, store, bus, clock, telemetry } = runtime;
  const pipeline = createCategorisationPipeline({
    classifier: createLocalClassifier(loadTaxonomy(settings.taxonomyFile)),
    categories: store.categories,
    bus,
    events: createCategorisationEvents(telemetry),
    now: () => clock.now(),
  });
  return {
    module: CategorisationModule,
    controllers: [CategorisationController],
    providers: [
      { provide: CATEGORISATION_PIPELINE, useValue: pipeline },
      { provide: CATEGORIES, useValue: store.categories },
    ],
  };
}
