import {
  chiSquaredCdf,
  chiSquaredQuantile,
  columnMeans,
  covarianceMatrix,
  median,
  nextInteger,
  sampleWithoutReplacement,
  type Random,
} from '@convoscope/statistics';
import { selectRows, type Matrix } from '../../convention/matrix.ts';
import { createGaussian, squaredDistances, type Gaussian } from '../mahalanobis/gaussian.ts';

interface Estimate {
  readonly gaussian: Gaussian;
  readonly rows: Int32Array;
}

const RIDGE = 1e-9;

function gaussianOf(table: Matrix, rows: Int32Array): Gaussian {
  const chosen = selectRows(table, rows);
  const mean = columnMeans(chosen.data, chosen.nRows, chosen.nFeatures);
  return createGaussian(mean, covarianceMatrix(chosen, mean), RIDGE);
}

/** The `h` rows with the smallest distances: a selection by sorting. */
function closest(distances: Float64Array, h: number): Int32Array {
  const limit = Float64Array.from(distances).sort()[h - 1];
  const rows = new Int32Array(h);
  let n = 0;
  for (let i = 0; i < distances.length && n < h; i++) if (distances[i] < limit) rows[n++] = i;
  for (let i = 0; i < distances.length && n < h; i++) if (distances[i] === limit) rows[n++] = i;
  return rows;
}

/** Concentration steps: each takes the `h` rows closest to the last estimate; the determinant never grows. */
export function concentrate(table: Matrix, start: Int32Array, h: number, maxSteps: number): Estimate {
  let rows = start;
  let gaussian = gaussianOf(table, rows);
  for (let step = 0; step < maxSteps; step++) {
    rows = closest(squaredDistances(gaussian, table), h);
    const next = gaussianOf(table, rows);
    const hasConverged = gaussian.logDeterminant - next.logDeterminant < 1e-10 && step > 0;
    gaussian = next;
    if (hasConverged) break;
  }
  return { gaussian, rows };
}

const byDeterminant = (a: Estimate, b: Estimate): number =>
  a.gaussian.logDeterminant - b.gaussian.logDeterminant;

/** The best of many random starts, two steps each, the ten best to convergence. */
export function searchBest(table: Matrix, h: number, nStarts: number, random: Random): Estimate {
  const starts = Array.from({ length: nStarts }, () =>
    concentrate(
      table,
      sampleWithoutReplacement(table.nRows, Math.min(table.nFeatures + 1, table.nRows), random),
      h,
      2,
    ),
  );
  const finalists = starts.sort(byDeterminant).slice(0, 10);
  return finalists.map(({ rows }) => concentrate(table, rows, h, 30)).sort(byDeterminant)[0];
}

/** Starts in a subsample of a long table: candidates from 1,500 rows, finished on all of them. */
const SUBSAMPLE_ROWS = 1500;

/**
 * The minimum covariance determinant: centre and covariance of the `share` of rows that lie closest together, made consistent at the
 * normal distribution and reweighted (rows beyond the 97.5 % ellipse left out).
 * Source: Rousseeuw and Van Driessen, Technometrics 41 (1999); correction as scikit-learn's MinCovDet.
 */
export function fitMcd(table: Matrix, share: number, random: Random): Gaussian {
  const { nRows, nFeatures: p } = table;
  const smallest = Math.min(nRows, Math.ceil((nRows + p + 1) / 2));
  const h = share > 0 ? Math.min(nRows, Math.max(smallest, Math.ceil(share * nRows))) : smallest;
  if (h < 2) return gaussianOf(table, Int32Array.of(nextInteger(random, nRows)));
  let best: Estimate;
  if (nRows <= SUBSAMPLE_ROWS) best = searchBest(table, h, 30, random);
  else {
    const part = selectRows(table, sampleWithoutReplacement(nRows, SUBSAMPLE_ROWS, random));
    const inPart = searchBest(part, Math.ceil((h / nRows) * SUBSAMPLE_ROWS), 30, random);
    best = concentrate(table, closest(squaredDistances(inPart.gaussian, table), h), h, 30);
  }
  return reweight(table, best);
}

function reweight(table: Matrix, { gaussian }: Estimate): Gaussian {
  const p = table.nFeatures;
  const distances = squaredDistances(gaussian, table);
  const correction = median(distances) / chiSquaredQuantile(0.5, p) || 1;
  const limit = chiSquaredQuantile(0.975, p) * correction;
  const inside = Int32Array.from({ length: table.nRows }, (_, i) => i).filter((i) => distances[i] < limit);
  if (inside.length <= p) return gaussian;
  const chosen = selectRows(table, inside);
  const mean = columnMeans(chosen.data, chosen.nRows, p);
  // Truncation at the 97.5 % ellipse makes the covariance too small by this factor (Croux and Haesbroeck 1999).
  const truncation = 0.975 / chiSquaredCdf(chiSquaredQuantile(0.975, p), p + 2);
  return createGaussian(
    mean,
    covarianceMatrix(chosen, mean).map((value) => value * truncation),
    RIDGE,
  );
}
