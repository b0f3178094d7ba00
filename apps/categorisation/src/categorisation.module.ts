import type { DynamicModule } from '@nestjs/common';
import type { SettingsOf } from '@convoscope/config';
import { IntervalWorker, type ServiceRuntime } from '@convoscope/service';
import type { categorisationSettings } from './categorisation.config.ts';
import {
  CATEGORISATION,
  CategorisationController,
  type Categorisation,
} from './categorisation.controller.ts';
import { createCategorisationEvents } from './categorisation.events.ts';
import { createCategorisationPipeline } from './categorisation.pipeline.ts';
import { createCategoryLearner } from './learning/category-learner.ts';
import { createCategoryModels } from './learning/category-models.ts';
import { runLearning } from './learning/run-learning.ts';
import { followDecisions } from './discovery/follow-decisions.ts';
import { lookForTopics } from './discovery/look-for-topics.ts';
import { runDiscovery } from './discovery/run-discovery.ts';
import { loadTaxonomy } from './load-taxonomy.ts';
import { createRecategorise } from './replay/recategorise.ts';
import { replayCategories } from './replay/replay-categories.ts';

class CategorisationModule {}

const LEARN_WITHIN_MS = 120_000;

/** The one place where this service's ports meet their adapters. */
export function createCategorisationModule(
  runtime: ServiceRuntime<SettingsOf<typeof categorisationSettings>>,
): DynamicModule {
  const { settings, store, bus, clock, telemetry, tenant } = runtime;
  const models = createCategoryModels(loadTaxonomy(settings.taxonomyFile));
  const events = createCategorisationEvents(telemetry);
  const { categories, categoryCorrections: corrections, translations, snapshots } = store;
  const now = (): number => clock.now();
  const known = { tenant, models, snapshots };
  const shared = { models, corrections, categories, bus, events, now };
  const recategorise = createRecategorise(shared);
  const { learnAfter, replayPerSecond: perSecond } = settings;
  const learner = createCategoryLearner({
    ...{ tenant, models, corrections, translations, snapshots, learnAfter },
    ...{ run: runLearning, events, now },
  });
  return {
    module: CategorisationModule,
    controllers: [CategorisationController],
    providers: [
      {
        provide: CATEGORISATION,
        useFactory: async (): Promise<Categorisation> => {
          // Before anything is categorised: a restart must not say what an older model says.
          await followDecisions(known);
          await learner.begin(AbortSignal.timeout(LEARN_WITHIN_MS));
          const pipeline = createCategorisationPipeline(shared);
          return { pipeline, categories, corrections, translations, models, recategorise, snapshots };
        },
      },
      {
        provide: 'DISCOVERY_WORKER',
        useFactory: () =>
          new IntervalWorker({
            ...{ name: 'discovery', intervalMs: settings.discoveryIntervalMs, clock, telemetry },
            work: (signal) =>
              lookForTopics(
                {
                  ...{ tenant, analytics: store.analytics, translations, snapshots, events, now },
                  ...{ run: runDiscovery, minPeople: settings.discoveryMinPeople },
                },
                signal,
              ),
          }),
      },
      {
        provide: 'MODEL_WORKER',
        inject: [CATEGORISATION],
        useFactory: () =>
          new IntervalWorker({
            ...{ name: 'model', intervalMs: settings.modelIntervalMs, clock, telemetry },
            work: async (signal) => {
              await followDecisions(known);
              await learner.refresh(signal);
              await learner.learn(signal);
              await replayCategories(
                {
                  ...{ tenant, models, recategorise, translations, categories },
                  ...{ snapshots, events, perSecond, clock },
                },
                signal,
              );
            },
          }),
      },
    ],
  };
}
