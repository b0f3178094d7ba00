import { countBelow, median } from '@convoscope/statistics';

/** Up to this share of the reference a score is as surprising as its rank; beyond, the tail goes on exponentially. */
const BODY = 0.9;
/** At most this is added beyond the body. */
const LARGEST_EXCESS = 30;

/** How surprising a score is, in units of -ln of the chance, given those of the reference. */
export interface Surprise {
  of(score: number): number;
}

/**
 * The tail's scale is the median excess over the ninth decile, which the anomalies in the reference themselves hardly move. So the
 * surprise tells a score that is far out from one that is only the highest.
 */
export function createSurprise(scores: Float64Array): Surprise {
  const sorted = Float64Array.from(scores).sort();
  const n = sorted.length;
  const edge = sorted[Math.min(n - 1, Math.floor(BODY * n))] ?? 0;
  const beyond = [...sorted].filter((score) => score > edge).map((score) => score - edge);
  const scale = Math.max(beyond.length === 0 ? 0 : median(beyond) / Math.LN2, 1e-9 + 0.05 * Math.abs(edge));
  const edgeSurprise = -Math.log(1 - BODY);
  return {
    of(score) {
      if (score > edge) return edgeSurprise + Math.min(LARGEST_EXCESS, (score - edge) / scale);
      const below = (countBelow(sorted, score) + 0.5) / (n + 1);
      return Math.min(edgeSurprise, -Math.log(Math.max(1 - below, 1 - BODY)));
    },
  };
}
