import { Controller, Inject } from '@nestjs/common';
import { ok, Subscribe, type EventBatch, type Outcome } from '@convoscope/bus';
import { topics, type ConversationCategorised, type ConversationDeleted } from '@convoscope/contracts';
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
  async onDeleted(batch: EventBatch<ConversationDeleted>): Promise<readonly Outcome[]> {
    for (const [tenant, events] of Map.groupBy(batch.events, (event) => event.tenant)) {
      const deletions = events.map(({ data: { conversationId, sequence, deletedAt } }) => ({
        ...{ conversationId, sequence, deletedAt: new Date(deletedAt) },
      }));
      await this.#scores.markDeleted(tenant, deletions);
    }
    return batch.events.map(() => ok(undefined));
  }
}
