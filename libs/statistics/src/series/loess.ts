import { ParameterError } from '../errors.ts';

/** How a LOESS smoother looks at its neighbours. */
export interface LoessOptions {
  /** Neighbours that a fit looks at, an integer >= 3 (odd is usual); more than there are values means a wider kernel. */
  readonly window: number;
  /** 0 fits local constants, 1 local lines (default). */
  readonly degree?: 0 | 1;
  /** A fit at every `jump`-th position, straight lines between (default 1: everywhere). */
  readonly jump?: number;
  /** Robustness weight of each value in [0, 1]; all 1 when absent. */
  readonly weights?: ArrayLike<number>;
}

/** Distances below this share of the kernel count fully, above its complement not at all (netlib's STL). */
const EDGE = 0.001;

/** Tricube weight of a value at `distance` from the fit, for a kernel of half-width `reach`. */
function tricube(distance: number, reach: number): number {
  if (distance > (1 - EDGE) * reach) return 0;
  if (distance <= EDGE * reach) return 1;
  const cubed = (distance / reach) ** 3;
  return (1 - cubed) ** 3;
}

/** The fit at one position; undefined where every weight is zero. */
export function fitLoessAt(
  values: ArrayLike<number>,
  at: number,
  bounds: { readonly from: number; readonly to: number },
  options: LoessOptions,
): number | undefined {
  const { from, to } = bounds;
  const { weights } = options;
  const n = values.length;
  const extra = options.window > n ? Math.floor((options.window - n) / 2) : 0;
  const reach = Math.max(at - from, to - 1 - at) + extra;
  let total = 0;
  let centre = 0;
  let sum = 0;
  for (let i = from; i < to; i++) {
    const weight = tricube(Math.abs(i - at), reach) * (weights === undefined ? 1 : weights[i]);
    total += weight;
    centre += weight * i;
    sum += weight * values[i];
  }
  if (!(total > 0)) return undefined;
  const constant = sum / total;
  if ((options.degree ?? 1) === 0 || reach === 0) return constant;
  centre /= total;
  let spread = 0;
  let slope = 0;
  for (let i = from; i < to; i++) {
    const weight = tricube(Math.abs(i - at), reach) * (weights === undefined ? 1 : weights[i]);
    spread += weight * (i - centre) ** 2;
    slope += weight * (i - centre) * values[i];
  }
  // Neighbours too close together to carry a line: the constant is all that they say.
  if (Math.sqrt(spread / total) <= EDGE * (n - 1)) return constant;
  return constant + (slope / spread) * (at - centre);
}

/**
 * Locally weighted regression of evenly spaced values: at each position a constant or a line fitted to the `window` nearest values
 * with tricube weights. Returns as many values. Throws `ParameterError` for a window below 3.
 * Cost: O(n x window / jump). Source: Cleveland, JASA 74 (1979); the neighbourhoods are those of STL (Cleveland et al., 1990).
 */
export function smoothLoess(values: ArrayLike<number>, options: LoessOptions): Float64Array {
  const n = values.length;
  const { window } = options;
  if (!(Number.isInteger(window) && window >= 3))
    throw new ParameterError('window', 'an integer >= 3', window);
  const jump = Math.max(1, Math.min(options.jump ?? 1, n - 1));
  const smoothed = new Float64Array(n);
  const reach = Math.min(window, n);
  const fitAt = (at: number): void => {
    const from = Math.max(0, Math.min(at + 1 - ((window + 1) >> 1), n - reach));
    smoothed[at] = fitLoessAt(values, at, { from, to: from + reach }, options) ?? values[at];
  };
  for (let at = 0; at < n; at += jump) fitAt(at);
  if (jump === 1) return smoothed;
  const lastFit = Math.floor((n - 1) / jump) * jump;
  fitAt(n - 1);
  for (let left = 0; left < n - 1; left += jump) {
    const right = left < lastFit ? left + jump : n - 1;
    const step = (smoothed[right] - smoothed[left]) / (right - left);
    for (let i = left + 1; i < right; i++) smoothed[i] = smoothed[left] + step * (i - left);
  }
  return smoothed;
}
