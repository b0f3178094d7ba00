import type { Matrix } from '../../convention/matrix.ts';
import { KernelCache, kernelRow, type Kernel } from './kernel.ts';

/** The dual solution: weights in [0, 1] that sum to nu x rows, the gradient Q alpha, and the offset rho. */
export interface DualSolution {
  readonly alpha: Float64Array;
  readonly gradient: Float64Array;
  readonly rho: number;
}

const CACHE_BYTES = 128 * 1024 * 1024;
/** Curvature below this counts as this (libsvm's TAU). */
const LEAST_CURVATURE = 1e-12;

/** A feasible start near the solution: full weight to the rows least like the others. One pass over the kernel. */
function startWeights(kernel: Kernel, table: Matrix, total: number): Float64Array {
  const { nRows } = table;
  const likeness = new Float64Array(nRows);
  const row = new Float64Array(nRows);
  // On long tables an evenly spaced part of the rows stands for all.
  const step = Math.max(1, Math.floor(nRows / 500));
  for (let i = 0; i < nRows; i += step) {
    kernelRow(kernel, table, { data: table.data, at: i * table.nFeatures }, row);
    for (let k = 0; k < nRows; k++) likeness[k] += row[k];
  }
  const order = Int32Array.from(likeness.keys()).sort((a, b) => likeness[a] - likeness[b] || a - b);
  const alpha = new Float64Array(nRows);
  let left = total;
  for (let n = 0; n < nRows && left > 0; n++, left--) alpha[order[n]] = Math.min(1, left);
  return alpha;
}

/** The pair that promises the largest decrease (second-order selection); undefined at the optimum. */
function selectPair(
  state: { alpha: Float64Array; gradient: Float64Array; diagonal: Float64Array },
  cache: KernelCache,
  tolerance: number,
) {
  const { alpha, gradient, diagonal } = state;
  let up = -1;
  let lowest = Infinity;
  let highest = -Infinity;
  for (let k = 0; k < alpha.length; k++) {
    if (alpha[k] < 1 && gradient[k] < lowest) {
      lowest = gradient[k];
      up = k;
    }
    if (alpha[k] > 0 && gradient[k] > highest) highest = gradient[k];
  }
  if (up < 0 || highest - lowest < tolerance) return undefined;
  const row = cache.row(up);
  let down = -1;
  let best = 0;
  for (let k = 0; k < alpha.length; k++) {
    const gap = gradient[k] - lowest;
    if (alpha[k] <= 0 || gap <= 0) continue;
    const gain = (gap * gap) / Math.max(diagonal[up] + diagonal[k] - 2 * row[k], LEAST_CURVATURE);
    if (gain > best) {
      best = gain;
      down = k;
    }
  }
  return down < 0 ? undefined : { up, down };
}

function offsetOf(alpha: Float64Array, gradient: Float64Array): number {
  let sum = 0;
  let nFree = 0;
  let above = Infinity;
  let below = -Infinity;
  for (let k = 0; k < alpha.length; k++) {
    if (alpha[k] >= 1) below = Math.max(below, gradient[k]);
    else if (alpha[k] <= 0) above = Math.min(above, gradient[k]);
    else {
      sum += gradient[k];
      nFree++;
    }
  }
  if (nFree > 0) return sum / nFree;
  if (!Number.isFinite(above)) return below;
  return Number.isFinite(below) ? (above + below) / 2 : above;
}

/**
 * Solves min 1/2 a'Qa with 0 <= a <= 1 and sum a = nu x rows by sequential minimal optimisation, to a violation of `tolerance`
 * relative to the largest kernel value. Cost: one pass over the kernel rows with weight, then two rows an iteration.
 * Source: Schoelkopf et al. (2001); Fan, Chen and Lin, JMLR 6 (2005) for the choice of pairs.
 */
export function solveOneClass(kernel: Kernel, table: Matrix, nu: number, tolerance: number): DualSolution {
  const { nRows, nFeatures } = table;
  const cache = new KernelCache(kernel, table, CACHE_BYTES);
  const alpha = startWeights(kernel, table, nu * nRows);
  const gradient = new Float64Array(nRows);
  const diagonal = new Float64Array(nRows);
  const row = new Float64Array(nRows);
  const self = { data: table.data, nRows: 1, nFeatures };
  for (let i = 0; i < nRows; i++) {
    const at = i * nFeatures;
    if (alpha[i] > 0) {
      kernelRow(kernel, table, { data: table.data, at }, row);
      for (let k = 0; k < nRows; k++) gradient[k] += alpha[i] * row[k];
      diagonal[i] = row[i];
    } else {
      const one = new Float64Array(1);
      kernelRow(
        kernel,
        { ...self, data: table.data.subarray(at, at + nFeatures) },
        { data: table.data, at },
        one,
      );
      diagonal[i] = one[0];
    }
  }
  const scale = diagonal.reduce((most, value) => Math.max(most, value), 1e-300);
  const maxIterations = Math.max(20_000, 20 * nRows);
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    const pair = selectPair({ alpha, gradient, diagonal }, cache, tolerance * scale);
    if (!pair) break;
    const { up, down } = pair;
    const upRow = cache.row(up);
    const downRow = cache.row(down);
    const curvature = Math.max(diagonal[up] + diagonal[down] - 2 * upRow[down], LEAST_CURVATURE);
    const step = Math.min((gradient[down] - gradient[up]) / curvature, 1 - alpha[up], alpha[down]);
    alpha[up] = step === 1 - alpha[up] ? 1 : alpha[up] + step;
    alpha[down] = step === alpha[down] ? 0 : alpha[down] - step;
    for (let k = 0; k < nRows; k++) gradient[k] += step * (upRow[k] - downRow[k]);
  }
  return { alpha, gradient, rho: offsetOf(alpha, gradient) };
}
