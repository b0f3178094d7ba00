import { integer, number, type Params } from '../../convention/params.ts';
import { defineStreamingDetector } from '../../convention/streaming-detector.ts';

const params = {
  delta: number(0.25, 0, 100, 'Change, in sigma, that is tolerated without adding up.'),
  threshold: number(
    15,
    0.1,
    1e6,
    'Sum of excess, in sigma, at which the score is 1 and the detector starts anew.',
  ),
  warmUp: integer(30, 5, 100_000, 'Records before sums are kept.'),
} as const;

interface State {
  nSeen: number;
  mean: number;
  /** Sum of squared deviations (Welford). */
  squares: number;
  up: number;
  down: number;
}

/** One record's step, in sigma, is cut at this, so that a lone spike is no change of level. */
const LARGEST_STEP = 4;

function nextSums(state: State, value: number, p: Params<typeof params>): { up: number; down: number } {
  if (state.nSeen < p.warmUp) return { up: 0, down: 0 };
  const sigma = Math.max(Math.sqrt(state.squares / state.nSeen), 1e-9 * Math.abs(state.mean), 1e-12);
  const step = Math.max(-LARGEST_STEP, Math.min(LARGEST_STEP, (value - state.mean) / sigma));
  return { up: Math.max(0, state.up + step - p.delta), down: Math.max(0, state.down - step - p.delta) };
}

/**
 * Page-Hinkley: the larger of the two cumulative sums of deviations from the mean, as a share of `threshold`; 1 and above is a change
 * of level, after which mean and sums start anew. Constant streams score 0. One series; seasonal ones keep it busy. Cost: O(1).
 * Source: Page, Biometrika 41 (1954); Hinkley (1971); standardised by the running sigma.
 */
export const pageHinkley = defineStreamingDetector({
  name: 'page-hinkley',
  summary: 'a lasting change of the level',
  params,
  nFeatures: 1,
  start: (): State => ({ nSeen: 0, mean: 0, squares: 0, up: 0, down: 0 }),
  score(state, values, p) {
    const { up, down } = nextSums(state, values[0], p);
    return Math.max(up, down) / p.threshold;
  },
  learn(state, values, p) {
    Object.assign(state, nextSums(state, values[0], p));
    if (Math.max(state.up, state.down) >= p.threshold)
      Object.assign(state, { nSeen: 0, mean: 0, squares: 0, up: 0, down: 0 });
    state.nSeen++;
    const step = values[0] - state.mean;
    state.mean += step / state.nSeen;
    state.squares += step * (values[0] - state.mean);
  },
});
