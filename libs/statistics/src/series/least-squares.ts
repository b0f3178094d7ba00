import { solvePositiveDefinite } from '../linear-algebra/cholesky.ts';

const sumOfSquares = (values: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] * values[i];
  return sum;
};

/**
 * A local minimum of the sum of squared residuals of a few parameters: damped Gauss-Newton steps with derivatives by differences.
 * Stops when a step gains less than one part in 10^8, or after `maxSteps`. `residuals` always returns as many numbers.
 * Cost: (parameters + 1) residual vectors a step. Source: Levenberg (1944); Marquardt, SIAM Journal 11 (1963).
 */
export function minimiseSquares(
  residuals: (at: Float64Array) => Float64Array,
  start: ArrayLike<number>,
  maxSteps = 40,
): { readonly at: Float64Array; readonly squares: number } {
  let at = Float64Array.from(start);
  let current = residuals(at);
  let squares = sumOfSquares(current);
  let damping = 1e-3;
  for (let step = 0; step < maxSteps && at.length > 0; step++) {
    const { normal, gradient } = linearise(residuals, at, current);
    let gain = 0;
    while (gain === 0 && damping < 1e6) {
      const towards = solveDamped(normal, gradient, damping);
      const next = at.map((value, j) => value - towards[j]);
      const tried = residuals(next);
      const triedSquares = sumOfSquares(tried);
      if (triedSquares < squares) {
        gain = squares - triedSquares;
        [at, current, squares] = [next, tried, triedSquares];
        damping = Math.max(1e-9, damping / 10);
      } else damping *= 10;
    }
    if (gain <= 1e-8 * squares) break;
  }
  return { at, squares };
}

function linearise(
  residuals: (at: Float64Array) => Float64Array,
  at: Float64Array,
  current: Float64Array,
): { normal: Float64Array; gradient: Float64Array } {
  const k = at.length;
  const slopes = Array.from(at, (value, j) => {
    const step = 1e-6 * Math.max(1, Math.abs(value));
    const shifted = Float64Array.from(at);
    shifted[j] += step;
    return residuals(shifted).map((residual, i) => (residual - current[i]) / step);
  });
  const dot = (a: Float64Array, b: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
    return sum;
  };
  const normal = new Float64Array(k * k);
  for (let i = 0; i < k; i++)
    for (let j = 0; j <= i; j++) normal[i * k + j] = normal[j * k + i] = dot(slopes[i], slopes[j]);
  return { normal, gradient: Float64Array.from(slopes, (slope) => dot(slope, current)) };
}

/** The step of the damped normal equations; a parameter without effect gets no step. */
function solveDamped(normal: Float64Array, gradient: Float64Array, damping: number): Float64Array {
  const k = gradient.length;
  const damped = Float64Array.from(normal);
  for (let j = 0; j < k; j++) damped[j * k + j] += damping * normal[j * k + j] + 1e-12;
  return solvePositiveDefinite(damped, gradient, k);
}
