import type { EventBatch, Outcome } from '@convoscope/bus';
import type {
  ConversationCategorised,
  ConversationDeleted,
  DetectorRequested,
  FeedbackGiven,
  RuleChanged,
} from '@convoscope/contracts';
import type { AnomaliesRepository, FindingFeedbackRepository, RulesRepository } from '@convoscope/store';
import { createAnomalyPipeline, type AnomalyPipelineOptions } from './anomaly.pipeline.ts';
import { keepDetectorRequests, type DetectorRequestOptions } from './detectors/keep-requests.ts';
import { keepFeedback } from './feedback/keep-feedback.ts';
import { forgetConversations } from './findings/forget-conversations.ts';
import { createIncidentDetection, type DetectIncidentsOptions } from './incidents/detect-incidents.ts';
import { keepRules } from './rules/keep-rule.ts';
import { createSettlement, type SettleOptions } from './settlement/settle-days.ts';

export type AnomalyEngineOptions = Omit<AnomalyPipelineOptions, 'preview'> &
  DetectIncidentsOptions &
  SettleOptions & {
    rules: RulesRepository;
    findingFeedback: FindingFeedbackRepository;
    anomalies: AnomaliesRepository;
    detectorRequests: DetectorRequestOptions;
    /** Told when there may be new work on detectors. */
    onDetectorJobs: () => void;
  };

/** What the service does. All that it remembers lies in MongoDB. */
export interface AnomalyEngine {
  scoreConversations(batch: EventBatch<ConversationCategorised>): Promise<readonly Outcome[]>;
  /** Forgets what was said of deleted conversations, and withdraws it. */
  forgetConversations(batch: EventBatch<ConversationDeleted>): Promise<readonly Outcome[]>;
  /** Keeps rules that people saved or removed. */
  keepRules(batch: EventBatch<RuleChanged>): Promise<readonly Outcome[]>;
  /** Keeps what people say of findings; thresholds follow it. */
  keepFeedback(batch: EventBatch<FeedbackGiven>): Promise<readonly Outcome[]>;
  /** Serves what people asked of detectors. */
  keepDetectorRequests(batch: EventBatch<DetectorRequested>): Promise<readonly Outcome[]>;
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
    forgetConversations: (batch) => forgetConversations(batch, options),
    keepRules: (batch) => keepRules(batch, options.rules),
    keepFeedback: (batch) => keepFeedback(batch, options),
    async keepDetectorRequests(batch) {
      const outcomes = await keepDetectorRequests(batch, options.detectorRequests);
      options.onDetectorJobs();
      return outcomes;
    },
    detectIncidents: (isForced) => detection.run(isForced),
    settle: (isForced) => settlement.run(isForced),
  };
}
