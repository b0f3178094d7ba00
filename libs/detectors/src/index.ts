export { DataError, ParameterError } from '@convoscope/statistics';
export {
  columnOf,
  createMatrix,
  matrixFromRows,
  rowOf,
  selectRows,
  validateMatrix,
  type Matrix,
} from './convention/matrix.ts';
export { describeBound, type ParamSpec, type ParamSpecs } from './convention/params.ts';
export type { Json } from './convention/serialize.ts';
export { topContributions, type Explanation } from './convention/explanation.ts';
export type { BatchDetector, BatchDetectorFactory } from './convention/batch-detector.ts';
export type {
  StreamingDetector,
  StreamingDetectorFactory,
  StreamValues,
} from './convention/streaming-detector.ts';
export {
  batchDetectors,
  createBatchDetector,
  createStreamingDetector,
  restoreBatchDetector,
  restoreStreamingDetector,
  streamingDetectors,
} from './registry.ts';
export {
  combineByAverage,
  combineByAverageOfMaxima,
  combineByMaximum,
  combineByMaximumOfAverages,
  combineByPowerMean,
  combineByRank,
  combineLocally,
  unifyByMoments,
  unifyByNormal,
  unifyByRank,
  weighByConsensus,
  type ScoreTable,
} from './ensemble/combine.ts';
export {
  conformalPValues,
  controlFalseDiscoveries,
  thresholdByGesd,
  thresholdByIqr,
  thresholdByKde,
  thresholdByMad,
} from './thresholds/thresholds.ts';
export { detectDrift, type DriftOptions, type FeatureDrift } from './drift/drift.ts';
export { jensenShannonDivergence, populationStabilityIndex } from './drift/divergence.ts';
export { adjustPValues, type Correction } from './drift/adjust-p-values.ts';
export {
  detectClassifierDrift,
  type ClassifierDrift,
  type ClassifierTestOptions,
} from './drift/classifier-test.ts';
export {
  startDriftTracking,
  trackDrift,
  type DriftTracking,
  type DriftTrackingOptions,
  type DriftWindow,
} from './drift/drift-tracking.ts';
export {
  attributeWindow,
  measureImportance,
  traceAttributions,
  type AttributionChange,
  type FeatureImportance,
  type ScoreLineage,
  type WindowAttributions,
} from './drift/attribution-drift.ts';
export { detectJointDrift, type JointDrift } from './drift/mean-discrepancy.ts';
export { applyScaler, fillMissing, fitScaler, type Scaler } from './preparation/scaler.ts';
export { columnRoles, type ColumnRole } from './preparation/column-role.ts';
export {
  columnByName,
  numbersOf,
  textColumn,
  type DataColumn,
  type DataTable,
  type NumberColumn,
  type TextColumn,
} from './preparation/data-table.ts';
export { stackTables } from './preparation/stack-tables.ts';
export {
  createFeaturePipeline,
  restoreFeaturePipeline,
  type Feature,
  type FeatureOptions,
  type FeaturePipeline,
  type UsedColumn,
} from './preparation/feature-pipeline.ts';
export { createThreadPool, type ThreadPool } from './threads/thread-pool.ts';
export { instantOfNumber, parseInstant } from './preparation/parse-instant.ts';
export { validateTable, type DataProblem, type DataReport } from './preparation/validate-table.ts';
export { findNearestNormal, type NormalExample } from './explanation/nearest-normal.ts';
export { findCounterfactual, type Counterfactual } from './explanation/counterfactual.ts';
export { explain, explainSteps, type ExplainOptions } from './explanation/explain.ts';
export {
  toTableDetector,
  type Attribution,
  type AttributionMethod,
  type AttributionProgress,
  type AttributionSteps,
  type ExplainableDetector,
} from './explanation/attribution.ts';
export { summarizeBackground, type Background } from './explanation/background.ts';
export { describeTails, type FeatureTail } from './explanation/tails.ts';
export { pauseBetween } from './explanation/steps.ts';
export type {
  SeriesDetector,
  SeriesDetectorFactory,
  SeriesExplanation,
  SeriesJudgement,
} from './convention/series-detector.ts';
export { createSeriesDetector, restoreSeriesDetector, seriesDetectors } from './series/series-registry.ts';
export { computeStomp, joinProfiles } from './series/matrix-profile/stomp.ts';
export {
  advanceScrimp,
  computeScrimp,
  profileSoFar,
  startScrimp,
  type Scrimp,
} from './series/matrix-profile/scrimp.ts';
export type { MatrixProfile } from './series/matrix-profile/windows.ts';
export {
  correlationMatrix,
  correlationOf,
  rollingCorrelation,
  type CorrelationMethod,
} from './sensors/correlation.ts';
export { alignReadings, type AlignedReadings, type Readings } from './sensors/align-readings.ts';
export { assessMachine, UNWELL, type MachineAssessment } from './sensors/assess-machine.ts';
export { generatePlant } from './sensors/generate-plant.ts';
export {
  compareCorrelations,
  findCorrelationBreaks,
  type CorrelationBreak,
  type CorrelationBreakOptions,
  type CorrelationChange,
} from './sensors/correlation-breaks.ts';
export { sensorGroup } from './sensors/sensor-group.ts';
export { createHealth, updateHealth, type Health } from './sensors/health.ts';
export {
  estimateTimeToThreshold,
  type TimeToThreshold,
  type TimeToThresholdOptions,
} from './sensors/time-to-threshold.ts';
export {
  createFeedbackDetector,
  restoreFeedbackDetector,
  type Feedback,
  type FeedbackDetector,
  type FeedbackOptions,
} from './feedback/feedback-detector.ts';
export type { PanelMember } from './feedback/panel.ts';
export type { QueryStrategy } from './feedback/query.ts';
export {
  fitCalibration,
  probabilityOf,
  type Calibration,
  type CalibrationRequest,
} from './feedback/calibration.ts';
export {
  tuneDetectors,
  tuneSteps,
  type LeaderboardEntry,
  type TuningBudget,
  type TuningOptions,
  type TuningResult,
} from './tuning/tune.ts';
export { defaultCandidates, expandGrid, type Candidate, type ParameterGrid } from './tuning/candidates.ts';
export type { Criteria } from './tuning/criteria.ts';
export {
  forecastSeries,
  type ForecastOptions,
  type ForecastPoint,
  type SeriesForecast,
} from './forecast/forecast-series.ts';
export { tellForecast, type SeriesNames } from './forecast/tell-forecast.ts';
export { buildGraph, type EdgeList, type Graph, type NodeAttributes } from './convention/graph.ts';
export type {
  GraphDetector,
  GraphDetectorFactory,
  GraphExplanation,
  GraphJudgement,
} from './convention/graph-detector.ts';
export { createGraphDetector, graphDetectors, restoreGraphDetector } from './graph/graph-registry.ts';
export { clusterByScan, type ScanClusters, type ScanRole } from './graph/scan.ts';
export { nodeScoresOfEdges } from './graph/unlikely-links.ts';
export { structuralAttributes } from './graph/structural-attributes.ts';
export {
  buildConversationGraph,
  type ConversationGraph,
  type ConversationNode,
  type ConversationRows,
} from './graph/conversation-graph.ts';
export {
  restoreTableModel,
  type ColumnContribution,
  type RowScore,
  type TableModel,
} from './model/table-model.ts';
export {
  trainSteps,
  TUNED,
  type HeldBackMetrics,
  type TrainedModel,
  type TrainingProgress,
  type TrainOptions,
} from './model/train-model.ts';
