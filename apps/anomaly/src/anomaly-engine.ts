import type { EventBatch, Outcome } from '@convoscope/bus';
import type { ConversationCategorised } from '@convoscope/contracts';
import type { SnapshotsRepository } from '@convoscope/store';
import { createAnomalyPipeline, type AnomalyPipelineOptions } from './anomaly.pipeline.ts';
import { ConversationScorer, type ConversationScorerOptions } from './conversations/conversation-scorer.ts';
import { createIncidentDetection, type DetectIncidentsOptions } from './incidents/detect-incidents.ts';

export interface AnomalyEngineOptions
  extends
    Omit<AnomalyPipelineOptions, 'scorer' | 'metricHours'>,
    Omit<DetectIncidentsOptions, 'scores' | 'anomalies'> {
  scorer: ConversationScorerOptions;
  snapshots: SnapshotsRepository;
}

const SNAPSHOT = 'conversation-scorer';

/** What the service does, and what it remembers between batches. */
export interface AnomalyEngine {
  scoreConversations(batch: EventBatch<ConversationCategorised>): Promise<readonly Outcome[]>;
  /** Looks for incidents where conversations have changed; `isForced`: without waiting for a pause. Returns how many changes were published. */
  detectIncidents(isForced?: boolean): Promise<number>;
  /** Saves the detector if it has learnt since the last time. */
  saveSnapshot(): Promise<void>;
}

/** Starts from the last snapshot; what came after it is learnt again only where it was not stored yet. */
export async function createAnomalyEngine(options: AnomalyEngineOptions): Promise<AnomalyEngine> {
  const { tenant, snapshots } = options;
  const saved = await snapshots.get(tenant, 'anomaly', SNAPSHOT);
  const scorer = ConversationScorer.restore(options.scorer, saved?.value);
  const pipeline = createAnomalyPipeline({ ...options, scorer });
  let version = saved?.version ?? 0;
  let needsSnapshot = false;
  const detection = createIncidentDetection(options);
  return {
    async scoreConversations(batch) {
      const outcomes = await pipeline(batch);
      needsSnapshot = true;
      return outcomes;
    },
    detectIncidents: (isForced) => detection.run(isForced),
    async saveSnapshot() {
      if (!needsSnapshot) return;
      needsSnapshot = false;
      // Another replica saved in between: its state is as good as ours, take turns.
      const isSaved = await snapshots.put(tenant, 'anomaly', SNAPSHOT, scorer.toJSON(), version);
      version = isSaved ? version + 1 : ((await snapshots.get(tenant, 'anomaly', SNAPSHOT))?.version ?? 0);
    },
  };
}
