import type { Estimate } from '../../design/interval.tsx';

/** Figures of one model, as the API counts them. */
export interface ModelFigures {
  label: string;
  conversations: number;
  answers: number;
  errors: number;
  meanSentiment: number | null;
  sentimentError: number | null;
  meanQuality: number | null;
  qualityError: number | null;
}

export type Compared = 'sentiment' | 'quality' | 'errorRate';

/** 97.5 % quantile of the standard normal distribution. */
const Z95 = 1.959964;
/** Under as many the normal approximation does not hold. */
const LEAST = 20;

/** A mean with its normal 95 % interval, inside of its scale; null where there is no telling how it scatters. */
export function meanEstimate(
  mean: number | null,
  standardError: number | null,
  [least, most]: readonly [number, number],
): Estimate | null {
  if (mean === null || standardError === null) return null;
  const margin = Z95 * standardError;
  return { value: mean, low: Math.max(least, mean - margin), high: Math.min(most, mean + margin) };
}

/** A share with its Wilson score interval, 95 % (Wilson 1927): holds for few observations and shares near 0. */
export function shareEstimate(count: number, n: number): Estimate | null {
  if (n === 0) return null;
  const p = count / n;
  const denominator = 1 + (Z95 * Z95) / n;
  const centre = (p + (Z95 * Z95) / (2 * n)) / denominator;
  const margin = (Z95 * Math.sqrt((p * (1 - p)) / n + (Z95 * Z95) / (4 * n * n))) / denominator;
  return { value: p, low: Math.max(0, centre - margin), high: Math.min(1, centre + margin) };
}

/** The |z| to exceed so that, of `nTests` comparisons, one is wrongly called a difference in 5 % of cases (Bonferroni; tail by Abramowitz & Stegun 26.2.23). */
export function criticalZ(nTests: number): number {
  const p = 0.025 / Math.max(1, nTests);
  const t = Math.sqrt(-2 * Math.log(p));
  const top = 2.515517 + 0.802853 * t + 0.010328 * t * t;
  const bottom = 1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3;
  return t - top / bottom;
}

const zOfMeans = (
  a: number | null,
  b: number | null,
  errorA: number | null,
  errorB: number | null,
): number => {
  if (a === null || b === null || errorA === null || errorB === null) return 0;
  const error = Math.hypot(errorA, errorB);
  return error === 0 ? 0 : (a - b) / error;
};

function zOfShares(countA: number, nA: number, countB: number, nB: number): number {
  const pooled = (countA + countB) / (nA + nB);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / nA + 1 / nB));
  return nA === 0 || nB === 0 || error === 0 ? 0 : (countA / nA - countB / nB) / error;
}

const Z_OF: Readonly<Record<Compared, (a: ModelFigures, b: ModelFigures) => number>> = {
  sentiment: (a, b) => zOfMeans(a.meanSentiment, b.meanSentiment, a.sentimentError, b.sentimentError),
  quality: (a, b) => zOfMeans(a.meanQuality, b.meanQuality, a.qualityError, b.qualityError),
  // Fewer failures are better: the other way round.
  errorRate: (a, b) => zOfShares(b.errors, b.answers, a.errors, a.answers),
};

const hasEnough = (model: ModelFigures, what: Compared): boolean =>
  what === 'errorRate' ? model.answers >= LEAST : model.conversations >= LEAST;

export interface Difference {
  what: Compared;
  better: string;
  worse: string;
}

export interface Comparison {
  /** What is hardly chance, the surest first. */
  differences: Difference[];
  /** What no two models differ in by more than chance gives. */
  alike: Compared[];
  nTests: number;
  /** Models with too few conversations to be compared. */
  tooFew: string[];
}

/** Which models differ by more than chance gives, in what; corrected for how many are compared with how many. */
export function compareModels(models: readonly ModelFigures[]): Comparison {
  const pairs = (Object.keys(Z_OF) as Compared[]).flatMap((what) => {
    const able = models.filter((model) => hasEnough(model, what));
    return able.flatMap((a, index) =>
      able.slice(index + 1).map((b) => ({ what, a, b, z: Z_OF[what](a, b) })),
    );
  });
  const limit = criticalZ(pairs.length);
  const sure = pairs.filter(({ z }) => Math.abs(z) > limit).sort((x, y) => Math.abs(y.z) - Math.abs(x.z));
  const compared = new Set(pairs.map(({ what }) => what));
  return {
    differences: sure.map(({ what, a, b, z }) => {
      const [better, worse] = z > 0 ? [a, b] : [b, a];
      return { what, better: better.label, worse: worse.label };
    }),
    alike: [...compared].filter((what) => sure.every((one) => one.what !== what)),
    nTests: pairs.length,
    tooFew: models.filter((model) => !hasEnough(model, 'sentiment')).map(({ label }) => label),
  };
}
