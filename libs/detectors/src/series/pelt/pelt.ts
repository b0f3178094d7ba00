import { findChangePoints, gainsOfChanges, type ChangePointOptions } from '@convoscope/statistics';
import { choice, integer, number, type Params } from '../../convention/params.ts';
import {
  defineSeriesDetector,
  type SeriesDetectorFactory,
  type SeriesJudgement,
} from '../../convention/series-detector.ts';
import { periodParam } from '../period.ts';
import { takeOutNext, takeOutSeason } from '../without-season.ts';
import { estimateNoise } from './noise-colour.ts';

const params = {
  cost: choice('mean', ['mean', 'normal'], 'mean: changes of level; normal: of level and of spread.'),
  penaltyFactor: number(
    1,
    0.01,
    1000,
    'Times 3 ln n that a change has to gain, in variances of the noise: larger = fewer changes.',
  ),
  minLength: integer(5, 2, 1_000_000, 'Fewest values between two changes.'),
  reach: integer(2, 0, 1000, 'Values on both sides of a change that share its score, fading.'),
  period: periodParam,
  contextSize: integer(2000, 20, 1_000_000, 'Last fitted values that later ones are seen together with.'),
} as const;
type Checked = Params<typeof params>;

interface Model {
  readonly cycles: readonly Float64Array[];
  readonly context: Float64Array;
  readonly penalty: number;
  /** Variance of a mean under the noise of the fitted series; absent for a constant. */
  readonly variance?: number;
}

/** Correlated noise wanders: its likelihoods gain as much more by chance as its means vary more. */
function tune(level: Float64Array, p: Checked): Pick<Model, 'penalty' | 'variance'> {
  const { longRunVariance, correlation } = estimateNoise(level);
  const penalty = p.penaltyFactor * 3 * Math.log(Math.max(level.length, 3));
  if (p.cost === 'normal') return { penalty: (penalty * (1 + correlation)) / (1 - correlation) };
  return longRunVariance > 0 ? { penalty, variance: longRunVariance } : { penalty };
}

const largestOf = (values: Float64Array): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

function judge(level: Float64Array, model: Pick<Model, 'penalty' | 'variance'>, p: Checked): SeriesJudgement {
  const n = level.length;
  const scores = new Float64Array(n);
  const mean = Float64Array.from(level);
  const floor = (1e-9 * largestOf(level)) ** 2;
  const spread = level.reduce((most, value) => Math.max(most, (value - level[0]) ** 2), 0);
  if (spread <= floor) return { scores, expected: mean, parts: { gain: new Float64Array(n) } };
  const options: ChangePointOptions = {
    cost: p.cost,
    penalty: model.penalty,
    minLength: p.minLength,
    ...(model.variance === undefined ? {} : { variance: Math.max(model.variance, floor, 1e-300) }),
  };
  const changes = findChangePoints(level, options);
  const gain = new Float64Array(n);
  gainsOfChanges(level, changes, options).forEach((won, k) => (gain[changes[k]] = won));
  for (const change of changes)
    for (let step = -p.reach; step <= p.reach; step++) {
      const share = 1 - Math.abs(step) / (p.reach + 1);
      const score = Math.min(1e9, (gain[change] / Math.max(model.penalty, 1e-9)) * share);
      if (change + step < n) scores[change + step] = Math.max(scores[change + step] ?? 0, score);
    }
  [0, ...changes].forEach((start, k) => {
    const segment = level.subarray(start, changes[k] ?? n);
    mean.fill(segment.reduce((sum, value) => sum + value, 0) / segment.length, start, changes[k] ?? n);
  });
  return { scores, expected: mean, parts: { gain, level: mean } };
}

const addSeason = (
  judgement: SeriesJudgement,
  series: Float64Array,
  level: Float64Array,
): SeriesJudgement => ({
  ...judgement,
  expected: judgement.expected!.map((value, i) => value + series[i] - level[i]),
});

/**
 * Change points: where the level (or level and spread) of the series changes for good, by the exact best segmentation. The score of a change is what
 * it gains, in what it has to gain; 0 where nothing changes. The season is taken out first, noise that depends on its neighbours is reckoned with.
 * Says when, not which values: between two changes nothing scores. Fails on slow drifts (many small steps) and random walks.
 * Values that follow are segmented together with the last fitted ones. Cost: O(n) to O(n^2).
 * Source: Killick, Fearnhead, Eckley, JASA 107 (2012).
 */
export const pelt: SeriesDetectorFactory = defineSeriesDetector({
  name: 'pelt',
  summary: 'places where the level or the spread changes for good',
  params,
  fit(series: Float64Array, p: Checked): { model: Model; judgement: SeriesJudgement } {
    const { level, cycles } = takeOutSeason(series, p.period);
    const tuned = tune(level, p);
    return {
      model: { ...tuned, cycles, context: level.slice(-p.contextSize) },
      judgement: addSeason(judge(level, tuned, p), series, level),
    };
  },
  score(model: Model, series, p) {
    const { context } = model;
    const level = takeOutNext(series, model.cycles);
    const joined = new Float64Array(context.length + level.length);
    joined.set(context);
    joined.set(level, context.length);
    const all = judge(joined, model, p);
    const after = (part: Float64Array): Float64Array => part.slice(context.length);
    const parts = Object.fromEntries(Object.entries(all.parts!).map(([name, part]) => [name, after(part)]));
    return addSeason({ scores: after(all.scores), expected: after(all.expected!), parts }, series, level);
  },
});
