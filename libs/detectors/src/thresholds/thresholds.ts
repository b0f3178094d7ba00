import {
  countBelow,
  DataError,
  MAD_TO_SIGMA,
  mean,
  median,
  medianAbsoluteDeviation,
  ParameterError,
  quantile,
  standardDeviation,
  studentTQuantile,
} from '@convoscope/statistics';

/** Scores above the result are anomalous: median + `nSigmas` robust sigmas. Source: Iglewicz and Hoaglin (1993), 3.5. */
export const thresholdByMad = (scores: ArrayLike<number>, nSigmas = 3.5): number =>
  median(scores) + nSigmas * MAD_TO_SIGMA * medianAbsoluteDeviation(scores);

/** Third quartile + `factor` interquartile ranges. Source: Tukey (1977), 1.5. */
export function thresholdByIqr(scores: ArrayLike<number>, factor = 1.5): number {
  const third = quantile(scores, 0.75);
  return third + factor * (third - quantile(scores, 0.25));
}

/**
 * The first valley of the kernel density above its highest mode; the maximum score when the density only falls, so nothing is anomalous.
 * Bandwidth: Silverman's rule (1986). Cost: O(scores x 256).
 */
export function thresholdByKde(scores: ArrayLike<number>): number {
  const values = Float64Array.from(scores).sort();
  const low = values[0];
  const high = values[values.length - 1];
  const spread = Math.min(
    standardDeviation(values),
    (quantile(values, 0.75) - quantile(values, 0.25)) / 1.349 || Infinity,
  );
  const bandwidth = 0.9 * spread * values.length ** -0.2;
  if (!(bandwidth > 0)) return high;
  const density = Float64Array.from({ length: 256 }, (_, g) => {
    const at = low + (g / 255) * (high - low);
    return values.reduce((sum, value) => sum + Math.exp(-0.5 * ((value - at) / bandwidth) ** 2), 0);
  });
  for (let g = density.indexOf(Math.max(...density)) + 1; g < 255; g++)
    if (density[g] <= density[g - 1] && density[g] < density[g + 1]) return low + (g / 255) * (high - low);
  return high;
}

/**
 * Generalised extreme studentised deviate test, upper side: removes the largest score again and again, at most `maxShare` of them,
 * and reports the lowest one that was still significant at `alpha` (Infinity when none was). Assumes near-normal scores.
 * Cost: O(rows log rows). Source: Rosner, Technometrics 25 (1983).
 */
export function thresholdByGesd(scores: ArrayLike<number>, alpha = 0.05, maxShare = 0.2): number {
  if (!(alpha > 0 && alpha < 1)) throw new ParameterError('alpha', 'in (0, 1)', alpha);
  const sorted = Float64Array.from(scores).sort();
  const n = sorted.length;
  let threshold = Infinity;
  let sum = sorted.reduce((total, value) => total + value, 0);
  const centre = mean(sorted);
  let squares = sorted.reduce((total, value) => total + (value - centre) ** 2, 0);
  for (let i = 1, left = n; i <= Math.floor(maxShare * n) && left > 2; i++, left--) {
    const largest = sorted[left - 1];
    const deviate = (largest - sum / left) / Math.sqrt(squares / (left - 1));
    const t = studentTQuantile(1 - alpha / left, left - 2);
    if (deviate > ((left - 1) * t) / Math.sqrt((left - 2 + t * t) * left))
      threshold = (largest + sorted[left - 2]) / 2;
    // Taking one value out of mean and sum of squares (Welford, backwards).
    const before = sum / left;
    sum -= largest;
    squares = Math.max(0, squares - (largest - before) * (largest - sum / (left - 1)));
  }
  return threshold;
}

/**
 * Conformal p-values: the share of calibration scores at least as high, (1 + count) / (1 + n). Valid for any detector when the calibration
 * rows are ordinary and were not learnt from. Source: Bates et al., Annals of Statistics 51 (2023).
 */
export function conformalPValues(calibration: ArrayLike<number>, scores: ArrayLike<number>): Float64Array {
  if (calibration.length === 0) throw new DataError('conformal p-values need calibration scores');
  const sorted = Float64Array.from(calibration).sort();
  return Float64Array.from(
    scores,
    (score) => (1 + sorted.length - countBelow(sorted, score)) / (1 + sorted.length),
  );
}

/** 1 where the p-value is rejected so that at most the share `rate` of rejections is expected to be false. Source: Benjamini and Hochberg (1995). */
export function controlFalseDiscoveries(pValues: ArrayLike<number>, rate: number): Uint8Array {
  if (!(rate > 0 && rate < 1)) throw new ParameterError('rate', 'in (0, 1)', rate);
  const sorted = Float64Array.from(pValues).sort();
  let limit = -1;
  sorted.forEach((p, i) => {
    if (p <= (rate * (i + 1)) / sorted.length) limit = p;
  });
  return Uint8Array.from(pValues, (p) => (p <= limit ? 1 : 0));
}
