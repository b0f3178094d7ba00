import { createRandom } from '@convoscope/statistics';
import { defineBatchDetector } from '../../convention/batch-detector.ts';
import { number } from '../../convention/params.ts';
import { refuseWide } from '../mahalanobis/gaussian.ts';
import { ellipseDistances, ellipseParts, type Ellipse } from './ellipse.ts';
import { fitMcd } from './fast-mcd.ts';

const params = {
  supportShare: number(
    0,
    0,
    1,
    'Share of the rows the ellipse is fitted to; 0: just over half, the most robust.',
  ),
} as const;

/** Some sixty covariances are estimated: more features take minutes. */
const MOST_FEATURES = 300;

/**
 * Robust Mahalanobis distance (elliptic envelope): squared distance from the minimum covariance determinant estimate.
 * Up to half of the rows may be anomalous. Wants one ellipse and more rows than 5 x features. Cost: O(starts x rows x features^2).
 * Source: Rousseeuw and Van Driessen (1999).
 */
export const mcd = defineBatchDetector<typeof params, Ellipse>({
  name: 'mcd',
  summary: 'rows far from the ellipse around the densest half of the rows',
  params,
  fit(table, { supportShare, seed }) {
    refuseWide('mcd', table.nFeatures, MOST_FEATURES);
    const model = fitMcd(table, supportShare, createRandom(seed));
    return { model, scores: ellipseDistances(model, table) };
  },
  score: ellipseDistances,
  explain: (model, row) => ({ baseline: 0, contributions: ellipseParts(model, row), method: 'additive' }),
});
