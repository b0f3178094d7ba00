import { Controller, Inject } from '@nestjs/common';
import { Subscribe, type EventBatch, type Outcome } from '@convoscope/bus';
import { topics, type ConversationCategorised, type ConversationDeleted } from '@convoscope/contracts';
import { forgetDeleted } from '@convoscope/service';
import type { MetricHoursRepository, ScoresRepository } from '@convoscope/store';
import type { Clock } from '@convoscope/telemetry';
import type { AnomalyEngine } from './anomaly-engine.ts';
import { toHour } from './incidents/count-hours.ts';

export const ANOMALY_ENGINE = Symbol('ANOMALY_ENGINE');
export const SCORES = Symbol('SCORES');
export const METRIC_HOURS = Symbol('METRIC_HOURS');
export const CLOCK = Symbol('CLOCK');

@Controller()
export class AnomalyController {
  readonly #engine: AnomalyEngine;
  readonly #scores: ScoresRepository;
  readonly #metricHours: Pick<MetricHoursRepository, 'touch'>;
  readonly #clock: Clock;

  constructor(
    @Inject(ANOMALY_ENGINE) engine: AnomalyEngine,
    @Inject(SCORES) scores: ScoresRepository,
    @Inject(METRIC_HOURS) metricHours: MetricHoursRepository,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.#engine = engine;
    this.#scores = scores;
    this.#metricHours = metricHours;
    this.#clock = clock;
  }

  /** One partition at a time: the detector learns conversations in one order. */
  @Subscribe(topics.conversationsCategorised, { concurrency: 1 })
  onCategorised(batch: EventBatch<ConversationCategorised>): Promise<readonly Outcome[]> {
    return this.#engine.scoreConversations(batch);
  }

  @Subscribe(topics.conversationsDeleted)
  async onDeleted(batch: EventBatch<ConversationDeleted>): Promise<readonly Outcome[]> {
    const outcomes = await forgetDeleted(this.#scores, batch);
    const at = new Date(this.#clock.now());
    for (const [tenant, ofTenant] of Map.groupBy(batch.events, (event) => event.tenant)) {
      const hours = ofTenant.map(({ data }) => toHour(data.startedAt));
      await this.#metricHours.touch(tenant, hours, at);
    }
    return outcomes;
  }
}
