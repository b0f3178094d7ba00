/** Forecasts from where a series ended, and goes on with it value by value without being fitted again. */
export interface Forecaster {
  /** The next `steps` values. */
  forecast(steps: number): Float64Array;
  /** Standard deviation of the error 1, 2, ... steps ahead, in that of one step ahead, by the method's own theory. */
  growth(steps: number): Float64Array;
  /** Takes the next value in. */
  update(value: number): void;
  /** The same kind of model (the orders that were chosen among others) fitted to other values. */
  refit(values: Float64Array): Forecaster;
}

/** A way to forecast, ready for one length of season. */
export interface ForecastMethod {
  /** Such as `naive` or `holt-winters`. */
  readonly name: string;
  /** Values in the longest season that it knows of; 1 for none. */
  readonly period: number;
  /** Fewest values that it can be fitted to. */
  readonly fewest: number;
  fit(values: Float64Array): Forecaster;
}

/** Steps 1, 2, ... as an array of what each gives. */
export const alongSteps = (steps: number, at: (step: number) => number): Float64Array =>
  Float64Array.from({ length: steps }, (_, h) => at(h + 1));
