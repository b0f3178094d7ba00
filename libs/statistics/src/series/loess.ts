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

/** Tricube weights by distance 0, 1, 2, ... for a kernel of half-width `reach`. */
function createKernel(reach: number): Float64Array {
  const kernel = new Float64Array(Math.floor(reach) + 1);
  for (let distance = 0; distance < kernel.length; distance++) {
    const share = distance / reach;
    if (distance > (1 - EDGE) * reach) continue;
    const rest = 1 - share * share * share;
    kernel[distance] = distance <= EDGE * reach ? 1 : rest * rest * rest;
  }
  return kernel;
}

/** Kernels by half-width: inside of a series it is the same at every position. */
type Kernels = Map<number, Float64Array>;

/** The fit at one position from the values in [from, to); undefined where every weight is zero. */
export function fitLoessAt(
  values: ArrayLike<number>,
  at: number,
  bounds: { readonly from: number; readonly to: number },
  options: LoessOptions,
  kernels: Kernels = new Map(),
): number | undefined {
  const { from, to } = bounds;
  const { weights } = options;
  const n = values.length;
  const extra = options.window > n ? Math.floor((options.window - n) / 2) : 0;
  const reach = Math.max(at - from, to - 1 - at) + extra;
  let kernel = kernels.get(reach);
  if (kernel === undefined) kernels.set(reach, (kernel = createKernel(reach)));
  // Moments around the position itself: distances are small there, so nothing cancels.
  let [total, first, second, sum, moment] = [0, 0, 0, 0, 0];
  for (let i = from; i < to; i++) {
    const distance = i - at;
    const plain = kernel[distance < 0 ? -distance : distance];
    const weight = weights === undefined ? plain : plain * weights[i];
    const tilted = weight * distance;
    total += weight;
    first += tilted;
    second += tilted * distance;
    sum += weight * values[i];
    moment += tilted * values[i];
  }
  if (!(total > 0)) return undefined;
  const constant = sum / total;
  if ((options.degree ?? 1) === 0) return constant;
  const centre = first / total;
  const spread = second - centre * first;
  // Neighbours too close together to carry a line: the constant is all that they say.
  if (Math.sqrt(Math.max(0, spread) / total) <= EDGE * (n - 1)) return constant;
  return constant - ((moment - centre * sum) / spread) * centre;
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
  const kernels: Kernels = new Map();
  const reach = Math.min(window, n);
  const fitAt = (at: number): void => {
    const from = Math.max(0, Math.min(at + 1 - ((window + 1) >> 1), n - reach));
    smoothed[at] = fitLoessAt(values, at, { from, to: from + reach }, options, kernels) ?? values[at];
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
