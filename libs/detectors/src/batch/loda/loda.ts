import { createRandom, nextNormal, sampleWithoutReplacement } from '@convoscope/statistics';
import { defineBatchDetector } from '../../convention/batch-detector.ts';
import type { Matrix } from '../../convention/matrix.ts';
import { integer, type Params } from '../../convention/params.ts';

const params = {
  nProjections: integer(100, 1, 10_000, 'Number of random directions.'),
  nBins: integer(10, 2, 10_000, 'Bins of the histogram on each direction.'),
} as const;

interface Model {
  /** Features and weights of each direction; sqrt(features) of them are used. */
  readonly features: Int32Array;
  readonly weights: Float64Array;
  readonly nUsed: number;
  readonly low: Float64Array;
  readonly width: Float64Array;
  /** -log share of each bin. */
  readonly surprise: Float64Array;
}

/** Share of a bin without rows: as if it held a hundredth of a row. */
const EMPTY_BIN_ROWS = 0.01;

function project(model: Model, c: number, data: Float64Array, at: number): number {
  let sum = 0;
  for (let u = c * model.nUsed; u < (c + 1) * model.nUsed; u++)
    sum += model.weights[u] * data[at + model.features[u]];
  return sum;
}

function fitDirection(model: Model, c: number, table: Matrix, nBins: number): void {
  const projected = Float64Array.from({ length: table.nRows }, (_, i) =>
    project(model, c, table.data, i * table.nFeatures),
  );
  let low = Infinity;
  let high = -Infinity;
  for (const value of projected) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  // Directions that only see constants still need bins; one value fills one bin.
  const range = high - low > 1e-12 * Math.max(1, Math.abs(low)) ? high - low : Math.max(1, Math.abs(low));
  model.low[c] = high - low === range ? low : low - range / 2;
  model.width[c] = range / nBins;
  const counts = new Float64Array(nBins);
  for (const value of projected)
    counts[Math.min(nBins - 1, Math.floor((value - model.low[c]) / model.width[c]))]++;
  counts.forEach(
    (count, b) => (model.surprise[c * nBins + b] = -Math.log((count || EMPTY_BIN_ROWS) / table.nRows)),
  );
}

function surpriseOn(model: Model, c: number, row: { data: Float64Array; at: number }, nBins: number): number {
  const bin = Math.floor((project(model, c, row.data, row.at) - model.low[c]) / model.width[c]);
  // One bin of grace at the top edge: the largest training value lies exactly on it.
  if (bin < 0 || bin > nBins) return -Math.log(EMPTY_BIN_ROWS) + Math.log(1e6);
  return model.surprise[c * nBins + Math.min(bin, nBins - 1)];
}

function scoreRows(
  model: Model,
  table: Matrix,
  { nProjections, nBins }: Params<typeof params>,
): Float64Array {
  const scores = new Float64Array(table.nRows);
  for (let i = 0; i < table.nRows; i++) {
    const row = { data: table.data, at: i * table.nFeatures };
    for (let c = 0; c < nProjections; c++) scores[i] += surpriseOn(model, c, row, nBins) / nProjections;
  }
  return scores;
}

/**
 * LODA: mean surprise over histograms on sparse random directions. Light, and finds mildly combined anomalies.
 * Ten equal bins fail on heavy tails. Scale features first. Cost: O(rows x projections x sqrt(features)).
 * Source: Pevny, Machine Learning 102 (2016).
 */
export const loda = defineBatchDetector<typeof params, Model>({
  name: 'loda',
  summary: 'rows that are rare on many random directions',
  params,
  fit(table, p) {
    const random = createRandom(p.seed);
    const nUsed = Math.max(1, Math.floor(Math.sqrt(table.nFeatures)));
    const model: Model = {
      features: new Int32Array(p.nProjections * nUsed),
      weights: Float64Array.from({ length: p.nProjections * nUsed }, () => nextNormal(random)),
      nUsed,
      low: new Float64Array(p.nProjections),
      width: new Float64Array(p.nProjections),
      surprise: new Float64Array(p.nProjections * p.nBins),
    };
    for (let c = 0; c < p.nProjections; c++) {
      model.features.set(sampleWithoutReplacement(table.nFeatures, nUsed, random), c * nUsed);
      fitDirection(model, c, table, p.nBins);
    }
    return { model, scores: scoreRows(model, table, p) };
  },
  score: scoreRows,
});
