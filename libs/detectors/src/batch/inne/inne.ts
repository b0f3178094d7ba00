import { createRandom, sampleWithoutReplacement } from '@convoscope/statistics';
import { defineBatchDetector } from '../../convention/batch-detector.ts';
import { rowOf, selectRows, type Matrix } from '../../convention/matrix.ts';
import { integer } from '../../convention/params.ts';
import { fitByRows, learnThenScore } from '../../convention/row-work.ts';
import { loadQuery, squaredDistanceTo } from '../kmeans/squared-distance.ts';

const params = {
  nEnsembles: integer(200, 1, 10_000, 'Number of samples; more make scores steadier.'),
  sampleSize: integer(8, 2, 10_000, 'Rows in each sample; larger isolates finer.'),
} as const;

interface Sphere {
  readonly centres: Matrix;
  /** Squared radius of each sphere: the distance to the nearest other centre. */
  readonly radius: Float64Array;
  /** 1 - radius of the nearest centre's sphere / own radius. */
  readonly ratio: Float64Array;
}

function createSpheres(table: Matrix, rows: Int32Array): Sphere {
  const centres = selectRows(table, rows);
  const n = centres.nRows;
  const radius = new Float64Array(n).fill(Infinity);
  const neighbour = new Int32Array(n);
  for (let a = 0; a < n; a++) {
    const centre = rowOf(centres, a);
    for (let b = 0; b < n; b++) {
      const d = a === b ? Infinity : squaredDistanceTo(centre, centres.data, b * centres.nFeatures);
      if (d >= radius[a]) continue;
      radius[a] = d;
      neighbour[a] = b;
    }
  }
  const ratio = radius.map((own, a) => (own > 0 && n > 1 ? 1 - Math.sqrt(radius[neighbour[a]] / own) : 0));
  return { centres, radius, ratio };
}

/** The isolation score in one sample: the ratio of the smallest sphere that covers the row, 1 where none does. */
function isolation({ centres, radius, ratio }: Sphere, row: Float64Array): number {
  let smallest = Infinity;
  let score = 1;
  for (let c = 0, at = 0; c < radius.length; c++, at += row.length) {
    if (radius[c] >= smallest || squaredDistanceTo(row, centres.data, at) > radius[c]) continue;
    smallest = radius[c];
    score = ratio[c];
  }
  return score;
}

function scoreRows(spheres: readonly Sphere[], { data, nRows, nFeatures }: Matrix): Float64Array {
  const row = new Float64Array(nFeatures);
  const scores = new Float64Array(nRows);
  for (let i = 0; i < nRows; i++) {
    loadQuery(row, data, i * nFeatures);
    let sum = 0;
    for (const sphere of spheres) sum += isolation(sphere, row);
    scores[i] = sum / spheres.length;
  }
  return scores;
}

function drawSpheres(
  table: Matrix,
  { nEnsembles, sampleSize, seed }: { nEnsembles: number; sampleSize: number; seed: number },
): Sphere[] {
  const random = createRandom(seed);
  return Array.from({ length: nEnsembles }, () =>
    createSpheres(table, sampleWithoutReplacement(table.nRows, Math.min(sampleSize, table.nRows), random)),
  );
}

const rowWork = learnThenScore(drawSpheres, scoreRows);

/**
 * Isolation using nearest-neighbour ensembles: spheres around few sampled rows, each as large as the gap to the next.
 * Scores in [0, 1]. Finds local anomalies at the price of an ensemble. Scale features first.
 * Cost: O(rows x ensembles x sample x features). Source: Bandaragoda et al., Computational Intelligence 34 (2018).
 */
export const inne = defineBatchDetector<typeof params, Sphere[]>({
  name: 'inne',
  summary: 'rows outside of, or in unusually large, spheres around sampled rows',
  params,
  rowWork,
  fit: fitByRows(rowWork),
  score: scoreRows,
});
