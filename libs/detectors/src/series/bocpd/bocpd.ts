import {
  createRunLengths,
  standardDeviation,
  median,
  updateRunLengths,
  type RunLengths,
} from '@convoscope/statistics';
import { integer, number, type Params } from '../../convention/params.ts';
import {
  defineSeriesDetector,
  type SeriesDetectorFactory,
  type SeriesJudgement,
} from '../../convention/series-detector.ts';
import { periodParam } from '../period.ts';
import { takeOutNext, takeOutSeason } from '../without-season.ts';

const params = {
  meanRunLength: number(250, 2, 1e9, 'Values between two changes, about; larger = slower to believe in one.'),
  maxRunLength: integer(500, 20, 100_000, 'Longest run that is told from longer ones.'),
  window: integer(
    5,
    1,
    1000,
    'A change within this many last values is what the score is the probability of.',
  ),
  period: periodParam,
} as const;
type Checked = Params<typeof params>;

interface Model {
  readonly cycles: readonly Float64Array[];
  readonly centre: number;
  readonly scale: number;
  readonly run: RunLengths;
  readonly nSeen: number;
}

const copyOf = (run: RunLengths): RunLengths => ({
  ...run,
  probability: [...run.probability],
  mean: [...run.mean],
  weight: [...run.weight],
  shape: [...run.shape],
  scale: [...run.scale],
});

/** Believes value by value; changes `run`. Before two windows have passed every run is short, which says nothing. */
function follow(
  level: Float64Array,
  run: RunLengths,
  model: Omit<Model, 'run'>,
  p: Checked,
): SeriesJudgement {
  const expected = new Float64Array(level.length);
  const scores = level.map((value, i) => {
    const mean = run.probability.reduce((sum, probability, r) => sum + probability * run.mean[r], 0);
    expected[i] = model.centre + model.scale * mean;
    const probability = updateRunLengths(run, (value - model.centre) / model.scale, p.window);
    return model.nSeen + i < 2 * p.window ? 0 : Math.min(1, probability);
  });
  return { scores, expected };
}

const withSeason = (
  judgement: SeriesJudgement,
  series: Float64Array,
  level: Float64Array,
): SeriesJudgement => ({
  ...judgement,
  expected: judgement.expected!.map((value, i) => value + series[i] - level[i]),
});

/**
 * Bayesian online change points: the probability, in [0, 1], that level or spread changed within the last `window` values, from earlier values
 * only. The season is taken out first. Finds changes some values after they happened; a lone far value looks like a change until the next ones
 * come. Fails on drifts and on noise that depends on its neighbours (take `pelt`). Cost: O(n x maxRunLength).
 * Source: Adams, MacKay, arXiv 0710.3742 (2007).
 */
export const bocpd: SeriesDetectorFactory = defineSeriesDetector({
  name: 'bocpd',
  summary: 'values after which a change of level or spread is probable',
  params,
  fit(series: Float64Array, p: Checked): { model: Model; judgement: SeriesJudgement } {
    const { level, cycles } = takeOutSeason(series, p.period);
    const largest = level.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const scale = Math.max(standardDeviation(level), 1e-9 * largest, 1e-300);
    const run = createRunLengths(p.meanRunLength, p.maxRunLength);
    const start = { cycles, centre: median(level), scale, nSeen: 0 };
    const judgement = withSeason(follow(level, run, start, p), series, level);
    return { model: { ...start, run, nSeen: series.length }, judgement };
  },
  score(model: Model, series, p) {
    const level = takeOutNext(series, model.cycles);
    return withSeason(follow(level, copyOf(model.run), model, p), series, level);
  },
});
