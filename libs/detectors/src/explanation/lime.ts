import {
  createRandom,
  nextUniform,
  ParameterError,
  solvePositiveDefinite,
  type Random,
} from '@convoscope/statistics';
import { createMatrix, type Matrix } from '../convention/matrix.ts';
import type { Attribution, AttributionSteps } from './attribution.ts';
import type { Background } from './background.ts';

/** Kernel width times sqrt(features); distance is the root of the number of features replaced. Source: the default of the lime library. */
const KERNEL_WIDTH = 0.75;
/** Features that the local line has at most; the others get 0, as LIME's feature selection does. */
const MAX_FITTED = 32;
/** Numbers kept of perturbed rows: wide tables get fewer rows. */
const MAX_VALUES = 4_000_000;
/** Keeps the equations solvable; small beside the sum of weights. */
const RIDGE = 1e-6;

export interface LimeRequest {
  readonly score: (table: Matrix) => Float64Array;
  readonly row: Float64Array;
  readonly background: Background;
  readonly nSamples: number;
  readonly rowsPerStep: number;
  readonly seed: number;
  readonly signal?: { readonly aborted: boolean } | undefined;
}

/** Perturbed rows: which features they have from the row (1) and which replaced (0), their scores and their nearness. */
interface Sample {
  readonly kept: Uint8Array;
  readonly scores: Float64Array;
  readonly weights: Float64Array;
  count: number;
}

interface Line {
  /** Features in the line, and the worth of keeping each, and its error. */
  readonly features: number[];
  readonly slopes: Float64Array;
  readonly errors: Float64Array;
  readonly fidelity: number;
}

/** Weighted means of the scores and of the products that a line needs. */
function selectFeatures({ kept, scores, weights, count }: Sample, p: number): number[] {
  const total = weights.subarray(0, count).reduce((sum, weight) => sum + weight, 0);
  const mean = scores.subarray(0, count).reduce((sum, score, i) => sum + weights[i] * score, 0) / total;
  const strengths = new Float64Array(p);
  for (let i = 0; i < count; i++) {
    const pull = weights[i] * (scores[i] - mean);
    for (let j = 0; j < p; j++) strengths[j] += pull * kept[i * p + j];
  }
  return Array.from(strengths.keys())
    .sort((a, b) => Math.abs(strengths[b]) - Math.abs(strengths[a]) || a - b)
    .slice(0, MAX_FITTED);
}

/** Weighted ridge regression of the scores on what is kept, with errors that allow for uneven scatter (HC0). */
function fitLine(sample: Sample, p: number): Line {
  const { kept, scores, weights, count } = sample;
  const features = selectFeatures(sample, p);
  const k = features.length + 1;
  const normal = new Float64Array(k * k);
  const side = new Float64Array(k);
  const at = (i: number, c: number): number => (c === 0 ? 1 : kept[i * p + features[c - 1]]);
  for (let i = 0; i < count; i++)
    for (let c = 0; c < k; c++) {
      const weighted = weights[i] * at(i, c);
      side[c] += weighted * scores[i];
      for (let d = 0; d <= c; d++) normal[c * k + d] += weighted * at(i, d);
    }
  for (let c = 0; c < k; c++) for (let d = 0; d < c; d++) normal[d * k + c] = normal[c * k + d];
  for (let c = 0; c < k; c++) normal[c * k + c] += RIDGE * (normal[0] || 1);
  const solved = solvePositiveDefinite(normal, side, k);

  const mean = side[0] / normal[0];
  const scatter = new Float64Array(k * k);
  let [left, all] = [0, 0];
  for (let i = 0; i < count; i++) {
    let fitted = 0;
    for (let c = 0; c < k; c++) fitted += solved[c] * at(i, c);
    const residual = scores[i] - fitted;
    left += weights[i] * residual * residual;
    all += weights[i] * (scores[i] - mean) ** 2;
    const pull = (weights[i] * residual) ** 2;
    for (let c = 0; c < k; c++) for (let d = 0; d < k; d++) scatter[c * k + d] += pull * at(i, c) * at(i, d);
  }
  const errors = Float64Array.from(features, (_, f) => {
    const direction = solvePositiveDefinite(normal, new Float64Array(k).fill(1, f + 1, f + 2), k);
    let sum = 0;
    for (let c = 0; c < k; c++)
      for (let d = 0; d < k; d++) sum += direction[c] * scatter[c * k + d] * direction[d];
    return count > k ? Math.sqrt(sum) : Number.NaN;
  });
  return { features, slopes: solved.slice(1), errors, fidelity: all > 0 ? Math.max(0, 1 - left / all) : 1 };
}

/** Draws rows with features replaced at random by those of background rows; returns their values. */
function perturb(request: LimeRequest, sample: Sample, size: number, random: Random): Float64Array {
  const { row, background } = request;
  const p = row.length;
  const data = new Float64Array(size * p);
  for (let i = 0; i < size; i++) {
    const at = (sample.count + i) * p;
    let nReplaced = 0;
    for (let j = 0; j < p; j++) {
      // The first sample is the row itself.
      const isKept = sample.count + i === 0 || nextUniform(random) < 0.5;
      sample.kept[at + j] = isKept ? 1 : 0;
      if (!isKept) nReplaced++;
      const other = isKept ? 0 : drawRow(background, random);
      data[i * p + j] = isKept ? row[j] : background.table.data[other * p + j];
    }
    sample.weights[sample.count + i] = Math.exp(-nReplaced / (KERNEL_WIDTH ** 2 * p) / 2);
  }
  return data;
}

function drawRow({ weights }: Background, random: Random): number {
  let left = nextUniform(random);
  let at = 0;
  while (at < weights.length - 1 && (left -= weights[at]) > 0) at++;
  return at;
}

function toAttribution(request: LimeRequest, sample: Sample, score: number): Attribution {
  const p = request.row.length;
  const contributions = new Float64Array(p);
  const standardErrors = new Float64Array(p).fill(sample.count === 0 ? Number.NaN : 0);
  const line = sample.count === 0 ? undefined : fitLine(sample, p);
  line?.features.forEach((feature, f) => {
    contributions[feature] = line.slopes[f];
    standardErrors[feature] = line.errors[f];
  });
  return {
    score,
    baseline: contributions.reduce((left, part) => left - part, score),
    contributions,
    standardErrors,
    method: 'lime',
    fidelity: line?.fidelity ?? 0,
    nScored: 1 + sample.count,
    isComplete: sample.count === sample.scores.length,
  };
}

/**
 * LIME: features are replaced at random by values of the background, and a line through the scores says what keeping each is worth, rows with
 * few replaced counting more. The baseline takes what the line leaves over, so the parts sum to the score; `fidelity` is the weighted R^2 of
 * the line: below a half the parts say little. Of more than 32 features the 32 that move the score most get a part.
 * Cost: `nSamples` scores, and `nSamples` x min(features, 32)^2 a reading. Source: Ribeiro, Singh and Guestrin, KDD 2016; replaced by
 * background values instead of bins.
 */
export function* limeSteps(request: LimeRequest): AttributionSteps {
  const { row, score, rowsPerStep, signal } = request;
  if (!(rowsPerStep >= 1)) throw new ParameterError('rowsPerStep', 'an integer of at least 1', rowsPerStep);
  const p = row.length;
  const nSamples = Math.min(request.nSamples, Math.max(200, Math.floor(MAX_VALUES / p)));
  const random = createRandom(request.seed);
  const [own] = score(createMatrix(row, 1, p));
  const sample: Sample = {
    kept: new Uint8Array(nSamples * p),
    scores: new Float64Array(nSamples),
    weights: new Float64Array(nSamples),
    count: 0,
  };
  while (sample.count < nSamples && !signal?.aborted) {
    const size = Math.min(rowsPerStep, nSamples - sample.count);
    const data = perturb(request, sample, size, random);
    sample.scores.set(score(createMatrix(data, size, p)), sample.count);
    sample.count += size;
    yield { share: sample.count / nSamples, read: () => toAttribution(request, sample, own) };
  }
  return toAttribution(request, sample, own);
}
