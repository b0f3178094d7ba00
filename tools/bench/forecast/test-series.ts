/** A series that forecasts are tried on. */
export interface TestSeries {
  /** Series of one origin count as one voice. */
  readonly origin: string;
  readonly name: string;
  readonly values: Float64Array;
  readonly horizon: number;
  readonly periods?: readonly number[];
}
