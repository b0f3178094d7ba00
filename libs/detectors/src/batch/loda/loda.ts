import { createRandom, nextNormal, sampleWithoutReplacement } from '@convoscope/statistics';
import { defineBatchDetector } from '../../convention/batch-detector.ts';
import type { Matrix } from '../../convention/matrix.ts';
import { integer } from '../../convention/params.ts';

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
  readonly nBins: number;
  readonly nRows: number;
}

/** A bin without rows, and everything beyond the bins, counts as half a row: rarer than any learnt value, and finite. */
const EMPTY_BIN_ROWS = 0.5;

/** Where each row of `table` lies on direction `c`. */
function project({ features, weights, nUsed }: Model, c: number, table: Matrix, into: Float64Array): void {
  const { data, nFeatures: p } = table;
  for (let u = c * nUsed; u < (c + 1) * nUsed; u++) {
    const weight = weights[u];
    const isFirst = u === c * nUsed;
    for (let i = 0, at = features[u]; i < into.length; i++, at += p) {
      const part = weight * data[at];
      into[i] = isFirst ? part : into[i] + part;
    }
  }
}

/** The histogram of direction `c` over the learnt rows. */
function fitDirection(model: Model, c: number, projected: Float64Array): void {
  const { nBins } = model;
  let low = projected[0];
  let high = low;
  for (let i = 1; i < projected.length; i++) {
    const value = projected[i];
    if (value < low) low = value;
    else if (value > high) high = value;
  }
  // Directions that only see constants still need bins; one value fills one bin.
  const range = high - low > 1e-12 * Math.max(1, Math.abs(low)) ? high - low : Math.max(1, Math.abs(low));
  model.low[c] = high - low === range ? low : low - range / 2;
  model.width[c] = range / nBins;
  const counts = new Int32Array(nBins);
  for (let i = 0; i < projected.length; i++) {
    const bin = Math.floor((projected[i] - model.low[c]) / model.width[c]);
    counts[bin < nBins ? bin : nBins - 1]++;
  }
  for (let b = 0; b < nBins; b++)
    model.surprise[c * nBins + b] = -Math.log((counts[b] || EMPTY_BIN_ROWS) / projected.length);
}

function addSurprise(model: Model, c: number, projected: Float64Array, scores: Float64Array): void {
  const { nBins, surprise } = model;
  const beyond = -Math.log(EMPTY_BIN_ROWS / model.nRows);
  const low = model.low[c];
  const width = model.width[c];
  const from = c * nBins;
  for (let i = 0; i < projected.length; i++) {
    const position = (projected[i] - low) / width;
    // The largest learnt value lies on the top edge, up to rounding.
    const isBeyond = position < 0 || position > nBins + 1e-9;
    scores[i] += isBeyond ? beyond : surprise[from + (position < nBins ? Math.floor(position) : nBins - 1)];
  }
}

/** Direction after direction over all rows, so that one histogram stays at hand; `learn` sees each before it is scored. */
function forEachDirection(model: Model, table: Matrix, learn?: typeof fitDirection): Float64Array {
  const scores = new Float64Array(table.nRows);
  const projected = new Float64Array(table.nRows);
  const nProjections = model.low.length;
  for (let c = 0; c < nProjections; c++) {
    project(model, c, table, projected);
    learn?.(model, c, projected);
    addSurprise(model, c, projected, scores);
  }
  for (let i = 0; i < scores.length; i++) scores[i] /= nProjections;
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
  fit(table, { nProjections, nBins, seed }) {
    const random = createRandom(seed);
    const nUsed = Math.max(1, Math.floor(Math.sqrt(table.nFeatures)));
    const model: Model = {
      features: new Int32Array(nProjections * nUsed),
      weights: new Float64Array(nProjections * nUsed),
      nUsed,
      low: new Float64Array(nProjections),
      width: new Float64Array(nProjections),
      surprise: new Float64Array(nProjections * nBins),
      nBins,
      nRows: table.nRows,
    };
    for (let at = 0; at < model.weights.length; at++) model.weights[at] = nextNormal(random);
    for (let c = 0; c < nProjections; c++)
      model.features.set(sampleWithoutReplacement(table.nFeatures, nUsed, random), c * nUsed);
    return { model, scores: forEachDirection(model, table, fitDirection) };
  },
  score: (model, table) => forEachDirection(model, table),
});
