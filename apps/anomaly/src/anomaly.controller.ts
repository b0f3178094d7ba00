import { Controller, Inject } from '@nestjs/common';
import { Subscribe, type EventBatch, type Outcome } from '@convoscope/bus';
import {
  topics,
  type ConversationCategorised,
  type ConversationDeleted,
  type DetectorRequested,
  type FeedbackGiven,
  type RuleChanged,
} from '@convoscope/contracts';
import type { AnomalyEngine } from './anomaly-engine.ts';

export const ANOMALY_ENGINE = Symbol('ANOMALY_ENGINE');

@Controller()
export class AnomalyController {
  readonly #engine: AnomalyEngine;

  constructor(@Inject(ANOMALY_ENGINE) engine: AnomalyEngine) {
    this.#engine = engine;
  }

  @Subscribe(topics.conversationsCategorised, { concurrency: 1 })
  onCategorised(batch: EventBatch<ConversationCategorised>): Promise<readonly Outcome[]> {
    return this.#engine.scoreConversations(batch);
  }

  @Subscribe(topics.conversationsDeleted)
  onDeleted(batch: EventBatch<ConversationDeleted>): Promise<readonly Outcome[]> {
    return this.#engine.forgetConversations(batch);
  }

  @Subscribe(topics.detectorsRequested)
  onDetectorRequested(batch: EventBatch<DetectorRequested>): Promise<readonly Outcome[]> {
    return this.#engine.keepDetectorRequests(batch);
  }

  @Subscribe(topics.rulesChanged)
  onRuleChanged(batch: EventBatch<RuleChanged>): Promise<readonly Outcome[]> {
    return this.#engine.keepRules(batch);
  }

  @Subscribe(topics.feedbackGiven)
  onFeedback(batch: EventBatch<FeedbackGiven>): Promise<readonly Outcome[]> {
    return this.#engine.keepFeedback(batch);
  }
}
