import { createRandom } from '@convoscope/statistics';
import { defineBatchDetector } from '../../convention/batch-detector.ts';
import { rowOf, type Matrix } from '../../convention/matrix.ts';
import { integer } from '../../convention/params.ts';
import { distancesToNearest, fitKMeans, nearestCentre } from './lloyd.ts';

const params = {
  nClusters: integer(8, 1, 10_000, 'Number of centres.'),
  nStarts: integer(3, 1, 100, 'Clusterings tried; the tightest is kept.'),
} as const;

/**
 * Squared distance to the nearest of k centres. Contributions are the squared differences a feature.
 * Fails when anomalies get a centre of their own, and on clusters of unlike size. Scale features first.
 * Cost: O(iterations x rows x k x features). Source: Lloyd (1982); Hamerly (2010); k-means++ start.
 */
export const kmeans = defineBatchDetector<typeof params, Matrix>({
  name: 'kmeans',
  summary: 'rows far from the nearest cluster centre',
  params,
  fit(table, { nClusters, nStarts, seed }) {
    const { centres } = fitKMeans(table, Math.min(nClusters, table.nRows), createRandom(seed), nStarts);
    return { model: centres, scores: distancesToNearest(centres, table) };
  },
  score: distancesToNearest,
  explain(centres, row) {
    const centre = rowOf(centres, nearestCentre(centres, row));
    return {
      baseline: 0,
      contributions: row.map((value, j) => (value - centre[j]) ** 2),
      method: 'additive',
    };
  },
});
