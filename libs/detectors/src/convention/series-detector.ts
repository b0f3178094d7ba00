import { countAtMost, DataError, quantileSorted } from '@convoscope/statistics';
import { checkParams, integer, number, type Params, type ParamSpecs } from './params.ts';
import { decode, encode, type Json } from './serialize.ts';

/** Parameters that every series detector has. */
export const seriesParams = {
  contamination: number(0.01, 0.0001, 0.5, 'Share of the fitted values that `predict` calls anomalous.'),
  seed: integer(
    0,
    0,
    Number.MAX_SAFE_INTEGER,
    'Start of every random choice: the same seed gives the same scores.',
  ),
} as const;

/** What a detector thinks of every value of a series. */
export interface SeriesJudgement {
  /** Higher = more anomalous, finite, >= 0. */
  readonly scores: Float64Array;
  /** What each value should have been, where the detector forecasts or decomposes. */
  readonly expected?: Float64Array;
  /** What a score was made of (trend, season, remainder, nearest earlier run, ...), one number a value each. */
  readonly parts?: Readonly<Record<string, Float64Array>>;
}

/** Why one value has its score. */
export interface SeriesExplanation {
  readonly score: number;
  readonly value: number;
  /** What the value should have been, in its unit; null where the detector has no expectation. */
  readonly expected: number | null;
  readonly parts: Readonly<Record<string, number>>;
}

/**
 * One algorithm over an evenly spaced series: pure functions over a plain model. The convention checks parameters and values, so an
 * algorithm sees finite series of at least one value. It has to take any length: what is too short to judge gets scores of 0.
 */
export interface SeriesAlgorithm<S extends ParamSpecs, M> {
  readonly name: string;
  /** What it calls anomalous, in one sentence. */
  readonly summary: string;
  readonly params: S;
  /** Learns from the series and judges its values in hindsight: a value may be judged by later ones. */
  fit(
    series: Float64Array,
    params: Params<S> & Params<typeof seriesParams>,
  ): { model: M; judgement: SeriesJudgement };
  /** Judges the values that come right after the fitted ones. Must not change the model. */
  score(model: M, series: Float64Array, params: Params<S> & Params<typeof seriesParams>): SeriesJudgement;
}

/**
 * A detector over one evenly spaced series. `fit` judges a series in hindsight; `score` judges what follows it, always from the end of
 * the fitted series on: to judge a series and later more of it, pass both together or fit again.
 */
export interface SeriesDetector {
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Learns from the series and returns the scores of its values (higher = more anomalous). Fitting again starts over. */
  fit(series: ArrayLike<number>): Float64Array;
  /** Scores of the values that follow the fitted ones. Throws `DataError` before `fit`, on nothing, on NaN. */
  score(series: ArrayLike<number>): Float64Array;
  /** 1 where the score exceeds `threshold`, else 0. */
  predict(series: ArrayLike<number>): Uint8Array;
  /** Share of fitted values with a score at or below each score, in [0, 1]: comparable between detectors. */
  unify(scores: ArrayLike<number>): Float64Array;
  /** Why value `index` of a series that follows the fitted one has its score. */
  explain(series: ArrayLike<number>, index: number): SeriesExplanation;
  /** Why value `index` of the fitted series has its score; not after `fromJSON`, which brings no values back. */
  explainFitted(index: number): SeriesExplanation;
  /** Scores, expectations and parts of the values that follow the fitted ones, for a chart. */
  judge(series: ArrayLike<number>): SeriesJudgement;
  /** The (1 - contamination) quantile of the scores of the fitted values. */
  readonly threshold: number;
  /** Everything learnt, as plain JSON. */
  toJSON(): Json;
}

/** Makes one kind of series detector, and brings saved ones back. */
export interface SeriesDetectorFactory {
  readonly name: string;
  readonly summary: string;
  readonly params: ParamSpecs;
  create(params?: Readonly<Record<string, unknown>>): SeriesDetector;
  fromJSON(json: Json): SeriesDetector;
}

interface Fitted<M> {
  readonly model: M;
  readonly threshold: number;
  /** Ascending grid of fitted scores, for `unify`. */
  readonly scoreGrid: Float64Array;
}

const GRID_SIZE = 1001;

function summarize<M>(model: M, scores: Float64Array, contamination: number): Fitted<M> {
  const sorted = Float64Array.from(scores).sort();
  const scoreGrid =
    sorted.length <= GRID_SIZE
      ? sorted
      : Float64Array.from({ length: GRID_SIZE }, (_, i) => quantileSorted(sorted, i / (GRID_SIZE - 1)));
  return { model, threshold: quantileSorted(sorted, 1 - contamination), scoreGrid };
}

/** The values as numbers of our own. Throws a `DataError` that names the place of a value that is none. */
export function checkSeries(series: ArrayLike<number>): Float64Array {
  if (series.length === 0) throw new DataError('the series is empty');
  const values = Float64Array.from(series);
  const at = values.findIndex((value) => !Number.isFinite(value));
  if (at >= 0) throw new DataError(`value ${at} is ${values[at]}: fill missing values first`);
  return values;
}

function explainAt(judgement: SeriesJudgement, values: ArrayLike<number>, index: number): SeriesExplanation {
  if (!(Number.isInteger(index) && index >= 0 && index < values.length))
    throw new DataError(`the series has ${values.length} values, there is none at ${index}`);
  const { scores, expected, parts = {} } = judgement;
  return {
    score: scores[index],
    value: values[index],
    expected: expected === undefined ? null : expected[index],
    parts: Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part[index]])),
  };
}

/** Wraps an algorithm into the convention. */
export function defineSeriesDetector<S extends ParamSpecs, M>(
  algorithm: SeriesAlgorithm<S, M>,
): SeriesDetectorFactory {
  const specs = { ...algorithm.params, ...seriesParams };
  type Checked = Params<S> & Params<typeof seriesParams>;

  const build = (given: Readonly<Record<string, unknown>>, saved: Fitted<M> | undefined): SeriesDetector => {
    const params = checkParams(specs, given) as unknown as Checked;
    let fitted = saved;
    let last: { judgement: SeriesJudgement; values: Float64Array } | undefined;
    const learnt = (): Fitted<M> => {
      if (fitted === undefined) throw new DataError(`detector "${algorithm.name}" has not been fitted`);
      return fitted;
    };
    const judge = (series: ArrayLike<number>): SeriesJudgement => {
      const { model } = learnt();
      return algorithm.score(model, checkSeries(series), params);
    };
    return {
      name: algorithm.name,
      params,
      fit(series) {
        const values = checkSeries(series);
        const { model, judgement } = algorithm.fit(values, params);
        fitted = summarize(model, judgement.scores, params.contamination);
        last = { judgement, values };
        return judgement.scores;
      },
      judge,
      score: (series) => judge(series).scores,
      predict: (series) =>
        Uint8Array.from(judge(series).scores, (score) => (score > learnt().threshold ? 1 : 0)),
      unify: (scores) => {
        const { scoreGrid } = learnt();
        return Float64Array.from(scores, (score) => countAtMost(scoreGrid, score) / scoreGrid.length);
      },
      explain: (series, index) => explainAt(judge(series), series, index),
      explainFitted(index) {
        if (last === undefined)
          throw new DataError(`detector "${algorithm.name}" has fitted no series since it was made`);
        return explainAt(last.judgement, last.values, index);
      },
      get threshold() {
        return learnt().threshold;
      },
      toJSON: () => encode({ kind: 'series', name: algorithm.name, version: 1, params, fitted: learnt() }),
    };
  };

  return {
    name: algorithm.name,
    summary: algorithm.summary,
    params: specs,
    create: (params = {}) => build(params, undefined),
    fromJSON(json) {
      const saved = decode(json) as {
        kind?: string;
        name?: string;
        params: Record<string, unknown>;
        fitted: Fitted<M>;
      };
      if (saved?.kind !== 'series' || saved.name !== algorithm.name)
        throw new DataError(`this is not a saved "${algorithm.name}" series detector`);
      return build(saved.params, saved.fitted);
    },
  };
}
