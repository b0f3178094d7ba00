import { quantile } from '@convoscope/statistics';
import { defineBatchDetector } from '../../convention/batch-detector.ts';
import { selectRows } from '../../convention/matrix.ts';
import { integer, number } from '../../convention/params.ts';
import {
  buildNeighbourIndex,
  findNeighbours,
  usableNeighbours,
  type NeighbourIndex,
} from '../../neighbours/nearest-neighbours.ts';

const params = {
  radius: number(
    0,
    0,
    1e9,
    'Neighbourhood radius; 0: the `coreShare` quantile of the distances to the minRows-th neighbour.',
  ),
  minRows: integer(
    5,
    1,
    10_000,
    'Rows, itself included, within the radius that make a row a core of a cluster.',
  ),
  coreShare: number(0.9, 0.05, 1, 'With radius 0: the share of the rows that become cores.'),
} as const;

interface Model {
  readonly cores: NeighbourIndex;
  readonly radius: number;
}

/** Distance beyond the radius from the nearest core: 0 inside a cluster or on its border. */
const toScore = (distance: number, radius: number): number => Math.max(0, distance - radius);

/**
 * DBSCAN's noise as a score: how far a row lies beyond the radius of the nearest core row; every row of a cluster, border included, has 0
 * and exactly DBSCAN's noise rows score above 0. Clusters of unlike density need `hdbscan`. Scale features first.
 * Cost: as `knn`. Source: Ester et al., KDD 1996.
 */
export const dbscan = defineBatchDetector<typeof params, Model>({
  name: 'dbscan',
  summary: 'rows outside every dense cluster',
  params,
  fit(table, p) {
    const index = buildNeighbourIndex(table);
    const k = usableNeighbours(p.minRows - 1, table.nRows);
    const { distances } = findNeighbours(index, table, k, true);
    const kDistance = Float64Array.from({ length: table.nRows }, (_, i) =>
      k === 0 ? 0 : distances[(i + 1) * k - 1],
    );
    const radius = p.radius > 0 ? p.radius : quantile(kDistance, p.coreShare);
    const isCrowded = k === p.minRows - 1;
    const coreRows = Int32Array.from(kDistance.keys()).filter((i) => isCrowded && kDistance[i] <= radius);
    // Without one core, everything is noise around the densest row.
    const chosen = coreRows.length > 0 ? coreRows : Int32Array.of(kDistance.indexOf(Math.min(...kDistance)));
    const model: Model = { cores: buildNeighbourIndex(selectRows(table, chosen)), radius };
    const nearest = findNeighbours(model.cores, table, 1, false).distances;
    return { model, scores: nearest.map((d) => toScore(d, radius)) };
  },
  score: (model, table) =>
    findNeighbours(model.cores, table, 1, false).distances.map((d) => toScore(d, model.radius)),
});
