import { defineBatchDetector } from '../../convention/batch-detector.ts';
import { number } from '../../convention/params.ts';
import { distanceParts, fitGaussian, refuseWide, squaredDistances } from './gaussian.ts';

const params = {
  ridge: number(1e-6, 0, 1e6, 'Added to each variance; keeps collinear features harmless.'),
} as const;

/** A covariance of this many features takes 8 MB and a second. */
const MOST_FEATURES = 1000;

/**
 * Squared Mahalanobis distance from the mean: one ellipse around everything. Anomalies in the training rows widen it (use `mcd`).
 * Cost: fit O(rows x features^2), memory O(features^2). Source: Mahalanobis (1936).
 */
export const mahalanobis = defineBatchDetector({
  name: 'mahalanobis',
  summary: 'rows far from the mean, measured along the correlations',
  params,
  fit(table, { ridge }) {
    refuseWide('mahalanobis', table.nFeatures, MOST_FEATURES);
    const model = fitGaussian(table, ridge);
    return { model, scores: squaredDistances(model, table) };
  },
  score: squaredDistances,
  explain: (model, row) => ({ baseline: 0, contributions: distanceParts(model, row), method: 'additive' }),
});
