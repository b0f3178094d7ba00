import { defineBatchDetector } from '../../convention/batch-detector.ts';
import { choice, integer, type Params } from '../../convention/params.ts';
import { fitByRows } from '../../convention/row-work.ts';
import {
  findNeighbours,
  neighbourWork,
  type NeighbourIndex,
  type Neighbours,
} from '../../neighbours/nearest-neighbours.ts';
import { quantileSorted } from '@convoscope/statistics';

const params = {
  k: integer(5, 1, 10_000, 'Neighbours looked at; larger finds larger groups of anomalies.'),
  method: choice('largest', ['largest', 'mean', 'median'], 'Which of the k distances is the score.'),
} as const;

function toScores(
  { k, distances }: Neighbours,
  nRows: number,
  method: Params<typeof params>['method'],
): Float64Array {
  const scores = new Float64Array(nRows);
  if (k === 0) return scores;
  for (let i = 0; i < nRows; i++) {
    const own = distances.subarray(i * k, (i + 1) * k);
    if (method === 'largest') scores[i] = own[k - 1];
    else if (method === 'median') scores[i] = quantileSorted(own, 0.5);
    else scores[i] = own.reduce((sum, d) => sum + d, 0) / k;
  }
  return scores;
}

const rowWork = neighbourWork<Params<typeof params>, NeighbourIndex>(
  ({ k }) => k,
  (model, found, table, { method }) => ({ model, scores: toScores(found, table.nRows, method) }),
);

/**
 * Distance to the k-th nearest training row (or the mean or median of the k distances). A training row is not its own
 * neighbour; a new row equal to a training one is. Scale the features first. Fails where clusters differ in density (use `lof`).
 * Cost: about O(rows log rows) for few features, O(rows^2) for many. Source: Ramaswamy, Rastogi and Shim, SIGMOD 2000.
 */
export const knn = defineBatchDetector<typeof params, NeighbourIndex>({
  name: 'knn',
  summary: 'rows far from their nearest neighbours',
  params,
  rowWork,
  fit: fitByRows(rowWork),
  score(model, table, { k, method }) {
    return toScores(findNeighbours(model, table, Math.min(k, model.nRows), false), table.nRows, method);
  },
});
