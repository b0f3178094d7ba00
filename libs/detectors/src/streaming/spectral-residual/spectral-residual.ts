import { transformFourier } from '@convoscope/statistics';
import { choice, integer, type Params } from '../../convention/params.ts';
import { defineStreamingDetector } from '../../convention/streaming-detector.ts';

const params = {
  windowSize: choice(
    '128',
    ['32', '64', '128', '256', '512', '1024'],
    'Records that the spectrum is taken of.',
  ),
  smoothing: integer(3, 1, 64, 'Width of the moving average of the log spectrum.'),
  extrapolated: integer(5, 0, 32, 'Values added after the newest, so that it does not lie on the edge.'),
} as const;
type Checked = Params<typeof params>;

interface State {
  readonly ring: Float64Array;
  nSeen: number;
}

/** Values before the newest whose mean is the continuation. */
const N_BEFORE = 5;
const LARGEST_SCORE = 1000;

/** The window, oldest first: kept values, the new one, and a continuation at the level before it. */
function createWindow({ ring, nSeen }: State, value: number, p: Checked): Float64Array {
  const size = ring.length;
  const newestAt = size - 1 - p.extrapolated;
  const window = new Float64Array(size);
  for (let i = 0; i < newestAt; i++) window[i] = ring[(nSeen - newestAt + i) % size];
  window[newestAt] = value;
  let before = 0;
  for (let back = 1; back <= N_BEFORE; back++) before += window[newestAt - back] / N_BEFORE;
  // The paper continues along the slope towards the newest value, which hides a spike behind a plateau of its own height.
  window.fill(before, newestAt + 1);
  return window;
}

/** The saliency map: the series (a power of two of values) rebuilt from the part of its log spectrum that stands out. */
export function saliency(window: Float64Array, smoothing: number): Float64Array {
  const n = window.length;
  const mean = window.reduce((sum, value) => sum + value, 0) / n;
  const real = window.map((value) => value - mean);
  const imaginary = new Float64Array(n);
  transformFourier(real, imaginary);
  const largest = real.reduce((most, re, i) => Math.max(most, Math.hypot(re, imaginary[i])), 0);
  const logs = real.map((re, i) => Math.log(Math.hypot(re, imaginary[i]) + 1e-9 * largest + 1e-300));
  for (let i = 0; i < n; i++) {
    let average = 0;
    for (let k = 0; k < smoothing; k++) average += logs[(i - k + n) % n] / smoothing;
    // The phase is kept, the amplitude becomes exp(log - average).
    const factor = Math.exp(-average);
    real[i] *= factor;
    imaginary[i] *= factor;
  }
  transformFourier(real, imaginary, true);
  return real.map((re, i) => Math.hypot(re, imaginary[i]));
}

function scoreValue(state: State, value: number, p: Checked): number {
  if (state.nSeen < state.ring.length) return 0;
  const window = createWindow(state, value, p);
  const range = Math.max(...window) - Math.min(...window);
  if (range <= 1e-12 * Math.max(Math.abs(value), 1e-12)) return 0;
  const map = saliency(window, p.smoothing);
  const newestAt = map.length - 1 - p.extrapolated;
  const before = map.subarray(0, newestAt);
  const mean = before.reduce((sum, part) => sum + part, 0) / newestAt;
  return Math.max(0, Math.min(LARGEST_SCORE, (map[newestAt] - mean) / Math.max(mean, 1e-300)));
}

/**
 * Spectral residual: how much the newest value stands out of the saliency map, in means of the map. Good for spikes and sudden jumps
 * in seasonal series; blind to slow drift. 0 until the window is full and on a constant stream; at most 1000. One series.
 * Cost: O(window log window) a record. Source: Ren et al., KDD 2019.
 */
export const spectralResidual = defineStreamingDetector({
  name: 'spectral-residual',
  summary: 'values that stand out of what the spectrum repeats',
  params,
  nFeatures: 1,
  start: (p): State => ({ ring: new Float64Array(Number(p.windowSize)), nSeen: 0 }),
  score: (state, values, p) => scoreValue(state, values[0], p),
  learn(state, values) {
    const size = state.ring.length;
    state.ring[state.nSeen % size] = values[0];
    state.nSeen = state.nSeen + 1 === 4 * size ? 2 * size : state.nSeen + 1;
  },
});
