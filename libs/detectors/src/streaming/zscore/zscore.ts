import { MAD_TO_SIGMA } from '@convoscope/statistics';
import { integer, type Params } from '../../convention/params.ts';
import { defineStreamingDetector, type StreamValues } from '../../convention/streaming-detector.ts';
import {
  createSortedWindow,
  pushSorted,
  sizeOf,
  windowDeviation,
  windowQuantile,
  type SortedWindow,
} from './sorted-window.ts';

const params = {
  windowSize: integer(256, 8, 100_000, 'Records that median and spread are taken from.'),
  warmUp: integer(20, 4, 100_000, 'Records before the first score above 0.'),
} as const;

interface State {
  readonly windows: SortedWindow[];
}

const LARGEST_Z = 1000;

/**
 * Robust sigma: the MAD, or a twentieth of the 5-95 % range where more than half of the values are equal,
 * or rounding of the level for a constant.
 */
function sigmaOf(window: SortedWindow, centre: number): number {
  const deviation = MAD_TO_SIGMA * windowDeviation(window, centre);
  const spread = (windowQuantile(window, 0.95) - windowQuantile(window, 0.05)) / 20;
  return Math.max(deviation, spread, 1e-9 * Math.abs(centre), 1e-12);
}

function deviationOf(window: SortedWindow, value: number): number {
  const centre = windowQuantile(window, 0.5);
  return Math.min(Math.abs(value - centre) / sigmaOf(window, centre), LARGEST_Z);
}

function deviations(state: State, values: StreamValues, p: Params<typeof params>): Float64Array {
  if (sizeOf(state.windows[0]) < Math.min(p.warmUp, p.windowSize)) return new Float64Array(values.length);
  return Float64Array.from(state.windows, (window, j) => deviationOf(window, values[j]));
}

/**
 * Robust streaming z-score: distance from the median of the last records in MAD sigmas; over several features the
 * Euclidean norm. A few outliers in the window change nothing. 0 during warm-up and on a constant stream; at most 1000 a feature.
 * Cost: O(window) a feature and record. Source: Iglewicz and Hoaglin (1993), modified z-score.
 */
export const zscore = defineStreamingDetector({
  name: 'zscore',
  summary: 'values far from the median of the last records, in MAD sigmas',
  params,
  start: (p, nFeatures): State => ({
    windows: Array.from({ length: nFeatures }, () => createSortedWindow(p.windowSize)),
  }),
  score: (state, values, p) => Math.hypot(...deviations(state, values, p)),
  learn(state, values) {
    state.windows.forEach((window, j) => pushSorted(window, values[j]));
  },
  explain(state, values, p) {
    const z = deviations(state, values, p);
    const score = Math.hypot(...z);
    return {
      baseline: 0,
      contributions: z.map((d) => (score === 0 ? 0 : (d * d) / score)),
      method: 'additive',
    };
  },
});
