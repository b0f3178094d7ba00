import { createRandom, sampleWithoutReplacement } from '@convoscope/statistics';
import { defineBatchDetector } from '../../convention/batch-detector.ts';
import { rowOf, selectRows, type Matrix } from '../../convention/matrix.ts';
import { integer } from '../../convention/params.ts';
import { fitByRows, rowsOf, type RowWork } from '../../convention/row-work.ts';
import { loadQuery, squaredDistanceTo } from '../kmeans/squared-distance.ts';

const params = {
  nEnsembles: integer(200, 1, 10_000, 'Number of samples; more make scores steadier.'),
  sampleSize: integer(8, 2, 10_000, 'Rows in each sample; larger isolates finer.'),
} as const;

/** 32 MiB of distances. */
const MAX_PAIRED_ROWS = 2048;

interface Sphere {
  readonly centres: Matrix;
  /** Squared radius of each sphere: the distance to the nearest other centre. */
  readonly radius: Float64Array;
  /** 1 - radius of the nearest centre's sphere / own radius. */
  readonly ratio: Float64Array;
}

/** Squared distance between two sampled rows, by their numbers. */
type Distance = (a: number, b: number) => number;

function createSpheres(table: Matrix, rows: Int32Array, distance: Distance): Sphere {
  const n = rows.length;
  const radius = new Float64Array(n).fill(Infinity);
  const neighbour = new Int32Array(n);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      const d = a === b ? Infinity : distance(rows[a], rows[b]);
      if (d >= radius[a]) continue;
      radius[a] = d;
      neighbour[a] = b;
    }
  }
  const ratio = radius.map((own, a) => (own > 0 && n > 1 ? 1 - Math.sqrt(radius[neighbour[a]] / own) : 0));
  return { centres: selectRows(table, rows), radius, ratio };
}

/** The isolation score in one sample: the ratio of the smallest sphere that covers the row, 1 where none does. */
function isolation({ radius, ratio }: Sphere, distanceTo: (centre: number) => number): number {
  let smallest = Infinity;
  let score = 1;
  for (let c = 0; c < radius.length; c++) {
    if (radius[c] >= smallest || distanceTo(c) > radius[c]) continue;
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
    for (const sphere of spheres)
      sum += isolation(sphere, (c) => squaredDistanceTo(row, sphere.centres.data, c * nFeatures));
    scores[i] = sum / spheres.length;
  }
  return scores;
}

interface Sampled {
  readonly spheres: Sphere[];
  /** The rows that are the centres of each sample. */
  readonly samples: Int32Array[];
  /** Squared distances of all rows from each other, where that is less work than those from every centre; else empty. */
  readonly distances: Float64Array;
}

function allDistances({ data, nRows, nFeatures }: Matrix): Float64Array {
  const distances = new Float64Array(nRows * nRows);
  const row = new Float64Array(nFeatures);
  for (let a = 0; a < nRows; a++) {
    loadQuery(row, data, a * nFeatures);
    for (let b = 0; b < a; b++)
      distances[a * nRows + b] = distances[b * nRows + a] = squaredDistanceTo(row, data, b * nFeatures);
  }
  return distances;
}

function drawSpheres(
  table: Matrix,
  { nEnsembles, sampleSize, seed }: { nEnsembles: number; sampleSize: number; seed: number },
): Sampled {
  const { data, nRows, nFeatures } = table;
  const random = createRandom(seed);
  const size = Math.min(sampleSize, nRows);
  const samples = Array.from({ length: nEnsembles }, () => sampleWithoutReplacement(nRows, size, random));
  const distances =
    nRows <= Math.min(nEnsembles * size, MAX_PAIRED_ROWS) ? allDistances(table) : new Float64Array(0);
  const distance: Distance =
    distances.length > 0
      ? (a, b) => distances[a * nRows + b]
      : (a, b) => squaredDistanceTo(rowOf(table, a), data, b * nFeatures);
  return { spheres: samples.map((rows) => createSpheres(table, rows, distance)), samples, distances };
}

/** Each pair of rows is measured once in a small table: rows meet the same centres in many samples. */
const rowWork: RowWork<{ nEnsembles: number; sampleSize: number; seed: number }, Sampled, Sphere[]> = {
  prepare: drawSpheres,
  width: () => 1,
  compute({ spheres, samples, distances }, table, range, _params, out) {
    if (distances.length === 0) return out.set(scoreRows(spheres, rowsOf(table, range)));
    for (let i = range.from; i < range.to; i++) {
      const own = distances.subarray(i * table.nRows, (i + 1) * table.nRows);
      const sum = spheres.reduce(
        (total, sphere, s) => total + isolation(sphere, (c) => own[samples[s][c]]),
        0,
      );
      out[i - range.from] = sum / spheres.length;
    }
  },
  finish: ({ spheres }, _table, scores) => ({ model: spheres, scores }),
};

/**
 * Isolation using nearest-neighbour ensembles: spheres around few sampled rows, each as large as the gap to the next.
 * Scores in [0, 1]. Finds local anomalies at the price of an ensemble. Scale features first.
 * Cost: O(rows x ensembles x sample x features), for small tables O(rows^2 x features). Source: Bandaragoda et al., Computational Intelligence 34 (2018).
 */
export const inne = defineBatchDetector<typeof params, Sphere[]>({
  name: 'inne',
  summary: 'rows outside of, or in unusually large, spheres around sampled rows',
  params,
  rowWork,
  fit: fitByRows(rowWork),
  score: scoreRows,
});
