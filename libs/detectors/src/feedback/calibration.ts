import { DataError, ParameterError, solvePositiveDefinite } from '@convoscope/statistics';
import { fitScale, surpriseOf, type ScoreScale } from '../ensemble/surprise.ts';

/** Turns scores into probabilities of being an anomaly; plain data. */
export interface Calibration {
  readonly scale: ScoreScale;
  /** Log-odds at surprise 0 and by how much a unit of surprise raises them (`platt`), or the steps (`isotonic`). */
  readonly curve:
    | { readonly kind: 'platt'; readonly offset: number; readonly slope: number }
    | { readonly kind: 'isotonic'; readonly at: Float64Array; readonly probabilities: Float64Array };
}

export interface CalibrationRequest {
  /** Scores of many rows as they come, labelled or not. */
  readonly scores: Float64Array;
  /** Scores of rows that somebody judged, and the judgements. They may have been picked by score, not otherwise. */
  readonly labelled: readonly { readonly score: number; readonly isAnomaly: boolean }[];
  /** Share of anomalies expected among all rows, in (0, 0.5]. */
  readonly prior: number;
  /** `platt` for few labels, `isotonic` from some hundred on. */
  readonly method?: 'platt' | 'isotonic';
  /** How many labels the prior is worth. */
  readonly strength?: number;
}

interface Point {
  readonly surprise: number;
  readonly target: number;
  readonly weight: number;
}

const GRID = 200;
const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** What is believed before any label: log-odds rise by one with each unit of surprise, and the mean over all rows is the prior. */
function priorPoints(surprises: Float64Array, prior: number, strength: number): Point[] {
  const sorted = Float64Array.from(surprises).sort();
  const grid = Float64Array.from(
    { length: GRID },
    (_, g) => sorted[Math.min(sorted.length - 1, Math.floor(((g + 0.5) / GRID) * sorted.length))],
  );
  let [low, high] = [-60, 60];
  for (let n = 0; n < 100; n++) {
    const middle = (low + high) / 2;
    const share = grid.reduce((sum, surprise) => sum + sigmoid(surprise + middle) / GRID, 0);
    if (share < prior) low = middle;
    else high = middle;
  }
  return Array.from(grid, (surprise) => ({
    surprise,
    target: sigmoid(surprise + low),
    weight: strength / GRID,
  }));
}

/** Weighted logistic regression on one variable by Newton's method, from the prior's own slope; a slope below 0 becomes 0. */
function fitPlatt(points: readonly Point[]): { offset: number; slope: number } {
  let [offset, slope] = [0, 1];
  for (let step = 0; step < 50; step++) {
    const curvature = Float64Array.of(1e-9, 0, 0, 1e-9);
    const gradient = new Float64Array(2);
    for (const { surprise, target, weight } of points) {
      const probability = sigmoid(offset + slope * surprise);
      const bend = weight * Math.max(probability * (1 - probability), 1e-9);
      gradient[0] += weight * (target - probability);
      gradient[1] += weight * (target - probability) * surprise;
      curvature[0] += bend;
      curvature[1] += bend * surprise;
      curvature[3] += bend * surprise * surprise;
    }
    curvature[2] = curvature[1];
    const change = solvePositiveDefinite(curvature, gradient, 2);
    // Long steps overshoot where the probabilities are near 0 or 1.
    const length = Math.min(1, 2 / Math.max(Math.abs(change[0]), Math.abs(change[1]), 1e-300));
    offset += length * change[0];
    slope += length * change[1];
    if (Math.abs(change[0]) + Math.abs(change[1]) < 1e-10) break;
  }
  if (slope >= 0) return { offset, slope };
  const weight = points.reduce((sum, point) => sum + point.weight, 0);
  const share = points.reduce((sum, point) => sum + point.weight * point.target, 0) / weight;
  return { offset: Math.log(share / (1 - share)), slope: 0 };
}

/** Pool adjacent violators: the non-decreasing steps nearest to the targets. */
function fitIsotonic(points: readonly Point[]): { at: Float64Array; probabilities: Float64Array } {
  const blocks: { at: number; mean: number; weight: number }[] = [];
  for (const { surprise, target, weight } of [...points].sort((a, b) => a.surprise - b.surprise)) {
    let block = { at: surprise, mean: target, weight };
    for (let last = blocks.at(-1); last && last.mean >= block.mean; last = blocks.at(-1)) {
      blocks.pop();
      const both = last.weight + block.weight;
      block = {
        at: last.at,
        mean: (last.weight * last.mean + block.weight * block.mean) / both,
        weight: both,
      };
    }
    blocks.push(block);
  }
  return {
    at: Float64Array.from(blocks, ({ at }) => at),
    probabilities: Float64Array.from(blocks, ({ mean }) => mean),
  };
}

/**
 * Learns probabilities from few labels and a prior: without labels their mean over all rows is the prior, with many it is what the labels say.
 * Rows may have been chosen for labelling by their score (that is how `suggest` does it), which does not bias the curve over the score.
 * Throws `DataError` without scores, `ParameterError` on a prior or strength out of bounds. Cost: O(scores log scores).
 * Source: Platt (1999); Zadrozny and Elkan, KDD 2002 (isotonic); prior as pseudo-labels: Gelman et al. (2008).
 */
export function fitCalibration(request: CalibrationRequest): Calibration {
  const { scores, labelled, prior, method = 'platt', strength = 5 } = request;
  if (scores.length === 0) throw new DataError('calibration needs scores');
  if (!(prior > 0 && prior <= 0.5)) throw new ParameterError('prior', 'a number in (0, 0.5]', prior);
  if (!(strength > 0)) throw new ParameterError('strength', 'a number above 0', strength);
  const scale = fitScale(scores);
  const surprises = scores.map((score) => surpriseOf(scale, score));
  const points = [
    ...priorPoints(surprises, prior, strength),
    ...labelled.map(({ score, isAnomaly }) => ({
      surprise: surpriseOf(scale, score),
      target: isAnomaly ? 1 : 0,
      weight: 1,
    })),
  ];
  return {
    scale,
    curve:
      method === 'platt'
        ? { kind: 'platt', ...fitPlatt(points) }
        : { kind: 'isotonic', ...fitIsotonic(points) },
  };
}

/** Probability that a row of this score is an anomaly, in [0, 1]; never falls as the score rises. */
export function probabilityOf({ scale, curve }: Calibration, score: number): number {
  const surprise = surpriseOf(scale, score);
  if (curve.kind === 'platt') return sigmoid(curve.offset + curve.slope * surprise);
  let step = 0;
  while (step + 1 < curve.at.length && curve.at[step + 1] <= surprise) step++;
  return curve.probabilities[step];
}
