import type { Forest } from './isolation-tree.ts';

/** The path from the root: per distinct feature the shares of paths that pass when it is unknown (zero) or known (one). */
interface PathBuffers {
  readonly feature: Int32Array;
  readonly zero: Float64Array;
  readonly one: Float64Array;
  readonly weight: Float64Array;
}

function extend(
  path: PathBuffers,
  at: number,
  length: number,
  zero: number,
  one: number,
  feature: number,
): void {
  path.feature[at + length] = feature;
  path.zero[at + length] = zero;
  path.one[at + length] = one;
  path.weight[at + length] = length === 0 ? 1 : 0;
  for (let i = length - 1; i >= 0; i--) {
    path.weight[at + i + 1] += (one * path.weight[at + i] * (i + 1)) / (length + 1);
    path.weight[at + i] = (zero * path.weight[at + i] * (length - i)) / (length + 1);
  }
}

function unwind(path: PathBuffers, at: number, length: number, index: number): void {
  const one = path.one[at + index];
  const zero = path.zero[at + index];
  let next = path.weight[at + length];
  for (let i = length - 1; i >= 0; i--) {
    if (one !== 0) {
      const kept = path.weight[at + i];
      path.weight[at + i] = (next * (length + 1)) / ((i + 1) * one);
      next = kept - (path.weight[at + i] * zero * (length - i)) / (length + 1);
    } else path.weight[at + i] = (path.weight[at + i] * (length + 1)) / (zero * (length - i));
  }
  for (let i = index; i < length; i++) {
    path.feature[at + i] = path.feature[at + i + 1];
    path.zero[at + i] = path.zero[at + i + 1];
    path.one[at + i] = path.one[at + i + 1];
  }
}

function unwoundSum(path: PathBuffers, at: number, length: number, index: number): number {
  const one = path.one[at + index];
  const zero = path.zero[at + index];
  let next = path.weight[at + length];
  let total = 0;
  for (let i = length - 1; i >= 0; i--) {
    if (one !== 0) {
      const part = (next * (length + 1)) / ((i + 1) * one);
      total += part;
      next = path.weight[at + i] - (part * zero * (length - i)) / (length + 1);
    } else total += (path.weight[at + i] * (length + 1)) / (zero * (length - i));
  }
  return total;
}

/**
 * Exact Shapley values of a row's mean path length, where an unknown feature follows both children by their cover.
 * `values[j]` is what feature `j` adds to `expected`, the mean path length over the training rows.
 * Cost: O(trees x leaves x depth^2). Source: Lundberg et al., Nature Machine Intelligence 2 (2020), algorithm 2.
 */
export function explainPathLength(
  forest: Forest,
  row: Float64Array,
): { expected: number; values: Float64Array } {
  const { feature, threshold, left, cover, pathLength, roots } = forest;
  const values = new Float64Array(row.length);
  const stride = Math.ceil(Math.log2(Math.max(forest.sampleSize, 2))) + 4;
  const size = stride * stride;
  const path: PathBuffers = {
    feature: new Int32Array(size),
    zero: new Float64Array(size),
    one: new Float64Array(size),
    weight: new Float64Array(size),
  };
  let expected = 0;

  const visit = (
    node: number,
    level: number,
    inherited: number,
    zero: number,
    one: number,
    by: number,
    share: number,
  ) => {
    const at = level * stride;
    if (level > 0)
      for (const buffer of [path.feature, path.zero, path.one, path.weight])
        buffer.copyWithin(at, at - stride, at - stride + inherited);
    let length = inherited;
    let zeroShare = zero;
    let oneShare = one;
    for (let i = 1; i < inherited; i++) {
      if (path.feature[at + i] !== by) continue;
      zeroShare *= path.zero[at + i];
      oneShare *= path.one[at + i];
      unwind(path, at, inherited - 1, i);
      length--;
      break;
    }
    extend(path, at, length, zeroShare, oneShare, by);
    const f = feature[node];
    if (f < 0) {
      expected += share * pathLength[node];
      for (let i = 1; i <= length; i++)
        values[path.feature[at + i]] +=
          unwoundSum(path, at, length, i) * (path.one[at + i] - path.zero[at + i]) * pathLength[node];
      return;
    }
    const hot = left[node] + (row[f] > threshold[node] ? 1 : 0);
    const cold = hot === left[node] ? hot + 1 : left[node];
    for (const child of [hot, cold]) {
      const ratio = cover[child] / cover[node];
      if (ratio > 0) visit(child, level + 1, length + 1, ratio, child === hot ? 1 : 0, f, share * ratio);
    }
  };
  for (const root of roots) visit(root, 0, 0, 1, 1, -1, 1);
  for (let j = 0; j < values.length; j++) values[j] /= roots.length;
  return { expected: expected / roots.length, values };
}
