import type { Matrix } from '../convention/matrix.ts';

/** A detector and parameters to try. */
export interface Candidate {
  readonly detector: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Values to try of each parameter; every combination becomes a candidate. */
export type ParameterGrid = Readonly<Record<string, readonly unknown[]>>;

/** Every combination of a grid's values. An empty grid is the defaults alone. */
export function expandGrid(detector: string, grid: ParameterGrid = {}): Candidate[] {
  let combinations: Record<string, unknown>[] = [{}];
  for (const [name, values] of Object.entries(grid))
    combinations = combinations.flatMap((params) => values.map((value) => ({ ...params, [name]: value })));
  return combinations.map((params) => ({ detector, params }));
}

/** Rows above which detectors that compare every row with every other are left out of the default candidates. */
const MANY_ROWS = 20_000;

/** Detectors of every family with the parameters that matter most, those that suit the table's shape. */
export function defaultCandidates({ nRows, nFeatures }: Matrix): Candidate[] {
  const isEstimable = nRows > 5 * nFeatures && nFeatures <= 200;
  const isSmall = nRows <= MANY_ROWS;
  return [
    ...expandGrid('iforest', { sampleSize: [64, 256, 1024] }),
    ...expandGrid('inne'),
    ...expandGrid('ecod'),
    ...expandGrid('copod'),
    ...expandGrid('hbos', { nBins: [10, 30] }),
    ...expandGrid('loda'),
    ...expandGrid('pca'),
    ...expandGrid('cblof', { nClusters: [4, 8, 16] }),
    ...expandGrid('ocsvm-approximate', { nu: [0.1, 0.5] }),
    ...(isEstimable ? [...expandGrid('mcd'), ...expandGrid('gmm', { nComponents: [1, 3, 6] })] : []),
    ...(isSmall
      ? [
          ...expandGrid('knn', { k: [5, 20], method: ['largest', 'mean'] }),
          ...expandGrid('lof', { k: [20, 50] }),
          ...expandGrid('kde', { bandwidth: [0.5, 1] }),
          ...expandGrid('abod'),
        ]
      : []),
  ];
}
