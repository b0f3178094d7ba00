import {
  createRandom,
  DataError,
  mean,
  sampleWithoutReplacement,
  studentTCdf,
  variance,
} from '@convoscope/statistics';
import { columnOf, rowOf, type Matrix } from '../convention/matrix.ts';
import { adjustPValues } from './adjust-p-values.ts';
import type { DriftOptions } from './drift.ts';

/** What the score of a window of rows was made of: one row of contributions for each row explained. */
export interface WindowAttributions {
  readonly contributions: Matrix;
  /** Score less contributions, of each row. */
  readonly baselines: Float64Array;
}

/** A row's parts; what every detector's `explain` and `explain()` give. */
type ExplainRow = (row: Float64Array) => { readonly baseline: number; readonly contributions: Float64Array };

/**
 * Explains at most `nRows` rows of a window, drawn evenly, so that their parts speak for the whole window.
 * Throws `DataError` on an empty window. Cost: that many explanations.
 */
export function attributeWindow(
  explainRow: ExplainRow,
  window: Matrix,
  { nRows = 100, seed = 0 }: { nRows?: number; seed?: number } = {},
): WindowAttributions {
  if (window.nRows === 0) throw new DataError('the window is empty');
  const rows = sampleWithoutReplacement(window.nRows, nRows, createRandom(seed));
  const data = new Float64Array(rows.length * window.nFeatures);
  const baselines = Float64Array.from(rows, (row, i) => {
    const { baseline, contributions } = explainRow(rowOf(window, row).slice());
    data.set(contributions, i * window.nFeatures);
    return baseline;
  });
  return { contributions: { data, nRows: rows.length, nFeatures: window.nFeatures }, baselines };
}

/** How much a feature moves the scores of a window, whichever way. */
export interface FeatureImportance {
  readonly feature: number;
  /** Mean of |contribution|. */
  readonly importance: number;
  /** Its share of all features' importances, in [0, 1]; 0 where nothing contributes. */
  readonly share: number;
}

/** Importance of each feature in a window, in the order of the features. */
export function measureImportance({ contributions }: WindowAttributions): FeatureImportance[] {
  const importances = Array.from({ length: contributions.nFeatures }, (_, j) =>
    mean(columnOf(contributions, j).map(Math.abs)),
  );
  const total = importances.reduce((sum, value) => sum + value, 0);
  return importances.map((importance, feature) => ({
    feature,
    importance,
    share: total > 0 ? importance / total : 0,
  }));
}

/** How a feature's part of the score changed between two windows. */
export interface AttributionChange {
  readonly feature: number;
  /** Mean contribution before and after, and the difference: the differences of all features and of the baseline sum to that of the mean score. */
  readonly before: number;
  readonly after: number;
  readonly change: number;
  /** Change of the share of importance, in [-1, 1]. */
  readonly shareChange: number;
  /** Change in pooled standard deviations (Cohen's d); 0 where nothing varies. */
  readonly effectSize: number;
  /** Welch's t-test; 1 under five rows. */
  readonly pValue: number;
  readonly adjustedPValue: number;
  readonly hasChanged: boolean;
}

/** Why the mean score moved: by feature, and by the baseline where it differs from row to row. */
export interface ScoreLineage {
  readonly meanBefore: number;
  readonly meanAfter: number;
  readonly baselineChange: number;
  /** In the order of the features. */
  readonly features: AttributionChange[];
}

/** Two-sided p-value of Welch's t-test for unequal variances. */
function testWelch(before: Float64Array, after: Float64Array): number {
  if (Math.min(before.length, after.length) < 5) return 1;
  const [a, b] = [variance(before, 1) / before.length, variance(after, 1) / after.length];
  const difference = Math.abs(mean(after) - mean(before));
  if (a + b === 0) return difference === 0 ? 1 : 0;
  const degrees = (a + b) ** 2 / (a ** 2 / (before.length - 1) + b ** 2 / (after.length - 1));
  return Math.min(1, 2 * (1 - studentTCdf(difference / Math.sqrt(a + b), degrees)));
}

function compareParts(before: Float64Array, after: Float64Array) {
  const [old, fresh] = [mean(before), mean(after)];
  const pooled = Math.sqrt((variance(before) + variance(after)) / 2);
  return {
    before: old,
    after: fresh,
    change: fresh - old,
    effectSize: pooled > 0 ? (fresh - old) / pooled : 0,
    pValue: testWelch(before, after),
  };
}

/**
 * Traces a change of the mean score between two windows back to features: their changes and the baseline's sum to it exactly.
 * Says what the detector reacted to, which need not be what drifted: a feature that it ignores does not show. One detector for both windows.
 * Throws `DataError` on different widths. Cost: O(rows x features).
 */
export function traceAttributions(
  before: WindowAttributions,
  after: WindowAttributions,
  { rate = 0.05, correction = 'benjamini-hochberg' }: DriftOptions = {},
): ScoreLineage {
  const [old, fresh] = [before.contributions, after.contributions];
  if (old.nFeatures !== fresh.nFeatures)
    throw new DataError(`the windows have ${old.nFeatures} and ${fresh.nFeatures} features`);
  const found = Array.from({ length: old.nFeatures }, (_, j) =>
    compareParts(columnOf(old, j), columnOf(fresh, j)),
  );
  const adjusted = adjustPValues(
    found.map(({ pValue }) => pValue),
    correction,
  );
  const [sharesBefore, sharesAfter] = [measureImportance(before), measureImportance(after)];
  const meanScore = (side: 'before' | 'after', { baselines }: WindowAttributions): number =>
    found.reduce((sum, own) => sum + own[side], mean(baselines));
  return {
    meanBefore: meanScore('before', before),
    meanAfter: meanScore('after', after),
    baselineChange: mean(after.baselines) - mean(before.baselines),
    features: found.map((own, feature) => ({
      feature,
      ...own,
      shareChange: sharesAfter[feature].share - sharesBefore[feature].share,
      adjustedPValue: adjusted[feature],
      hasChanged: adjusted[feature] <= rate,
    })),
  };
}
