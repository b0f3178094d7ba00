import {
  areaUnderRoc,
  averagePrecision,
  createRandom,
  DataError,
  ParameterError,
  sampleWithoutReplacement,
} from '@convoscope/statistics';
import type { BatchDetector } from '../convention/batch-detector.ts';
import { selectRows, type Matrix } from '../convention/matrix.ts';
import { fitCalibration } from '../feedback/calibration.ts';
import type { DataTable } from '../preparation/data-table.ts';
import {
  createFeaturePipeline,
  type FeatureOptions,
  type FeaturePipeline,
  type UsedColumn,
} from '../preparation/feature-pipeline.ts';
import { createBatchDetector } from '../registry.ts';
import { rankCorrelation } from '../tuning/criteria.ts';
import { tuneSteps, type TuningBudget, type TuningResult } from '../tuning/tune.ts';
import { defaultCandidates } from '../tuning/candidates.ts';
import { measureColumns, type ColumnImportance } from './column-importance.ts';
import { canonicalTable, createTableModel, type TableModel } from './table-model.ts';

/** The name that stands for choosing a detector by trial. */
export const TUNED = 'tune';

export interface TrainOptions {
  /** A batch detector, `auto` and `ensemble` among them, or `tune`. */
  readonly detector: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly features?: FeatureOptions;
  /** 1 = anomaly: for measuring and for probabilities; never learnt from. */
  readonly labels?: Uint8Array;
  readonly seed?: number;
  /** What `tune` may spend. */
  readonly budget?: TuningBudget;
}

/** How a model does on rows that it, or one trained alike, has not seen. */
export interface HeldBackMetrics {
  readonly nRows: number;
  /** Share of these rows above the threshold: near `expectedShare` where the threshold holds for new rows. */
  readonly alarmShare: number;
  readonly expectedShare: number;
  /** Rank correlation on these rows with the model that has seen them: how little a score depends on which rows were learnt. */
  readonly stability: number;
  /** With labels of both kinds only. */
  readonly auroc?: number;
  readonly averagePrecision?: number;
}

/** What tuning tried, and why the winner is one. */
export interface TuningReport extends Pick<TuningResult, 'leaderboard' | 'nFits' | 'isCutShort'> {
  readonly why: string;
}

export interface TrainedModel {
  readonly model: TableModel;
  readonly nRows: number;
  readonly columns: readonly UsedColumn[];
  readonly importances: readonly ColumnImportance[];
  /** Null where there are too few rows to hold any back. */
  readonly heldBack: HeldBackMetrics | null;
  readonly tuning: TuningReport | null;
}

export interface TrainingProgress {
  readonly phase: 'features' | 'tuning' | 'held-back' | 'fitting' | 'importances';
  /** Of the whole training, in [0, 1], as far as it can be told. */
  readonly share: number;
}

const HELD_BACK_SHARE = 0.25;
const MIN_ROWS_TO_HOLD_BACK = 40;
/** Labels beyond so many move no probability. */
const MOST_LABELS = 5_000;
const MAX_PRIOR = 0.5;

interface Choice {
  readonly detector: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly tuning: TuningReport | null;
}

const figure = (value: number): string => (Number.isNaN(value) ? 'unknown' : value.toFixed(2));

function explainWinner({ leaderboard, winner, isCutShort }: TuningResult): string {
  const [first, second] = leaderboard;
  const { consensus, stability, massVolume } = first.criteria;
  const runnerUp =
    second?.error === undefined && second !== undefined
      ? ` Next was ${second.detector} ${JSON.stringify(second.params)} (place ${figure(second.place)}).`
      : '';
  return `${winner.detector} ${JSON.stringify(winner.params)} came first of ${leaderboard.length} candidates on ${first.nRows} rows, by the mean of its places (${figure(first.place)}; 0 is best): it agrees with the other kinds of detectors by ${figure(consensus)}, with itself on other rows by ${figure(stability)}, and what it calls normal takes ${figure(massVolume)} of the space.${runnerUp}${isCutShort ? ' The budget ended the search early.' : ''}`;
}

function* chooseDetector(
  matrix: Matrix,
  { detector, params = {}, seed = 0, budget }: TrainOptions,
): Generator<TrainingProgress, Choice> {
  if (detector !== TUNED) return { detector, params: { seed, ...params }, tuning: null };
  // Half of the candidates survive a round: two times as many trials at most.
  const expected = 2 * defaultCandidates(matrix).length;
  const steps = tuneSteps(matrix, { seed, ...(budget !== undefined && { budget }) });
  for (let done = 1; ; done++) {
    const step = steps.next();
    if (step.done) {
      const { winner, leaderboard, nFits, isCutShort } = step.value;
      const report = { leaderboard, nFits, isCutShort, why: explainWinner(step.value) };
      return { detector: winner.detector, params: { seed, ...params, ...winner.params }, tuning: report };
    }
    yield { phase: 'tuning', share: 0.05 + 0.6 * Math.min(1, done / expected) };
  }
}

const rowsOf = <T extends Uint8Array>(labels: T, rows: ArrayLike<number>): Uint8Array =>
  Uint8Array.from(rows, (row) => labels[row]);

/** Fits on three quarters of the rows and looks at the rest, which the final detector has seen. */
function holdBack(
  matrix: Matrix,
  final: BatchDetector,
  { labels, seed = 0 }: TrainOptions,
): HeldBackMetrics | null {
  if (matrix.nRows < MIN_ROWS_TO_HOLD_BACK) return null;
  const order = sampleWithoutReplacement(matrix.nRows, matrix.nRows, createRandom(seed));
  const middle = Math.round(matrix.nRows * HELD_BACK_SHARE);
  const rest = selectRows(matrix, order.subarray(0, middle));
  const detector = createBatchDetector(final.name, final.params);
  detector.fit(selectRows(matrix, order.subarray(middle)));
  const scores = detector.score(rest);
  const own = labels && rowsOf(labels, order.subarray(0, middle));
  const isMeasurable = own !== undefined && new Set(own).size === 2;
  return {
    nRows: rest.nRows,
    alarmShare: scores.filter((score) => score > detector.threshold).length / rest.nRows,
    expectedShare: Number(final.params.contamination),
    stability: rankCorrelation(scores, final.score(rest)),
    ...(isMeasurable && {
      auroc: areaUnderRoc(own, scores),
      averagePrecision: averagePrecision(own, scores),
    }),
  };
}

function calibrate(detector: BatchDetector, scores: Float64Array, { labels, seed = 0 }: TrainOptions) {
  const prior = Math.min(MAX_PRIOR, Number(detector.params.contamination));
  if (labels === undefined) return fitCalibration({ scores, labelled: [], prior });
  const rows = sampleWithoutReplacement(
    scores.length,
    Math.min(scores.length, MOST_LABELS),
    createRandom(seed),
  );
  const labelled = Array.from(rows, (row) => ({ score: scores[row], isAnomaly: labels[row] === 1 }));
  return fitCalibration({ scores, labelled, prior });
}

function checkTraining(table: DataTable, { labels, detector, params }: TrainOptions): void {
  if (labels !== undefined && labels.length !== table.nRows)
    throw new DataError(`${table.nRows} rows need as many labels, got ${labels.length}`);
  if (detector !== TUNED) createBatchDetector(detector, params);
  else if (params !== undefined && Object.keys(params).some((name) => name !== 'contamination'))
    throw new ParameterError(
      'params',
      'nothing but contamination beside tune, which finds the others',
      params,
    );
}

function learnFeatures(
  table: DataTable,
  options: TrainOptions,
): { pipeline: FeaturePipeline; matrix: Matrix } {
  const pipeline = createFeaturePipeline(options.features);
  return { pipeline, matrix: pipeline.fit(canonicalTable(table)) };
}

/**
 * Trains a model of a table, in steps: stop iterating to stop the work. Throws `ParameterError` for a wrong option at once, `DataError` where the
 * table cannot be learnt from. Cost: two fits, one score of 256 rows a column, and with `tune` its trials.
 */
export function* trainSteps(
  table: DataTable,
  options: TrainOptions,
): Generator<TrainingProgress, TrainedModel> {
  checkTraining(table, options);
  yield { phase: 'features', share: 0 };
  const { pipeline, matrix } = learnFeatures(table, options);
  const { detector: name, params, tuning } = yield* chooseDetector(matrix, options);
  yield { phase: 'fitting', share: tuning === null ? 0.05 : 0.65 };
  const detector = createBatchDetector(name, params);
  const scores = detector.fit(matrix);
  yield { phase: 'held-back', share: tuning === null ? 0.5 : 0.8 };
  const heldBack = holdBack(matrix, detector, options);
  yield { phase: 'importances', share: 0.9 };
  const importances = measureColumns(detector, matrix, pipeline.features, options.seed ?? 0);
  const calibration = calibrate(detector, scores, options);
  return {
    model: createTableModel({ pipeline, detector, calibration }),
    ...{ nRows: table.nRows, columns: pipeline.columns, importances, heldBack, tuning },
  };
}

/** `trainSteps` to its end. */
export function trainModel(table: DataTable, options: TrainOptions): TrainedModel {
  const steps = trainSteps(table, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
