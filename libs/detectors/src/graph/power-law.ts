import { median } from '@convoscope/statistics';

/** y = factor x^exponent. */
export interface PowerLaw {
  readonly factor: number;
  readonly exponent: number;
}

const N_BUCKETS = 12;

/**
 * The law that most pairs of positive numbers follow: a line through the medians of the logarithms in equally wide buckets of log x, so that
 * neither the crowd of small nodes nor a few outliers decide it. Pairs with a zero are left out; without a spread of x the exponent is 1.
 * Source: Akoglu, McGlohon, Faloutsos, PAKDD 2010, section 3.3.
 */
export function fitPowerLaw(x: Float64Array, y: Float64Array): PowerLaw {
  const pairs = Array.from(x, (value, i) => [Math.log(value), Math.log(y[i])] as const).filter(
    ([a, b]) => Number.isFinite(a) && Number.isFinite(b),
  );
  if (pairs.length === 0) return { factor: 1, exponent: 1 };
  const [low, high] = pairs.reduce(
    ([least, most], [a]) => [Math.min(least, a), Math.max(most, a)],
    [Infinity, -Infinity],
  );
  if (high - low < 1e-9) return { factor: Math.exp(median(pairs.map(([a, b]) => b - a))), exponent: 1 };
  const buckets = Array.from({ length: N_BUCKETS }, () => [] as (readonly [number, number])[]);
  for (const pair of pairs)
    buckets[Math.min(N_BUCKETS - 1, Math.floor(((pair[0] - low) / (high - low)) * N_BUCKETS))].push(pair);
  const points = buckets
    .filter((bucket) => bucket.length > 0)
    .map((bucket) => ({
      x: median(bucket.map(([a]) => a)),
      y: median(bucket.map(([, b]) => b)),
      weight: Math.sqrt(bucket.length),
    }));
  const total = points.reduce((sum, point) => sum + point.weight, 0);
  const meanX = points.reduce((sum, point) => sum + point.weight * point.x, 0) / total;
  const meanY = points.reduce((sum, point) => sum + point.weight * point.y, 0) / total;
  const top = points.reduce((sum, point) => sum + point.weight * (point.x - meanX) * (point.y - meanY), 0);
  const bottom = points.reduce((sum, point) => sum + point.weight * (point.x - meanX) ** 2, 0);
  const exponent = bottom > 0 ? top / bottom : 1;
  return { factor: Math.exp(meanY - exponent * meanX), exponent };
}

/**
 * Distance of a pair from the law: how many times it is off, times the logarithm of by how much; 0 on the law. Source: the same, section 3.4.
 */
export function distanceFromLaw({ factor, exponent }: PowerLaw, x: number, y: number): number {
  if (!(x > 0 && y > 0)) return 0;
  const expected = factor * x ** exponent;
  return (Math.max(y, expected) / Math.min(y, expected)) * Math.log1p(Math.abs(y - expected));
}
