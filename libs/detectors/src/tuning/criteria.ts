import {
  argSort,
  averageRanks,
  createRandom,
  mean,
  nextUniform,
  quantile,
  sampleWithoutReplacement,
} from '@convoscope/statistics';
import type { BatchDetector } from '../convention/batch-detector.ts';
import { selectRows, type Matrix } from '../convention/matrix.ts';

/** What can be said of a detector on a table without labels. */
export interface Criteria {
  /** Rank correlation of its scores with the mean rank of the other kinds of detectors, in [-1, 1]; higher is better. */
  readonly consensus: number;
  /** Rank correlation of the scores by two fits on different halves of the rows, in [-1, 1]; higher is better. */
  readonly stability: number;
  /** Share of the volume that the region holding 90 to 99 % of unseen rows takes, in [0, 1]; lower is better. */
  readonly massVolume: number;
}

/** Spearman's rank correlation; 0 where either is constant. */
export function rankCorrelation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [x, y] = [averageRanks(a), averageRanks(b)];
  const [mx, my] = [mean(x), mean(y)];
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    xx += (x[i] - mx) ** 2;
    yy += (y[i] - my) ** 2;
    xy += (x[i] - mx) * (y[i] - my);
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
}

/** Features of the subspaces in which volumes are compared: in many dimensions uniform points are all far from the rows. */
const SUBSPACE = 5;
const N_SUBSPACES = 3;
const N_UNIFORM = 500;
const ALPHAS = [0.9, 0.93, 0.96, 0.99];

const selectColumns = ({ data, nRows, nFeatures }: Matrix, columns: ArrayLike<number>): Matrix => {
  const width = columns.length;
  return {
    data: Float64Array.from(
      { length: nRows * width },
      (_, at) => data[Math.floor(at / width) * nFeatures + columns[at % width]],
    ),
    nRows,
    nFeatures: width,
  };
};

function drawUniform({ data, nRows, nFeatures }: Matrix, seed: number): Matrix {
  const random = createRandom(seed);
  const low = new Float64Array(nFeatures).fill(Infinity);
  const high = new Float64Array(nFeatures).fill(-Infinity);
  for (let at = 0; at < nRows * nFeatures; at++) {
    const j = at % nFeatures;
    low[j] = Math.min(low[j], data[at]);
    high[j] = Math.max(high[j], data[at]);
  }
  const points = Float64Array.from({ length: N_UNIFORM * nFeatures }, (_, at) => {
    const j = at % nFeatures;
    return low[j] + nextUniform(random) * (high[j] - low[j]);
  });
  return { data: points, nRows: N_UNIFORM, nFeatures };
}

/** Mean share of uniform points inside the smallest regions that hold each `ALPHAS` of the unseen rows. */
function volumeOf(detector: BatchDetector, unseen: Matrix, uniform: Matrix): number {
  const own = detector.score(unseen);
  const everywhere = detector.score(uniform);
  return mean(
    ALPHAS.map((alpha) => {
      const limit = quantile(own, alpha);
      return everywhere.filter((score) => score <= limit).length / N_UNIFORM;
    }),
  );
}

/** The halves a table is cut into for a seed; every candidate gets the same ones. */
export function halve(table: Matrix, seed: number): [Matrix, Matrix] {
  const order = sampleWithoutReplacement(table.nRows, table.nRows, createRandom(seed));
  const middle = order.length >> 1;
  return [selectRows(table, order.subarray(0, middle)), selectRows(table, order.subarray(middle))];
}

/** One candidate on one table: the mean ranks its two fits give the rows, what can be told from them alone, and how many fits it took. */
export interface Trial {
  readonly ranks: Float64Array;
  readonly stability: number;
  readonly massVolume: number;
  readonly nFits: number;
}

/**
 * Fits a detector on both halves of a table, and in up to three subspaces, and compares. Throws what the detector throws.
 * Source: stability as in Marques, Campello, Zimek and Sander (2020) and UDR (Duan et al. 2020) over resamples; mass-volume curves: Goix,
 * ICML anomaly workshop 2016 (arXiv:1607.01152).
 */
export function tryDetector(create: () => BatchDetector, table: Matrix, seed: number): Trial {
  const [first, second] = halve(table, seed);
  const scores = [first, second].map((half) => {
    const detector = create();
    detector.fit(half);
    return detector.score(table);
  });
  const random = createRandom(seed + 1);
  const isNarrow = table.nFeatures <= SUBSPACE + N_SUBSPACES;
  const subspaces = Array.from({ length: isNarrow ? 1 : N_SUBSPACES }, () =>
    isNarrow
      ? Int32Array.from({ length: table.nFeatures }, (_, j) => j)
      : sampleWithoutReplacement(table.nFeatures, SUBSPACE, random),
  );
  const volumes = subspaces.map((columns) => {
    const detector = create();
    detector.fit(selectColumns(first, columns));
    const uniform = drawUniform(selectColumns(table, columns), seed);
    return volumeOf(detector, selectColumns(second, columns), uniform);
  });
  const [a, b] = scores.map((own) => averageRanks(own));
  return {
    ranks: a.map((rank, i) => (rank + b[i]) / 2),
    stability: rankCorrelation(a, b),
    massVolume: mean(volumes),
    nFits: 2 + volumes.length,
  };
}

/**
 * How well each trial agrees with the mean of the other kinds of detectors: each kind has one voice however many of its parameters are tried.
 * Source: ModelCentrality, Ma, Zhao, Zhang and Akoglu, SIGKDD Explorations 25 (2023).
 */
export function measureConsensus(trials: readonly { detector: string; ranks: Float64Array }[]): number[] {
  const kinds = [...new Set(trials.map(({ detector }) => detector))];
  const voices = new Map(
    kinds.map((kind) => {
      const own = trials.filter(({ detector }) => detector === kind);
      return [kind, own[0].ranks.map((_, i) => mean(own.map(({ ranks }) => ranks[i])))] as const;
    }),
  );
  return trials.map(({ detector, ranks }) => {
    const others = kinds.filter((kind) => kind !== detector).map((kind) => voices.get(kind)!);
    if (others.length === 0) return 0;
    return rankCorrelation(
      ranks,
      ranks.map((_, i) => mean(others.map((voice) => voice[i]))),
    );
  });
}

/** Places 0 (best) to 1 (worst), ties shared; one alone is at 0. */
export function toPlaces(values: readonly number[], isHigherBetter: boolean): number[] {
  if (values.length < 2) return values.map(() => 0);
  const ranks = averageRanks(values.map((value) => (isHigherBetter ? -value : value)));
  return Array.from(ranks, (rank) => (rank - 1) / (values.length - 1));
}

/** Positions in ascending order of `values`. */
export const orderBy = (values: readonly number[]): number[] => [...argSort(values)];
