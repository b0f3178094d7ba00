import { integer, type Params } from '../../convention/params.ts';
import { defineStreamingDetector } from '../../convention/streaming-detector.ts';

const params = {
  shingle: integer(16, 1, 1000, 'Values in a row that are compared with such rows of the past.'),
  historySize: integer(500, 20, 100_000, 'Past rows that the nearest are sought in.'),
  k: integer(10, 1, 1000, 'Nearest rows whose mean distance counts.'),
  calibrationSize: integer(500, 10, 100_000, 'Past distances that a new one is ranked among.'),
} as const;
type Checked = Params<typeof params>;

interface State {
  readonly values: Float64Array;
  nSeen: number;
  readonly calibration: Float64Array;
  nCalibrated: number;
}

/** Mean distance from the newest shingle (the last values and `value`) to its k nearest in the history. */
function nonconformity({ values, nSeen }: State, value: number, p: Checked): number {
  const size = values.length;
  const nearest = new Float64Array(p.k).fill(Infinity);
  const newest = new Float64Array(p.shingle);
  for (let j = 0; j < p.shingle - 1; j++) newest[j] = values[(nSeen - p.shingle + 1 + j) % size];
  newest[p.shingle - 1] = value;
  // Shingles that overlap the newest are trivially near: they are passed over.
  const nPast = Math.min(nSeen - 2 * p.shingle + 2, p.historySize);
  for (let back = 0; back < nPast; back++) {
    const start = nSeen - 2 * p.shingle + 1 - back;
    let sum = 0;
    for (let j = 0; j < p.shingle && sum < nearest[p.k - 1]; j++)
      sum += (values[(start + j) % size] - newest[j]) ** 2;
    if (sum >= nearest[p.k - 1]) continue;
    let at = p.k - 1;
    for (; at > 0 && nearest[at - 1] > sum; at--) nearest[at] = nearest[at - 1];
    nearest[at] = sum;
  }
  return nearest.reduce((total, square) => total + Math.sqrt(square), 0) / p.k;
}

const isReady = (state: State, p: Checked): boolean => state.nSeen >= 2 * p.shingle + p.k + 20;

/**
 * kNN-CAD: how the distance from the last values to similar rows of the past ranks among the distances seen before: -log10 of the
 * conformal p-value, at most log10(calibration + 1). Finds unusual shapes as well as spikes; 0 on a constant stream. One series.
 * Cost: O(history x shingle) a record. Source: Burnaev and Ishimtsev, arXiv 1608.04585.
 */
export const knnCad = defineStreamingDetector({
  name: 'knn-cad',
  summary: 'runs of values unlike any run of the past',
  params,
  nFeatures: 1,
  start: (p): State => ({
    values: new Float64Array(p.historySize + 2 * p.shingle),
    nSeen: 0,
    calibration: new Float64Array(p.calibrationSize),
    nCalibrated: 0,
  }),
  score(state, values, p) {
    const size = Math.min(state.nCalibrated, p.calibrationSize);
    if (!isReady(state, p) || size < 10) return 0;
    const distance = nonconformity(state, values[0], p);
    let atLeast = 0;
    for (let i = 0; i < size; i++) if (state.calibration[i] >= distance) atLeast++;
    return -Math.log10((atLeast + 1) / (size + 1));
  },
  learn(state, values, p) {
    if (isReady(state, p)) {
      state.calibration[state.nCalibrated % p.calibrationSize] = nonconformity(state, values[0], p);
      state.nCalibrated =
        state.nCalibrated + 1 === 4 * p.calibrationSize ? 2 * p.calibrationSize : state.nCalibrated + 1;
    }
    const size = state.values.length;
    state.values[state.nSeen % size] = values[0];
    state.nSeen = state.nSeen + 1 === 6 * size ? 5 * size : state.nSeen + 1;
  },
});
