import { defineBatchDetector } from '../../convention/batch-detector.ts';
import type { Matrix } from '../../convention/matrix.ts';
import { integer, number, type Params } from '../../convention/params.ts';

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
  /** The largest of each feature, for values outside. */
  readonly rarest: Float64Array;
}

/** Lower end and bin width of each feature. */
function fitBins({ data, nFeatures }: Matrix, nBins: number): { low: Float64Array; width: Float64Array } {
  const low = data.slice(0, nFeatures);
  const high = data.slice(0, nFeatures);
  for (let at = nFeatures; at < data.length;)
    for (let j = 0; j < nFeatures; j++, at++) {
      const value = data[at];
      if (value < low[j]) low[j] = value;
      else if (value > high[j]) high[j] = value;
    }
  const width = new Float64Array(nFeatures);
  for (let j = 0; j < nFeatures; j++) {
    // A constant feature gets one unit around it, as NumPy's histogram does.
    if (high[j] === low[j]) low[j] -= 0.5;
    width[j] = (high[j] - low[j] || 1) / nBins;
  }
  return { low, width };
}

function fitHistograms(table: Matrix, { nBins, alpha }: Params<typeof params>): Model {
  const { data, nRows, nFeatures } = table;
  const { low, width } = fitBins(table, nBins);
  const counts = new Float64Array(nFeatures * nBins);
  for (let at = 0; at < data.length;)
    for (let j = 0, from = 0; j < nFeatures; j++, at++, from += nBins) {
      const bin = Math.floor((data[at] - low[j]) / width[j]);
      counts[from + (bin < nBins ? bin : nBins - 1)]++;
    }
  const surprise = new Float64Array(counts.length);
  const rarest = new Float64Array(nFeatures).fill(-Infinity);
  for (let j = 0, at = 0; j < nFeatures; j++)
    for (let b = 0; b < nBins; b++, at++) {
      surprise[at] = -Math.log2(counts[at] / (nRows * width[j]) + alpha);
      rarest[j] = Math.max(rarest[j], surprise[at]);
    }
  return { low, width, surprise, rarest };
}

function surpriseOf(
  model: Model,
  j: number,
  value: number,
  { nBins, tolerance }: Params<typeof params>,
): number {
  const position = (value - model.low[j]) / model.width[j];
  if (position < -tolerance || position > nBins + tolerance) return model.rarest[j];
  const bin = Math.floor(position);
  return model.surprise[j * nBins + (bin < 0 ? 0 : bin < nBins ? bin : nBins - 1)];
}

function scoreRows(model: Model, { data, nRows, nFeatures }: Matrix, p: Params<typeof params>): Float64Array {
  const scores = new Float64Array(nRows);
  for (let i = 0, at = 0; i < nRows; i++) {
    let sum = 0;
    for (let j = 0; j < nFeatures; j++, at++) sum += surpriseOf(model, j, data[at], p);
    scores[i] = sum;
  }
  return scores;
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
    return { model, scores: scoreRows(model, table, p) };
  },
  score: scoreRows,
  explain(model, row, p, reference) {
    const usual = reference.map((value, j) => surpriseOf(model, j, value, p));
    return {
      baseline: usual.reduce((sum, part) => sum + part, 0),
      contributions: row.map((value, j) => surpriseOf(model, j, value, p) - usual[j]),
      method: 'additive',
    };
  },
});
