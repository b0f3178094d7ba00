import { LARGEST_SCORE, residualScale, type ResidualScale } from './robust-residuals.ts';

/** A forecaster of the next value that learns value by value. */
export interface StepForecaster {
  /** What it expects of the next value; undefined while it knows too little. */
  expect(): number | undefined;
  learn(value: number): void;
}

/** One-step errors of a series, and the series with far values drawn in. */
export interface Filtered {
  readonly expected: Float64Array;
  /** 0 where there was no expectation yet. */
  readonly errors: Float64Array;
  readonly cleaned: Float64Array;
}

/**
 * Forecasts every value from those before it. A value further than `clampAt` scales from its forecast is learnt as if it were just that
 * far, so that one wild value does not spoil the forecasts after it; a lasting change is followed step by step.
 * Source: Gelper, Fried, Croux, Journal of Forecasting 29 (2010).
 */
export function filterRobustly(series: Float64Array, forecaster: StepForecaster, reach: number): Filtered {
  const expected = new Float64Array(series.length);
  const errors = new Float64Array(series.length);
  const cleaned = new Float64Array(series.length);
  series.forEach((value, i) => {
    const foreseen = forecaster.expect() ?? value;
    expected[i] = foreseen;
    errors[i] = value - foreseen;
    cleaned[i] = foreseen + Math.max(-reach, Math.min(reach, errors[i]));
    forecaster.learn(cleaned[i]);
  });
  return { expected, errors, cleaned };
}

/** Scores of errors; those without an expectation count for nothing. */
export const errorScores = (errors: Float64Array, { scale }: ResidualScale): Float64Array =>
  errors.map((error) => Math.min(LARGEST_SCORE, Math.abs(error) / scale));

/** The usual size of the errors after the first `nUnknown`, which had no forecast. */
export const errorScale = (errors: Float64Array, series: Float64Array, nUnknown: number): ResidualScale =>
  residualScale(errors.length > nUnknown ? errors.subarray(nUnknown) : [0], series);
