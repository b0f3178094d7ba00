import type { BatchDetector } from '../convention/batch-detector.ts';
import type { Explanation } from '../convention/explanation.ts';
import type { Matrix } from '../convention/matrix.ts';
import type { StreamingDetector } from '../convention/streaming-detector.ts';

/** How the parts of a score are found; `docs/detectors/explain.md` says which to take. */
export type AttributionMethod = 'own' | 'kernel-shap' | 'lime' | 'nearest-normal' | 'counterfactual';

/** Why a score is what it is, in one shape for every method: `score = baseline + sum(contributions)`, up to rounding. */
export interface Attribution extends Omit<Explanation, 'method'> {
  readonly method: AttributionMethod;
  /** Sampling error (one standard deviation) of each contribution; 0 where nothing was sampled, NaN while it cannot be told. */
  readonly standardErrors: Float64Array;
  /** Share of the score's variation around the row that the contributions describe: below 1 for `lime` only. */
  readonly fidelity: number;
  /** Rows the detector has scored for it: the cost. */
  readonly nScored: number;
  /** False when it was read, or stopped, before the end. */
  readonly isComplete: boolean;
  /** The ordinary row compared with, for `nearest-normal` and `counterfactual`. */
  readonly reference?: Float64Array;
}

/** Where an explanation stands. `read` computes the parts as known by now: call it when somebody looks. */
export interface AttributionProgress {
  /** In [0, 1]. */
  readonly share: number;
  read(): Attribution;
}

/** One short piece of work for each `next()`; the last value is the whole explanation. */
export type AttributionSteps = Generator<AttributionProgress, Attribution, void>;

/** What the explanations need of a detector; every fitted batch detector has it. */
export type ExplainableDetector = Pick<BatchDetector, 'score' | 'explain' | 'threshold'>;

/**
 * A streaming detector as it is now, seen as one that scores tables: each row as if it were the next record at `atMs`.
 * `threshold`: a higher score is anomalous. Learns nothing.
 */
export function toTableDetector(
  detector: StreamingDetector,
  threshold: number,
  atMs?: number,
): ExplainableDetector {
  return {
    score: ({ data, nRows, nFeatures }: Matrix) =>
      Float64Array.from({ length: nRows }, (_, i) =>
        detector.score(data.subarray(i * nFeatures, (i + 1) * nFeatures), atMs),
      ),
    explain: (row) => detector.explain(row, atMs),
    threshold,
  };
}
