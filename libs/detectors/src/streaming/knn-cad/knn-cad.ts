import { integer, type Params } from '../../convention/params.ts';
import { defineStreamingDetector } from '../../convention/streaming-detector.ts';
import {
  createLaggedDistances,
  findNearest,
  pushLagged,
  type LaggedDistances,
} from '../lagged/lagged-distances.ts';

const params = {
  shingle: integer(16, 1, 1000, 'Values in a row that are compared with such rows of the past.'),
  historySize: integer(500, 20, 100_000, 'Past rows that the nearest are sought in.'),
  k: integer(10, 1, 1000, 'Nearest rows whose mean distance counts.'),
  calibrationSize: integer(500, 10, 100_000, 'Past distances that a new one is ranked among.'),
} as const;
type Checked = Params<typeof params>;

interface State {
  readonly lagged: LaggedDistances;
  readonly calibration: Float64Array;
  nCalibrated: number;
}

/** Fewest past distances that a rank is taken among. */
const LEAST_CALIBRATION = 10;

/** Mean distance from the newest shingle, ending with `value`, to its k nearest in the history; those that overlap it are passed over. */
function nonconformity({ lagged }: State, value: number, { k }: Checked): number {
  const nearest = new Array<number>(k).fill(Infinity);
  findNearest(lagged, value, nearest);
  let sum = 0;
  for (let n = 0; n < k; n++) sum += Math.sqrt(nearest[n]);
  return sum / k;
}

/** Enough past shingles for k neighbours. */
const isReady = ({ lagged }: State, p: Checked): boolean => lagged.nSeen >= 2 * p.shingle + p.k + 20;

function scoreDistance({ calibration, nCalibrated }: State, distance: number): number {
  const size = Math.min(nCalibrated, calibration.length);
  if (size < LEAST_CALIBRATION) return 0;
  let atLeast = 0;
  for (let i = 0; i < size; i++) atLeast += calibration[i] >= distance ? 1 : 0;
  return -Math.log10((atLeast + 1) / (size + 1));
}

/** Takes the value in, and its distance where there is one. */
function learnValue(state: State, value: number, distance: number | undefined): void {
  if (distance !== undefined) state.calibration[state.nCalibrated++ % state.calibration.length] = distance;
  pushLagged(state.lagged, value);
}

/**
 * kNN-CAD: how the distance from the last values to similar rows of the past ranks among the distances seen before: -log10 of the
 * conformal p-value, at most log10(calibration + 1). Finds unusual shapes as well as spikes; 0 on a constant stream. One series.
 * Cost: O(history + calibration) a record. Source: Burnaev and Ishimtsev, arXiv 1608.04585.
 */
export const knnCad = defineStreamingDetector({
  name: 'knn-cad',
  summary: 'runs of values unlike any run of the past',
  params,
  nFeatures: 1,
  start: (p): State => ({
    lagged: createLaggedDistances(p.shingle, p.shingle, p.historySize),
    calibration: new Float64Array(p.calibrationSize),
    nCalibrated: 0,
  }),
  score(state, values, p) {
    if (!isReady(state, p) || state.nCalibrated < LEAST_CALIBRATION) return 0;
    return scoreDistance(state, nonconformity(state, values[0], p));
  },
  learn(state, values, p) {
    learnValue(state, values[0], isReady(state, p) ? nonconformity(state, values[0], p) : undefined);
  },
  update(state, values, p) {
    const distance = isReady(state, p) ? nonconformity(state, values[0], p) : undefined;
    const score = distance === undefined ? 0 : scoreDistance(state, distance);
    learnValue(state, values[0], distance);
    return score;
  },
});
