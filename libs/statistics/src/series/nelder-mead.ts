/** Where a search ended, and the value there. */
export interface Minimum {
  readonly at: Float64Array;
  readonly value: number;
  readonly nEvaluations: number;
}

/**
 * A local minimum of a function of a few variables without derivatives: the downhill simplex, started once more from its own end.
 * `step` is the size of the first simplex. NaN counts as infinitely bad. Stops when the values differ by less than `tolerance`
 * (relative) or after `maxEvaluations`. Not for more than some ten variables.
 * Source: Nelder, Mead, The Computer Journal 7 (1965), coefficients 1, 2, 1/2, 1/2.
 */
export function minimise(
  cost: (at: Float64Array) => number,
  start: ArrayLike<number>,
  options: { readonly step?: number; readonly tolerance?: number; readonly maxEvaluations?: number } = {},
): Minimum {
  const { step = 0.5, tolerance = 1e-10, maxEvaluations = 400 * start.length + 400 } = options;
  let nEvaluations = 0;
  const valueAt = (at: Float64Array): number => {
    nEvaluations++;
    const value = cost(at);
    return Number.isNaN(value) ? Infinity : value;
  };
  let best: Corner = { at: Float64Array.from(start), value: valueAt(Float64Array.from(start)) };
  for (let restart = 0; restart < 2; restart++) {
    const from = best;
    best = descend(valueAt, from, { step, tolerance, isDone: () => nEvaluations >= maxEvaluations });
    if (from.value - best.value <= tolerance * Math.abs(best.value)) break;
  }
  return { ...best, nEvaluations };
}

interface Corner {
  readonly at: Float64Array;
  readonly value: number;
}

function descend(
  valueAt: (at: Float64Array) => number,
  start: Corner,
  options: { readonly step: number; readonly tolerance: number; readonly isDone: () => boolean },
): Corner {
  const n = start.at.length;
  const cornerAt = (at: Float64Array): Corner => ({ at, value: valueAt(at) });
  const simplex = [start, ...Array.from(start.at, (_, j) => cornerAt(moved(start.at, j, options.step)))];
  for (;;) {
    simplex.sort((a, b) => a.value - b.value);
    const [lowest, worst] = [simplex[0], simplex[n]];
    const isFlat = !(worst.value - lowest.value > options.tolerance * (Math.abs(lowest.value) + 1e-300));
    if (isFlat || options.isDone()) return lowest;
    const centre = lowest.at.map((_, j) => simplex.slice(0, n).reduce((sum, { at }) => sum + at[j], 0) / n);
    const along = (factor: number): Corner =>
      cornerAt(centre.map((value, j) => value + factor * (worst.at[j] - value)));
    const replacement = chooseReplacement(along, simplex);
    if (replacement !== undefined) simplex[n] = replacement;
    else
      for (let k = 1; k <= n; k++)
        simplex[k] = cornerAt(simplex[k].at.map((value, j) => (value + lowest.at[j]) / 2));
  }
}

/** Reflection, expansion or contraction of the worst corner; undefined when the whole simplex has to shrink. */
function chooseReplacement(
  along: (factor: number) => Corner,
  simplex: readonly Corner[],
): Corner | undefined {
  const n = simplex.length - 1;
  const reflected = along(-1);
  if (reflected.value < simplex[0].value) {
    const expanded = along(-2);
    return expanded.value < reflected.value ? expanded : reflected;
  }
  if (reflected.value < simplex[n - 1].value) return reflected;
  const isBetter = reflected.value < simplex[n].value;
  const contracted = along(isBetter ? -0.5 : 0.5);
  return contracted.value < Math.min(reflected.value, simplex[n].value) ? contracted : undefined;
}

const moved = (at: Float64Array, j: number, step: number): Float64Array =>
  at.map((value, k) => (k === j ? value + step : value));
