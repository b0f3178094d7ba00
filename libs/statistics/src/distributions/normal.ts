import { regularizedGammaP, regularizedGammaQ } from './gamma.ts';

/** Error function, by the incomplete gamma function: accurate to about 1e-14. */
export const erf = (x: number): number => Math.sign(x) * regularizedGammaP(0.5, x * x);

/** Distribution function of the standard normal, with full relative accuracy in the lower tail. */
export const normalCdf = (x: number): number =>
  x < 0 ? 0.5 * regularizedGammaQ(0.5, (x * x) / 2) : 0.5 * (1 + erf(x / Math.SQRT2));

// Acklam's rational approximation (2003), relative error below 1.15e-9, refined by one Halley step.
const A = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
  2.506628277459239,
];
const B = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572];
const C = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const D = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416];

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);

function initialQuantile(p: number): number {
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return polynomial(C, q) / (polynomial(D, q) * q + 1);
  }
  const q = p - 0.5;
  const r = q * q;
  return (polynomial(A, r) * q) / (polynomial(B, r) * r + 1);
}

/** Quantile of the standard normal; -Infinity at 0, Infinity at 1, NaN outside. */
export function normalQuantile(probability: number): number {
  if (probability <= 0 || probability >= 1)
    return probability === 0 ? -Infinity : probability === 1 ? Infinity : NaN;
  if (probability > 0.5) return -normalQuantile(1 - probability);
  const x = initialQuantile(probability);
  const error = normalCdf(x) - probability;
  const u = error * Math.sqrt(2 * Math.PI) * Math.exp((x * x) / 2);
  return x - u / (1 + (x * u) / 2);
}
