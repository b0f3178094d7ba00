import { defineBatchDetector } from '../../convention/batch-detector.ts';
import type { Matrix } from '../../convention/matrix.ts';
import { integer, type Params } from '../../convention/params.ts';
import { fitByRows } from '../../convention/row-work.ts';
import {
  findNeighbours,
  neighbourWork,
  usableNeighbours,
  type NeighbourIndex,
  type Neighbours,
} from '../../neighbours/nearest-neighbours.ts';

const params = {
  k: integer(
    20,
    1,
    10_000,
    'Neighbours that the local density is taken from; more than the largest group of anomalies.',
  ),
} as const;

interface Model {
  readonly index: NeighbourIndex;
  readonly kDistance: Float64Array;
  /** Local reachability density of each training row. */
  readonly density: Float64Array;
}

/** As scikit-learn: a floor that keeps the density of duplicates finite. */
const DENSITY_FLOOR = 1e-10;

function reachabilityDensity(
  { k, indices, distances }: Neighbours,
  kDistance: Float64Array,
  nRows: number,
): Float64Array {
  const density = new Float64Array(nRows);
  for (let i = 0; i < nRows; i++) {
    let sum = 0;
    for (let at = i * k; at < (i + 1) * k; at++) sum += Math.max(distances[at], kDistance[indices[at]]);
    density[i] = 1 / (sum / k + DENSITY_FLOOR);
  }
  return density;
}

function toFactors(found: Neighbours, own: Float64Array, density: Float64Array): Float64Array {
  const { k, indices } = found;
  return own.map((mine, i) => {
    if (k === 0) return 1;
    let sum = 0;
    for (let at = i * k; at < (i + 1) * k; at++) sum += density[indices[at]];
    return sum / k / mine;
  });
}

function toModel(index: NeighbourIndex, found: Neighbours, { nRows }: Matrix) {
  const { k, distances } = found;
  const kDistance = Float64Array.from({ length: nRows }, (_, i) =>
    k === 0 ? 0 : distances[(i + 1) * k - 1],
  );
  const density = reachabilityDensity(found, kDistance, nRows);
  return { model: { index, kDistance, density }, scores: toFactors(found, density, density) };
}

const rowWork = neighbourWork<Params<typeof params>, Model>(({ k }) => k, toModel);

/**
 * Local outlier factor: how much sparser a row's surroundings are than its neighbours'. About 1 is ordinary, 1.5 and more unusual.
 * Finds rows that are outliers only for their own cluster; fails when anomalies form groups larger than `k`. Scale features first.
 * Cost: as `knn`. Source: Breunig et al., SIGMOD 2000.
 */
export const lof = defineBatchDetector<typeof params, Model>({
  name: 'lof',
  summary: 'rows in sparser surroundings than their neighbours',
  params,
  rowWork,
  fit: fitByRows(rowWork),
  score({ index, kDistance, density }, table, { k }) {
    const found = findNeighbours(index, table, usableNeighbours(k, index.nRows), false);
    return toFactors(found, reachabilityDensity(found, kDistance, table.nRows), density);
  },
});
