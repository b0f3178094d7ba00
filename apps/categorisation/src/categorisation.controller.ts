import { Controller, Inject } from '@nestjs/common';
import { Subscribe, type BatchHandler, type EventBatch, type Outcome } from '@convoscope/bus';
import { topics, type ConversationDeleted, type ConversationTranslated } from '@convoscope/contracts';
import { forgetDeleted } from '@convoscope/service';
import type { CategoryDocument, VersionedRepository } from '@convoscope/store';

export const CATEGORISATION_PIPELINE = Symbol('CATEGORISATION_PIPELINE');
export const CATEGORIES = Symbol('CATEGORIES');

@Controller()
export class CategorisationController {
  readonly #pipeline: BatchHandler<ConversationTranslated>;
  readonly #categories: VersionedRepository<CategoryDocument>;

  constructor(
    @Inject(CATEGORISATION_PIPELINE) pipeline: BatchHandler<ConversationTranslated>,
    @Inject(CATEGORIES) categories: VersionedRepository<CategoryDocument>,
  ) {
    this.#pipeline = pipeline;
    this.#categories = categories;
  }

  @Subscribe(topics.conversationsTranslated)
  onTranslated(batch: EventBatch<ConversationTranslated>): Promise<readonly Outcome[]> {
    return this.#pipeline(batch);
  }

  @Subscribe(topics.conversationsDeleted)
  onDeleted(batch: EventBatch<ConversationDeleted>): Promise<readonly Outcome[]> {
    return forgetDeleted(this.#categories, batch);
  }
}
