import { Controller, Inject } from '@nestjs/common';
import { Subscribe, type EventBatch, type Outcome } from '@convoscope/bus';
import { topics, type ConversationCategorised, type ConversationDeleted } from '@convoscope/contracts';
import { forgetDeleted } from '@convoscope/service';
import type { ScoresRepository } from '@convoscope/store';
import type { AnomalyEngine } from './anomaly-engine.ts';

export const ANOMALY_ENGINE = Symbol('ANOMALY_ENGINE');
export const SCORES = Symbol('SCORES');

@Controller()
export class AnomalyController {
  readonly #engine: AnomalyEngine;
  readonly #scores: ScoresRepository;

  constructor(@Inject(ANOMALY_ENGINE) engine: AnomalyEngine, @Inject(SCORES) scores: ScoresRepository) {
    this.#engine = engine;
    this.#scores = scores;
  }

  /** One partition at a time: the detector learns conversations in one order. */
  @Subscribe(topics.conversationsCategorised, { concurrency: 1 })
  onCategorised(batch: EventBatch<ConversationCategorised>): Promise<readonly Outcome[]> {
    return this.#engine.scoreConversations(batch);
  }

  @Subscribe(topics.conversationsDeleted)
  onDeleted(batch: EventBatch<ConversationDeleted>): Promise<readonly Outcome[]> {
    return forgetDeleted(this.#scores, batch);
  }
}
