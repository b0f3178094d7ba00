import { Controller, Inject } from '@nestjs/common';
import { Subscribe, type BatchHandler, type EventBatch, type Outcome } from '@convoscope/bus';
import { topics, type ConversationDeleted, type ConversationIngested } from '@convoscope/contracts';
import { forgetDeleted } from '@convoscope/service';
import type { TranslationsRepository } from '@convoscope/store';

export const TRANSLATION_PIPELINE = Symbol('TRANSLATION_PIPELINE');
export const TRANSLATIONS = Symbol('TRANSLATIONS');

@Controller()
export class TranslationController {
  readonly #pipeline: BatchHandler<ConversationIngested>;
  readonly #translations: TranslationsRepository;

  constructor(
    @Inject(TRANSLATION_PIPELINE) pipeline: BatchHandler<ConversationIngested>,
    @Inject(TRANSLATIONS) translations: TranslationsRepository,
  ) {
    this.#pipeline = pipeline;
    this.#translations = translations;
  }

  @Subscribe(topics.conversationsIngested)
  onIngested(batch: EventBatch<ConversationIngested>): Promise<readonly Outcome[]> {
    return this.#pipeline(batch);
  }

  @Subscribe(topics.conversationsDeleted)
  onDeleted(batch: EventBatch<ConversationDeleted>): Promise<readonly Outcome[]> {
    return forgetDeleted(this.#translations, batch);
  }
}
