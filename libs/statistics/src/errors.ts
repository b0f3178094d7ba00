/** A parameter outside its declared type or range. The message names the parameter and the bound. */
export class ParameterError extends RangeError {
  override readonly name = 'ParameterError';
  readonly code = 'STATISTICS_PARAMETER';
  readonly parameter: string;
  readonly bound: string;
  readonly value: unknown;

  constructor(parameter: string, bound: string, value: unknown) {
    super(
      `parameter "${parameter}" must be ${bound}, got ${typeof value === 'string' ? `"${value}"` : String(value)}`,
    );
    this.parameter = parameter;
    this.bound = bound;
    this.value = value;
  }
}

/** Data that an algorithm cannot take: empty, not finite, or of the wrong shape. The message says where. */
export class DataError extends RangeError {
  override readonly name = 'DataError';
  readonly code = 'STATISTICS_DATA';
}
