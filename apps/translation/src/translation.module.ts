import type { DynamicModule } from '@nestjs/common';
import { IntervalWorker } from '@convoscope/service';
import { loadLanguageIdentifier } from '@convoscope/text';
import { workOffBacklog } from './translation-backlog.ts';
import type { TranslationRuntime } from './translation-runtime.ts';
import { TRANSLATION_PIPELINE, TranslationController, TRANSLATIONS } from './translation.controller.ts';
import { createTranslationEvents } from './translation.events.ts';
import { createTranslationPipeline } from './translation.pipeline.ts';
import { createTranslator } from './translators/create-translator.ts';

class TranslationModule {}

const BACKLOG_WORKER = Symbol('BACKLOG_WORKER');

/** The one place where this service's ports meet their adapters. */
export function createTranslationModule(runtime: TranslationRuntime): DynamicModule {
  const { settings, store, bus, clock, telemetry, tenant } = runtime;
  const events = createTranslationEvents(telemetry);
  const translator = createTranslator(runtime, events);
  const shared = {
    translator,
    targetLanguages: [...new Set([settings.pivotLanguage, ...settings.targetLanguages])],
    translations: store.translations,
    bus,
    events,
    now: () => clock.now(),
  };
  const providers: NonNullable<DynamicModule['providers']> = [
    { provide: TRANSLATIONS, useValue: store.translations },
    {
      provide: TRANSLATION_PIPELINE,
      useFactory: () =>
        createTranslationPipeline({
          ...shared,
          identifier: loadLanguageIdentifier(),
          pivotLanguage: settings.pivotLanguage,
          budgetMs: settings.batchBudgetMs,
        }),
    },
  ];
  if (translator !== null) {
    const work = () => workOffBacklog({ ...shared, translator, tenant });
    const worker = new IntervalWorker({
      name: 'backlog',
      intervalMs: settings.backlogIntervalMs,
      clock,
      telemetry,
      work,
    });
    providers.push({ provide: BACKLOG_WORKER, useValue: worker });
  }
  return { module: TranslationModule, controllers: [TranslationController], providers };
}
