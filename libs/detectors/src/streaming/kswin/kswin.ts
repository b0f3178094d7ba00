import { testKolmogorovSmirnov } from '@convoscope/statistics';
import { integer, type Params } from '../../convention/params.ts';
import { defineStreamingDetector } from '../../convention/streaming-detector.ts';

const params = {
  windowSize: integer(200, 10, 100_000, 'Records kept.'),
  recentSize: integer(
    30,
    5,
    50_000,
    'The newest of them, compared with the older ones; smaller reacts faster.',
  ),
} as const;

interface State {
  readonly ring: Float64Array;
  nSeen: number;
}

/** P-values below this are not told apart. */
const LEAST_P = 1e-30;

/** Oldest first: the kept values and the new one. */
function unroll({ ring, nSeen }: State, value: number): Float64Array {
  const size = Math.min(nSeen, ring.length);
  const values = new Float64Array(size + 1);
  for (let i = 0; i < size; i++) values[i] = ring[(nSeen - size + i) % ring.length];
  values[size] = value;
  return values;
}

function scoreValue(state: State, value: number, p: Params<typeof params>): number {
  if (state.nSeen < state.ring.length) return 0;
  const values = unroll(state, value);
  const split = values.length - Math.min(p.recentSize, values.length >> 1);
  return -Math.log10(
    Math.max(LEAST_P, testKolmogorovSmirnov(values.subarray(split), values.subarray(0, split)).pValue),
  );
}

/**
 * KSWIN: -log10 of the Kolmogorov-Smirnov p-value of the newest values against the ones before. Sees any lasting change of the
 * distribution, not single spikes; seasonal series keep it busy. 0 until the window is full. One series.
 * Cost: O(window log window) a record. Source: Raab, Heusinger and Schleif, Neurocomputing 416 (2020), without its random sample.
 */
export const kswin = defineStreamingDetector({
  name: 'kswin',
  summary: 'a recent distribution unlike the one before',
  params,
  nFeatures: 1,
  start: (p): State => ({ ring: new Float64Array(p.windowSize), nSeen: 0 }),
  score: (state, values, p) => scoreValue(state, values[0], p),
  learn(state, values) {
    const size = state.ring.length;
    state.ring[state.nSeen % size] = values[0];
    state.nSeen = state.nSeen + 1 === 4 * size ? 2 * size : state.nSeen + 1;
  },
});
