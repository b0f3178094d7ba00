import { DataError, ParameterError } from '../errors.ts';
import { median } from '../descriptive/quantile.ts';
import { minimise } from './nelder-mead.ts';

/** How the season joins the level: added, as a factor of it, or not at all. */
export type SeasonKind = 'additive' | 'multiplicative' | 'none';

/** Where smoothing starts. */
export interface HoltWintersStart {
  readonly level: number;
  readonly trend: number;
  readonly season: readonly number[];
}

/** Holt-Winters smoothing of one series with trend (damped where `damping` < 1) and season; plain data. */
export interface HoltWinters {
  readonly kind: SeasonKind;
  /** Values in a season; 1 without one. */
  readonly period: number;
  /** Smoothing of level, trend and season, in (0, 1). */
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  /** What a step leaves of the trend, in (0, 1]; 1 = a straight line for ever. */
  readonly damping: number;
  /** Level, trend and season before the first value. */
  readonly start: HoltWintersStart;
  level: number;
  trend: number;
  /** Season by position in the period; `position` is that of the next value. */
  season: number[];
  position: number;
  /** Mean squared one-step error, corrected for the number of fitted parameters; of multiplicative models relative to the forecast. */
  errorVariance: number;
}

/** How `fitHoltWinters` fits. */
export interface HoltWintersOptions {
  /** Default `additive`, `none` for a period of 1. `multiplicative` needs values > 0. */
  readonly kind?: SeasonKind;
  /** Lets the trend level out (default false). */
  readonly isDamped?: boolean;
}

/** What the model expects of the next value. */
export function expectedByHoltWinters(model: HoltWinters): number {
  const base = model.level + model.damping * model.trend;
  const season = model.season[model.position];
  return model.kind === 'multiplicative' ? base * season : base + season;
}

/** Takes a value in and returns its distance from the forecast, in the value's unit. */
function learnValue(model: HoltWinters, value: number): number {
  const { alpha, beta, gamma, damping, position } = model;
  const error = value - expectedByHoltWinters(model);
  const base = model.level + damping * model.trend;
  const isFactor = model.kind === 'multiplicative';
  // The error-correction form: the same smoothing, written by what was not foreseen.
  const correction = isFactor ? error / model.season[position] : error;
  model.level = base + alpha * correction;
  model.trend = damping * model.trend + alpha * beta * correction;
  if (model.kind !== 'none')
    model.season[position] += gamma * (1 - alpha) * (isFactor ? error / base : error);
  model.position = (position + 1) % model.period;
  return error;
}

/** Level, trend and season before the first value: a line through the means of the first cycles and the medians around it. */
function startOf(values: ArrayLike<number>, period: number, kind: SeasonKind): HoltWintersStart {
  const length = kind === 'none' ? Math.min(values.length, 10) : period;
  const nCycles = kind === 'none' ? 1 : Math.min(5, Math.floor(values.length / period));
  const used = length * nCycles;
  const times = kind === 'none' ? used : nCycles;
  const cycleMean = (c: number): number => {
    if (kind === 'none') return values[c];
    let sum = 0;
    for (let i = 0; i < period; i++) sum += values[c * period + i];
    return sum / period;
  };
  const spacing = kind === 'none' ? 1 : period;
  let [mean, slope, spread] = [0, 0, 0];
  for (let c = 0; c < times; c++) mean += cycleMean(c) / times;
  for (let c = 0; c < times; c++) {
    const offset = (c - (times - 1) / 2) * spacing;
    slope += offset * (cycleMean(c) - mean);
    spread += offset * offset;
  }
  const trend = spread > 0 ? slope / spread : 0;
  const lineAt = (i: number): number => mean + trend * (i - (used - 1) / 2);
  const season = kind === 'none' ? [0] : seasonAround(values, { period, nCycles, kind, lineAt });
  return { level: lineAt(-1), trend, season };
}

function seasonAround(
  values: ArrayLike<number>,
  shape: { period: number; nCycles: number; kind: SeasonKind; lineAt: (i: number) => number },
): number[] {
  const isFactor = shape.kind === 'multiplicative';
  const season = Array.from({ length: shape.period }, (_, phase) =>
    median(
      Array.from({ length: shape.nCycles }, (_unused, c) => {
        const i = c * shape.period + phase;
        return isFactor ? values[i] / shape.lineAt(i) : values[i] - shape.lineAt(i);
      }),
    ),
  );
  const centre = season.reduce((sum, part) => sum + part, 0) / shape.period;
  return season.map((part) => (isFactor ? part / centre : part - centre));
}

/** A weight in (0, 1) out of any number, so that the search needs no bounds. */
const toShare = (free: number): number => 0.0001 + 0.9998 / (1 + Math.exp(-free));

function modelOf(free: ArrayLike<number>, start: HoltWintersStart, shape: Shape): HoltWinters {
  const level = start.level + free[2] * shape.unit;
  const trend = start.trend + (free[3] * shape.unit) / 10;
  return {
    kind: shape.kind,
    period: shape.period,
    alpha: toShare(free[0]),
    beta: toShare(free[1]),
    gamma: shape.kind === 'none' ? 0 : toShare(free[4]),
    // Below .8 a trend is gone within a few steps, above .98 it is a straight line (Hyndman, Athanasopoulos, 8.2).
    damping: shape.isDamped ? 0.8 + 0.18 * toShare(free[shape.kind === 'none' ? 4 : 5]) : 1,
    start: { level, trend, season: start.season },
    level,
    trend,
    season: [...start.season],
    position: 0,
    errorVariance: 0,
  };
}

interface Shape {
  readonly kind: SeasonKind;
  readonly period: number;
  readonly isDamped: boolean;
  /** The size of a step in the level. */
  readonly unit: number;
}

function squaredErrors(model: HoltWinters, values: ArrayLike<number>, isRelative: boolean): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const expected = isRelative ? expectedByHoltWinters(model) : 1;
    sum += (learnValue(model, values[i]) / expected) ** 2;
  }
  return sum;
}

function typicalStep(values: ArrayLike<number>, period: number): number {
  let sum = 0;
  for (let i = period; i < values.length; i++) sum += Math.abs(values[i] - values[i - period]);
  return sum / Math.max(1, values.length - period);
}

/**
 * Fits smoothing weights, damping, first level and first trend by the least squared one-step error (a simplex search); the first
 * season comes from the first cycles. At least two periods (without a season: three values), else `DataError`; also for values <= 0
 * and a multiplicative season. Cost: some 500 to 3000 passes over the values.
 * Source: Winters, Management Science 6 (1960); Gardner, McKenzie (1985) for the damping; Hyndman et al. (2008).
 */
export function fitHoltWinters(
  values: ArrayLike<number>,
  period: number,
  options: HoltWintersOptions = {},
): HoltWinters {
  const kind = options.kind ?? (period === 1 ? 'none' : 'additive');
  checkSeries(values, period, kind);
  const unit = typicalStep(values, kind === 'none' ? 1 : period);
  const shape = { kind, period: kind === 'none' ? 1 : period, isDamped: options.isDamped ?? false, unit };
  const start = startOf(values, shape.period, kind);
  const cost = (free: ArrayLike<number>): number => squaredErrors(modelOf(free, start, shape), values, false);
  const starts = startsOf(shape).map((free) => ({ free, value: cost(free) }));
  // The valley has several floors (a slow level with a quick trend, and the reverse): the two best of the grid are followed.
  starts.sort((a, b) => a.value - b.value || 0);
  const found = starts
    .slice(0, 2)
    .map(({ free }) => minimise(cost, free, { step: 0.7, tolerance: 1e-8 }))
    .reduce((best, other) => (other.value < best.value ? other : best));
  const model = modelOf(found.at, start, shape);
  const squares = squaredErrors(model, values, kind === 'multiplicative');
  const nFitted = found.at.length + shape.period - 1;
  model.errorVariance = squares / Math.max(values.length - nFitted, values.length / 2);
  return model;
}

/** Free parameters that the search may start from: weights of .1 to .9 for the level, .01 to .5 for the trend, .05 to .5 for the season. */
function startsOf(shape: Shape): number[][] {
  const rest = shape.isDamped ? [1] : [];
  const seasons = shape.kind === 'none' ? [[]] : [[-3], [-1], [0]];
  return [-2, -0.5, 0.5, 2].flatMap((alpha) =>
    [-4, -2, 0].flatMap((beta) => seasons.map((gamma) => [alpha, beta, 0, 0, ...gamma, ...rest])),
  );
}

function checkSeries(values: ArrayLike<number>, period: number, kind: SeasonKind): void {
  if (!(Number.isInteger(period) && period >= (kind === 'none' ? 1 : 2)))
    throw new ParameterError('period', kind === 'none' ? 'an integer >= 1' : 'an integer >= 2', period);
  if (kind === 'none' && values.length < 3)
    throw new DataError(`exponential smoothing needs three values, got ${values.length}`);
  if (kind !== 'none' && values.length < 2 * period)
    throw new DataError(`Holt-Winters needs two periods (${2 * period} values), got ${values.length}`);
  for (let i = 0; i < values.length; i++)
    if (!Number.isFinite(values[i]) || (kind === 'multiplicative' && values[i] <= 0))
      throw new DataError(
        `value ${i} is ${values[i]}: ${kind === 'multiplicative' ? 'a multiplicative season needs values > 0' : 'fill missing values first'}`,
      );
}

/** The same model before the first value, to go through the series (or a cleaned one) again. */
export const rewindHoltWinters = (model: HoltWinters): HoltWinters => ({
  ...model,
  ...model.start,
  season: [...model.start.season],
  position: 0,
});

/** Takes the next value in; returns how far it was from the forecast. The error variance follows slowly. */
export function updateHoltWinters(model: HoltWinters, value: number): number {
  const expected = model.kind === 'multiplicative' ? expectedByHoltWinters(model) : 1;
  const error = learnValue(model, value);
  model.errorVariance += 0.02 * ((error / expected) ** 2 - model.errorVariance);
  return error;
}
