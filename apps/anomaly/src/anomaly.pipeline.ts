import { pipeline, type BatchHandler, type Bus } from '@convoscope/bus';
import type { ConversationCategorised } from '@convoscope/contracts';
import type { AnomaliesRepository, MetricHoursRepository, ScoresRepository } from '@convoscope/store';
import type { AnomalyEvents } from './anomaly.events.ts';
import type { ConversationScorer } from './conversations/conversation-scorer.ts';
import { createPublishScoresStep } from './steps/publish-scores.step.ts';
import { createScoreConversationsStep } from './steps/score-conversations.step.ts';
import { createStoreScoresStep } from './steps/store-scores.step.ts';

export interface AnomalyPipelineOptions {
  scorer: ConversationScorer;
  scores: ScoresRepository;
  anomalies: AnomaliesRepository;
  metricHours: Pick<MetricHoursRepository, 'touch'>;
  bus: Pick<Bus, 'publish'>;
  events: AnomalyEvents;
  now: () => number;
}

/** categorised -> scored -> stored -> published, with a finding for each unusual one. */
export function createAnomalyPipeline(
  options: AnomalyPipelineOptions,
): BatchHandler<ConversationCategorised> {
  return pipeline<ConversationCategorised>()
    .batch(createScoreConversationsStep(options.scorer, options.scores))
    .batch(createStoreScoresStep(options))
    .batch(createPublishScoresStep(options.bus, options.events, options.now))
    .toHandler();
}
