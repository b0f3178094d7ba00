/** A symmetric positive matrix, row by row. */
export interface KernelMatrix {
  readonly n: number;
  readonly values: Float64Array;
}

export interface KernelRidgeFit {
  /** `coefficients[row * nClasses + k]`: what row adds to the score of class k. */
  readonly coefficients: Float64Array;
  /** Scores of each row by the model that was learned from all rows but this one, in the same order. */
  readonly leftOut: Float64Array;
}

/** Lower triangle L with L·Lᵀ = K + penalty·I, in place of a copy. Cost: n³/6 multiplications. */
function decompose({ n, values }: KernelMatrix, penalty: number): Float64Array {
  const lower = Float64Array.from(values);
  for (let row = 0; row < n; row++) {
    const at = row * n;
    for (let column = 0; column <= row; column++) {
      const other = column * n;
      let sum = lower[at + column]! + (row === column ? penalty : 0);
      for (let k = 0; k < column; k++) sum -= lower[at + k]! * lower[other + k]!;
      lower[at + column] = row === column ? Math.sqrt(Math.max(sum, 1e-12)) : sum / lower[other + column]!;
    }
  }
  return lower;
}

/** Solves L·Lᵀ·x = y for every column of `targets`, in place. */
function solve(lower: Float64Array, n: number, targets: Float64Array, width: number): void {
  for (let row = 0; row < n; row++) {
    for (let k = 0; k < row; k++) {
      const factor = lower[row * n + k]!;
      if (factor === 0) continue;
      for (let c = 0; c < width; c++) targets[row * width + c]! -= factor * targets[k * width + c]!;
    }
    for (let c = 0; c < width; c++) targets[row * width + c]! /= lower[row * n + row]!;
  }
  for (let row = n - 1; row >= 0; row--) {
    for (let c = 0; c < width; c++) targets[row * width + c]! /= lower[row * n + row]!;
    for (let k = 0; k < row; k++) {
      const factor = lower[row * n + k]!;
      if (factor === 0) continue;
      for (let c = 0; c < width; c++) targets[k * width + c]! -= factor * targets[row * width + c]!;
    }
  }
}

/** The diagonal of (L·Lᵀ)⁻¹: squares of the columns of L⁻¹. Cost: n³/6. */
function inverseDiagonal(lower: Float64Array, n: number): Float64Array {
  const diagonal = new Float64Array(n);
  const column = new Float64Array(n);
  for (let start = 0; start < n; start++) {
    column[start] = 1 / lower[start * n + start]!;
    diagonal[start] = column[start]! ** 2;
    for (let row = start + 1; row < n; row++) {
      let sum = 0;
      for (let k = start; k < row; k++) sum -= lower[row * n + k]! * column[k]!;
      column[row] = sum / lower[row * n + row]!;
      diagonal[start]! += column[row]! ** 2;
    }
  }
  return diagonal;
}

/**
 * Kernel ridge regression of classes (1 where a row has the class, less its share): the closed form, with the scores that leaving each row
 * out would give, which cost no further training (Rifkin & Lippert 2007, "Notes on regularized least squares", theorem 3).
 * `labels` are class numbers. Penalty > 0. Cost: O(n³ / 3 + n² · classes) and n² · 8 bytes: for a few thousand rows at most.
 */
export function solveKernelRidge(
  kernel: KernelMatrix,
  labels: readonly number[],
  nClasses: number,
  penalty: number,
): KernelRidgeFit {
  const { n } = kernel;
  const targets = new Float64Array(n * nClasses).fill(-1 / nClasses);
  labels.forEach((label, row) => (targets[row * nClasses + label]! += 1));
  const lower = decompose(kernel, penalty);
  const coefficients = Float64Array.from(targets);
  solve(lower, n, coefficients, nClasses);
  const diagonal = inverseDiagonal(lower, n);
  const leftOut = targets.map(
    (target, at) => target - coefficients[at]! / diagonal[Math.floor(at / nClasses)]!,
  );
  return { coefficients, leftOut };
}
