import { Controller, Inject } from '@nestjs/common';
import { Subscribe, type BatchHandler, type EventBatch, type Outcome } from '@convoscope/bus';
import {
  topics,
  type ConversationDeleted,
  type ConversationTranslated,
  type FeedbackGiven,
} from '@convoscope/contracts';
import { forgetDeleted } from '@convoscope/service';
import type { CategoryCorrectionsRepository, CategoryDocument, VersionedRepository } from '@convoscope/store';
import { keepCorrections, type KeepCorrectionsOptions } from './corrections/keep-corrections.ts';

export const CATEGORISATION = Symbol('CATEGORISATION');

export interface Categorisation extends KeepCorrectionsOptions {
  pipeline: BatchHandler<ConversationTranslated>;
  categories: VersionedRepository<CategoryDocument>;
  corrections: CategoryCorrectionsRepository;
}

@Controller()
export class CategorisationController {
  readonly #categorisation: Categorisation;

  constructor(@Inject(CATEGORISATION) categorisation: Categorisation) {
    this.#categorisation = categorisation;
  }

  @Subscribe(topics.conversationsTranslated)
  onTranslated(batch: EventBatch<ConversationTranslated>): Promise<readonly Outcome[]> {
    return this.#categorisation.pipeline(batch);
  }

  @Subscribe(topics.feedbackGiven)
  onFeedback(batch: EventBatch<FeedbackGiven>): Promise<readonly Outcome[]> {
    return keepCorrections(batch, this.#categorisation);
  }

  @Subscribe(topics.conversationsDeleted)
  async onDeleted(batch: EventBatch<ConversationDeleted>): Promise<readonly Outcome[]> {
    const { categories, corrections } = this.#categorisation;
    for (const [tenant, events] of Map.groupBy(batch.events, (event) => event.tenant)) {
      const ids = events.map(({ data }) => data.conversationId);
      await corrections.removeOf(tenant, ids);
    }
    return forgetDeleted(categories, batch);
  }
}
