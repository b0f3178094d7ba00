import { pipeline, type BatchHandler, type Bus } from '@convoscope/bus';
import type { ConversationCategorised } from '@convoscope/contracts';
import type { AnomaliesRepository, MetricHoursRepository, ScoresRepository } from '@convoscope/store';
import type { AnomalyEvents } from './anomaly.events.ts';
import type { ConversationReference } from './conversations/conversation-reference.ts';
import { createPublishScoresStep } from './steps/publish-scores.step.ts';
import { createScoreConversationsStep } from './steps/score-conversations.step.ts';
import { createStoreScoresStep } from './steps/store-scores.step.ts';

export interface AnomalyPipelineOptions {
  /** The newest reference; null before there is any. */
  preview: () => ConversationReference | null;
  scores: Pick<ScoresRepository, 'findByIds' | 'upsertMany'>;
  anomalies: Pick<AnomaliesRepository, 'findByIds' | 'upsertMany'>;
  metricHours: Pick<MetricHoursRepository, 'touch'>;
  bus: Pick<Bus, 'publish'>;
  events: AnomalyEvents;
  now: () => number;
}

/** categorised -> scored, as a preview -> stored -> published, with a finding for each unusual one. Its day settles it. */
export function createAnomalyPipeline(
  options: AnomalyPipelineOptions,
): BatchHandler<ConversationCategorised> {
  return pipeline<ConversationCategorised>()
    .batch(createScoreConversationsStep(options.preview, options.scores))
    .batch(createStoreScoresStep(options))
    .batch(createPublishScoresStep(options))
    .toHandler();
}
