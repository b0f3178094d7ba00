import { defineBatchDetector } from '../../convention/batch-detector.ts';
import type { Matrix } from '../../convention/matrix.ts';
import { integer, number, type Params } from '../../convention/params.ts';
import { sumOverFeatures } from '../ecod/tails.ts';

const params = {
  nBins: integer(10, 2, 10_000, 'Equal-width bins of each feature.'),
  alpha: number(
    0.1,
    1e-9,
    1,
    'Added to each density, so that an empty bin stays finite; larger softens rare bins.',
  ),
  tolerance: number(
    0.5,
    0,
    100,
    'How far, in bin widths, a value may lie outside the histogram and still count to its last bin.',
  ),
} as const;

interface Model {
  readonly low: Float64Array;
  readonly width: Float64Array;
  /** -log2(density + alpha), bin by bin, feature after feature. */
  readonly surprise: Float64Array;
}

function fitHistograms(table: Matrix, p: Params<typeof params>): Model {
  const { data, nRows, nFeatures } = table;
  const low = new Float64Array(nFeatures).fill(Infinity);
  const high = new Float64Array(nFeatures).fill(-Infinity);
  for (let at = 0; at < data.length; at++) {
    const j = at % nFeatures;
    if (data[at] < low[j]) low[j] = data[at];
    if (data[at] > high[j]) high[j] = data[at];
  }
  const width = new Float64Array(nFeatures);
  for (let j = 0; j < nFeatures; j++) {
    // A constant feature gets one unit around it, as NumPy's histogram does.
    if (high[j] === low[j]) low[j] -= 0.5;
    width[j] = (high[j] - low[j] || 1) / p.nBins;
  }
  const counts = new Float64Array(nFeatures * p.nBins);
  for (let at = 0; at < data.length; at++) {
    const j = at % nFeatures;
    counts[j * p.nBins + Math.min(p.nBins - 1, Math.floor((data[at] - low[j]) / width[j]))]++;
  }
  const surprise = counts.map(
    (count, at) => -Math.log2(count / (nRows * width[Math.floor(at / p.nBins)]) + p.alpha),
  );
  return { low, width, surprise };
}

function surpriseOf(model: Model, j: number, value: number, p: Params<typeof params>): number {
  const position = (value - model.low[j]) / model.width[j];
  const from = j * p.nBins;
  if (position >= -p.tolerance && position <= p.nBins + p.tolerance)
    return model.surprise[from + Math.min(p.nBins - 1, Math.max(0, Math.floor(position)))];
  return model.surprise.subarray(from, from + p.nBins).reduce((most, s) => Math.max(most, s), -Infinity);
}

/**
 * HBOS: sum over features of -log2 of the histogram density. Depends on the unit of a feature through `alpha`: standardise first.
 * Blind to unusual combinations; equal-width bins fail on heavy tails. Cost: O(rows x features).
 * Source: Goldstein and Dengel, KI 2012, as PyOD computes it.
 */
export const hbos = defineBatchDetector({
  name: 'hbos',
  summary: 'rows with values in sparse histogram bins',
  params,
  fit(table, p) {
    const model = fitHistograms(table, p);
    return { model, scores: sumOverFeatures(table, (j, value) => surpriseOf(model, j, value, p)) };
  },
  score: (model, table, p) => sumOverFeatures(table, (j, value) => surpriseOf(model, j, value, p)),
  explain: (model, row, p) => ({
    baseline: 0,
    contributions: row.map((value, j) => surpriseOf(model, j, value, p)),
    method: 'additive',
  }),
});
