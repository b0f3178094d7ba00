import type { EventBatch, Outcome } from '@convoscope/bus';
import type { ConversationCategorised } from '@convoscope/contracts';
import type { SnapshotsRepository } from '@convoscope/store';
import { createAnomalyPipeline, type AnomalyPipelineOptions } from './anomaly.pipeline.ts';
import { ConversationScorer, type ConversationScorerOptions } from './conversations/conversation-scorer.ts';
import { detectMetricAnomalies } from './metrics/detect-metric-anomalies.ts';

export interface AnomalyEngineOptions extends Omit<AnomalyPipelineOptions, 'scorer'> {
  tenant: string;
  scorer: ConversationScorerOptions;
  metricThreshold: number;
  snapshots: SnapshotsRepository;
}

const SNAPSHOT = 'conversation-scorer';
/** Looks at the metrics that may be put off in a row while conversations stream in. */
const MAX_PUT_OFF = 20;

/** What the service does, and what it remembers between batches. */
export interface AnomalyEngine {
  scoreConversations(batch: EventBatch<ConversationCategorised>): Promise<readonly Outcome[]>;
  /** Looks at the daily metrics if conversations have come in since the last look. Returns how many findings were published. */
  detectMetrics(): Promise<number>;
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
  let [needsDetection, needsSnapshot] = [true, false];
  let [isArriving, nPutOff] = [false, 0];
  return {
    async scoreConversations(batch) {
      const outcomes = await pipeline(batch);
      [needsDetection, needsSnapshot, isArriving] = [true, true, true];
      return outcomes;
    },
    async detectMetrics() {
      if (!needsDetection) return 0;
      // While conversations stream in, days are half there and would look unusual: wait for a pause, but not for ever.
      if (isArriving && nPutOff < MAX_PUT_OFF) {
        [isArriving, nPutOff] = [false, nPutOff + 1];
        return 0;
      }
      [needsDetection, nPutOff] = [false, 0];
      try {
        return await detectMetricAnomalies({ ...options, threshold: options.metricThreshold });
      } catch (error) {
        needsDetection = true;
        throw error;
      }
    },
    async saveSnapshot() {
      if (!needsSnapshot) return;
      needsSnapshot = false;
      // Another replica saved in between: its state is as good as ours, take turns.
      const isSaved = await snapshots.put(tenant, 'anomaly', SNAPSHOT, scorer.toJSON(), version);
      version = isSaved ? version + 1 : ((await snapshots.get(tenant, 'anomaly', SNAPSHOT))?.version ?? 0);
    },
  };
}
