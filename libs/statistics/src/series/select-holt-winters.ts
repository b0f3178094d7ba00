import { fitHoltWinters, type HoltWinters, type SeasonKind } from './holt-winters.ts';

/**
 * The Holt-Winters model with the least AICc among: season additive, multiplicative (values > 0 only) or none, trend damped or straight.
 * Seasons are left out where `period` is 1 or does not fit in twice. Three values at least, else `DataError`. Cost: up to six fits.
 * Source: Hyndman, Koehler, Snyder, Grose, International Journal of Forecasting 18 (2002).
 */
export function selectHoltWinters(values: ArrayLike<number>, period: number): HoltWinters {
  const isSeasonal = period >= 2 && values.length >= 2 * period;
  const isPositive = Array.from(values).every((value) => value > 0);
  const kinds: SeasonKind[] = [
    'none',
    ...(isSeasonal ? (['additive'] as const) : []),
    ...(isSeasonal && isPositive ? (['multiplicative'] as const) : []),
  ];
  const models = kinds.flatMap((kind) =>
    [false, true].map((isDamped) =>
      fitHoltWinters(values, kind === 'none' ? Math.max(1, period) : period, { kind, isDamped }),
    ),
  );
  const judged = models.map((model) => ({ model, criterion: criterionOf(model, values) }));
  return judged.reduce((best, other) => (other.criterion < best.criterion ? other : best)).model;
}

/** AICc under normal errors; relative errors are brought to the values' unit by the mean log of the values. */
function criterionOf(model: HoltWinters, values: ArrayLike<number>): number {
  const n = values.length;
  const nFitted = 4 + (model.kind === 'none' ? 0 : model.period) + (model.damping < 1 ? 1 : 0) + 1;
  let logLevel = 0;
  if (model.kind === 'multiplicative') for (let i = 0; i < n; i++) logLevel += (2 * Math.log(values[i])) / n;
  const fit = n * (Math.log(Math.max(model.errorVariance, 1e-300)) + logLevel);
  return fit + 2 * nFitted + (2 * nFitted * (nFitted + 1)) / Math.max(1, n - nFitted - 1);
}
