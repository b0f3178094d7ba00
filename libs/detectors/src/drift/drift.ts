import {
  averageRanks,
  DataError,
  normalCdf,
  ParameterError,
  testKolmogorovSmirnov,
} from '@convoscope/statistics';
import { columnOf, type Matrix } from '../convention/matrix.ts';
import { jensenShannonDivergence, populationStabilityIndex } from './divergence.ts';
import { adjustPValues, type Correction } from './adjust-p-values.ts';

/** How one feature differs between two tables. Measures are NaN where a side has no values. */
export interface FeatureDrift {
  readonly feature: number;
  /** `constant`: one and the same value throughout; `too-few`: under five values of either, not tested; `all-missing`: a side has none. */
  readonly status: 'compared' | 'constant' | 'too-few' | 'all-missing';
  /** Population stability index: below .1 none, above .25 large by convention. */
  readonly psi: number;
  /** Jensen-Shannon divergence in bits, in [0, 1]. */
  readonly jensenShannon: number;
  /** Kolmogorov-Smirnov distance, in [0, 1]. */
  readonly statistic: number;
  /** Of the Kolmogorov-Smirnov test; where values are missing, of it and a test of the missing shares together (Bonferroni). */
  readonly pValue: number;
  /** `pValue` after correction for the number of features. */
  readonly adjustedPValue: number;
  /** Difference of means in reference standard deviations. */
  readonly effectSize: number;
  /** Cliff's delta, in [-1, 1]: chance that a current value exceeds a reference value less the chance that it falls short of one. */
  readonly cliffsDelta: number;
  /** Shares of missing values (NaN), in [0, 1]. */
  readonly missing: { readonly reference: number; readonly current: number };
  /** Significant at the wanted rate after correction. */
  readonly hasDrifted: boolean;
}

export interface DriftOptions {
  /** Largest adjusted p-value that counts as drift. */
  readonly rate?: number;
  readonly correction?: Correction;
}

/** Fewer values of a feature are not tested: nothing could be significant. */
const MIN_VALUES = 5;
function momentsOf(values: Float64Array): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    mean,
    deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length),
  };
}

/** Chance of so unequal missing shares when both tables lose values alike: two-proportion z-test. */
function testMissing(a: { missing: number; rows: number }, b: { missing: number; rows: number }): number {
  const pooled = (a.missing + b.missing) / (a.rows + b.rows);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / a.rows + 1 / b.rows));
  if (error === 0) return 1;
  // Half a row of continuity correction on each side: small tables are not called different too soon.
  const gap = Math.abs(a.missing / a.rows - b.missing / b.rows) - 0.5 * (1 / a.rows + 1 / b.rows);
  return Math.min(1, 2 * (1 - normalCdf(Math.max(0, gap) / error)));
}

/** 2 x area under the curve - 1, ties counting half. */
function cliffsDelta(before: Float64Array, after: Float64Array): number {
  const both = new Float64Array(before.length + after.length);
  both.set(before);
  both.set(after, before.length);
  const ranks = averageRanks(both).subarray(before.length);
  const sum = ranks.reduce((total, rank) => total + rank, 0);
  const wins = sum - (after.length * (after.length + 1)) / 2;
  return (2 * wins) / (before.length * after.length) - 1;
}

function statusOf(before: Float64Array, after: Float64Array): FeatureDrift['status'] {
  if (before.length === 0 || after.length === 0) return 'all-missing';
  const [first] = before;
  if (before.every((value) => value === first) && after.every((value) => value === first)) return 'constant';
  return Math.min(before.length, after.length) < MIN_VALUES ? 'too-few' : 'compared';
}

function compareValues(before: Float64Array, after: Float64Array) {
  const [old, fresh] = [momentsOf(before), momentsOf(after)];
  return {
    psi: populationStabilityIndex(before, after),
    jensenShannon: jensenShannonDivergence(before, after),
    ...testKolmogorovSmirnov(before, after),
    effectSize: (fresh.mean - old.mean) / (old.deviation || fresh.deviation || 1),
    cliffsDelta: cliffsDelta(before, after),
  };
}

const UNKNOWN = {
  psi: Number.NaN,
  jensenShannon: Number.NaN,
  statistic: Number.NaN,
  pValue: 1,
  effectSize: Number.NaN,
  cliffsDelta: Number.NaN,
};

function compareFeature(reference: Float64Array, current: Float64Array, feature: number) {
  for (const column of [reference, current])
    if (column.includes(Infinity) || column.includes(-Infinity))
      throw new DataError(`feature ${feature} holds an infinity`);
  const isKnown = (value: number): boolean => !Number.isNaN(value);
  const [before, after] = [reference.filter(isKnown), current.filter(isKnown)];
  const status = statusOf(before, after);
  const found = status === 'all-missing' ? UNKNOWN : compareValues(before, after);
  const counts = [reference, current].map((column, side) => ({
    rows: column.length,
    missing: column.length - [before, after][side].length,
  }));
  const valuesPValue = status === 'compared' ? found.pValue : 1;
  const hasGaps = counts.some(({ missing }) => missing > 0);
  return {
    ...found,
    feature,
    status,
    pValue: hasGaps
      ? Math.min(1, 2 * Math.min(valuesPValue, testMissing(counts[0], counts[1])))
      : valuesPValue,
    missing: { reference: counts[0].missing / counts[0].rows, current: counts[1].missing / counts[1].rows },
  };
}

/**
 * Compares each feature of `current` with `reference`. A feature has drifted when its Kolmogorov-Smirnov test, or the change of its missing share,
 * is significant after correction for the number of features (by default: at most the share `rate` of such findings false).
 * NaN is a missing value. Large tables make tiny changes significant: read `psi` and `cliffsDelta` too.
 * Throws `DataError` on empty tables, infinities or different widths. Cost: O(rows log rows x features).
 */
export function detectDrift(reference: Matrix, current: Matrix, options: DriftOptions = {}): FeatureDrift[] {
  const { rate = 0.05, correction = 'benjamini-hochberg' } = options;
  if (!(rate > 0 && rate < 1)) throw new ParameterError('rate', 'in (0, 1)', rate);
  if (reference.nRows === 0 || current.nRows === 0)
    throw new DataError('drift needs two tables, one is empty');
  if (reference.nFeatures !== current.nFeatures)
    throw new DataError(
      `the reference has ${reference.nFeatures} features, the current table ${current.nFeatures}`,
    );
  const found = Array.from({ length: reference.nFeatures }, (_, feature) =>
    compareFeature(columnOf(reference, feature), columnOf(current, feature), feature),
  );
  const adjusted = adjustPValues(
    found.map(({ pValue }) => pValue),
    correction,
  );
  return found.map((drift, j) => ({
    ...drift,
    adjustedPValue: adjusted[j],
    hasDrifted: adjusted[j] <= rate,
  }));
}
