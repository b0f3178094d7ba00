import { choice, integer, number, type Params } from '../../convention/params.ts';
import {
  defineSeriesDetector,
  type SeriesDetectorFactory,
  type SeriesJudgement,
} from '../../convention/series-detector.ts';
import { choosePeriod } from '../period.ts';
import { computeScrimp } from './scrimp.ts';
import { computeStomp, joinProfiles } from './stomp.ts';
import type { MatrixProfile } from './windows.ts';

const params = {
  subsequence: integer(
    0,
    0,
    100_000,
    'Values in a row whose shape is compared; 0: a season where there is one, else a twentieth of the series, 8 to 64.',
  ),
  method: choice('stomp', ['stomp', 'scrimp'], 'stomp compares all runs; scrimp a random share of them.'),
  share: number(0.2, 0.001, 1, 'Share of the pairs of runs that scrimp compares.'),
  historySize: integer(20_000, 100, 1_000_000, 'Last fitted values that later ones are compared with.'),
} as const;
type Checked = Params<typeof params> & { readonly seed: number };

interface Model {
  readonly length: number;
  readonly history: Float64Array;
}

function chooseLength(series: Float64Array, asked: number): number {
  if (asked > 0) return Math.max(2, asked);
  const period = choosePeriod(series, 0);
  return period >= 4 ? period : Math.max(8, Math.min(64, Math.floor(series.length / 20)));
}

/** Each value gets the mean distance of the runs it lies in, 1 = unrelated to everything, and the neighbour of the run around it. */
function spread(profile: MatrixProfile, length: number, nValues: number): SeriesJudgement {
  const count = profile.distances.length;
  const scores = new Float64Array(nValues);
  const nearestAt = new Float64Array(nValues);
  let sum = 0;
  for (let i = 0; i < nValues; i++) {
    if (i < count) sum += profile.distances[i];
    if (i >= length) sum -= profile.distances[i - length];
    const nRuns = Math.min(i, count - 1) - Math.max(0, i - length + 1) + 1;
    scores[i] = Math.max(0, sum / nRuns / Math.sqrt(2 * length));
    nearestAt[i] = profile.neighbours[Math.max(0, Math.min(count - 1, i - (length >> 1)))];
  }
  return { scores, parts: { nearestAt } };
}

const nothing = (series: Float64Array): SeriesJudgement => ({ scores: new Float64Array(series.length) });

function fit(series: Float64Array, p: Checked): { model: Model; judgement: SeriesJudgement } {
  const length = chooseLength(series, p.subsequence);
  const model = { length, history: series.slice(-p.historySize) };
  // With fewer than two runs beside each other there is nothing to compare.
  if (series.length < 2 * length) return { model, judgement: nothing(series) };
  const profile = p.method === 'stomp' ? computeStomp(series, length) : computeScrimp(series, length, p);
  return { model, judgement: spread(profile, length, series.length) };
}

function score({ length, history }: Model, series: Float64Array): SeriesJudgement {
  if (history.length < 2 * length) return nothing(series);
  // Runs may start in what is known and end in what is new.
  const nBefore = length - 1;
  const joined = new Float64Array(nBefore + series.length);
  joined.set(history.subarray(history.length - nBefore));
  joined.set(series, nBefore);
  // Otherwise a run that starts in the history would find itself.
  const { scores, parts } = spread(
    joinProfiles(joined, history.subarray(0, history.length - nBefore), length),
    length,
    joined.length,
  );
  return { scores: scores.slice(nBefore), parts: { nearestAt: parts!.nearestAt.slice(nBefore) } };
}

/**
 * Matrix profile: how unlike every other run of values the runs around a value are, in shape (level and scale are removed). 0 repeats exactly,
 * 1 is unrelated, up to 1.41. Finds broken rhythms and shapes without a threshold on the values. Fails on an anomaly that occurs twice
 * alike, on noise and nearly flat stretches (their shape is all noise, so always new), on changes of level alone.
 * `nearestAt` is where the most similar run starts. Cost: O(n^2): 10,000 values under a second, 100,000 about a minute.
 * Source: Yeh et al., ICDM 2016; Zhu et al., ICDM 2016 (STOMP) and 2018 (SCRIMP).
 */
export const seriesMatrixProfile: SeriesDetectorFactory = defineSeriesDetector({
  name: 'matrix-profile',
  summary: 'runs of values with a shape that occurs nowhere else',
  params,
  fit,
  score,
});
