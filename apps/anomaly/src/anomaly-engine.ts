import type { EventBatch, Outcome } from '@convoscope/bus';
import type { ConversationCategorised } from '@convoscope/contracts';
import { createAnomalyPipeline, type AnomalyPipelineOptions } from './anomaly.pipeline.ts';
import { createIncidentDetection, type DetectIncidentsOptions } from './incidents/detect-incidents.ts';
import { createSettlement, type SettleOptions } from './settlement/settle-days.ts';

export type AnomalyEngineOptions = Omit<AnomalyPipelineOptions, 'preview'> &
  DetectIncidentsOptions &
  SettleOptions;

/** What the service does. All that it remembers lies in MongoDB. */
export interface AnomalyEngine {
  scoreConversations(batch: EventBatch<ConversationCategorised>): Promise<readonly Outcome[]>;
  /** Looks for incidents where conversations have changed; `isForced`: without waiting for a pause. Returns how many changes were published. */
  detectIncidents(isForced?: boolean): Promise<number>;
  /** Settles the conversations of days that have changed; `isForced`: without waiting. Returns how many were published. */
  settle(isForced?: boolean): Promise<number>;
}

export function createAnomalyEngine(options: AnomalyEngineOptions): AnomalyEngine {
  const settlement = createSettlement(options);
  const detection = createIncidentDetection(options);
  return {
    scoreConversations: createAnomalyPipeline({ ...options, preview: () => settlement.preview() }),
    detectIncidents: (isForced) => detection.run(isForced),
    settle: (isForced) => settlement.run(isForced),
  };
}
