import { DataError } from '@convoscope/statistics';
import type { Matrix } from '../convention/matrix.ts';
import { rowOf, selectRows } from '../convention/matrix.ts';
import { rowsSharingFlags } from '../convention/possible-rows.ts';
import type {
  Attribution,
  AttributionMethod,
  AttributionProgress,
  AttributionSteps,
  ExplainableDetector,
} from './attribution.ts';
import { singleRowBackground, summarizeBackground, type Background } from './background.ts';
import { counterfactualSteps } from './counterfactual.ts';
import { kernelShapSteps } from './kernel-shap.ts';
import { limeSteps } from './lime.ts';
import { nearestNormalSteps } from './nearest-normal.ts';
import { runToEnd } from './steps.ts';

export interface ExplainOptions {
  readonly method: AttributionMethod;
  /**
   * Ordinary rows to compare with: the training table, or what `summarizeBackground` made of it (do that once for many explanations).
   * Needed by every method but `own`.
   */
  readonly background?: Matrix | Background;
  /** `kernel-shap`: coalitions evaluated at most. */
  readonly nCoalitions?: number;
  /** `lime`: rows scattered around the row. */
  readonly nSamples?: number;
  /** Rows scored between two yields: choose it so that the detector needs less than the pause you can bear. */
  readonly rowsPerStep?: number;
  readonly seed?: number;
  /** Ends the steps early; the explanation is then what is known by now. */
  readonly signal?: { readonly aborted: boolean };
}

const DEFAULTS = { nCoalitions: 2048, nSamples: 1000, rowsPerStep: 8, seed: 0 } as const;

const isTable = (background: Matrix | Background): background is Matrix => 'data' in background;

function required(background: ExplainOptions['background'], method: string): Matrix | Background {
  if (background === undefined) throw new DataError(`explaining by ${method} needs background rows`);
  return background;
}

/** Background rows that the row can be mixed with, without two categories at once (see `rowsSharingFlags`). */
function partnersOf(given: Matrix | Background, row: Float64Array, seed: number): Background {
  if (isTable(given)) return summarizeBackground(selectRows(given, rowsSharingFlags(given, row)), { seed });
  const kept = rowsSharingFlags(given.table, row);
  const total = kept.reduce((sum, i) => sum + given.weights[i], 0);
  return {
    table: selectRows(given.table, kept),
    weights: Float64Array.from(kept, (i) => given.weights[i] / total),
  };
}

function ownAttribution(detector: ExplainableDetector, row: Float64Array): Attribution {
  const { method, ...parts } = detector.explain(row);
  const isSampled = method === 'shapley-sampling';
  return {
    ...parts,
    method: 'own',
    standardErrors: new Float64Array(row.length).fill(isSampled ? Number.NaN : 0),
    fidelity: 1,
    nScored: isSampled ? 16 * (row.length + 1) : 1,
    isComplete: true,
  };
}

/** Work that has no parts to show before its end: everything is baseline until then. */
function* withoutParts<R>(
  detector: ExplainableDetector,
  row: Float64Array,
  options: ExplainOptions,
  steps: Generator<void, R, void>,
): Generator<AttributionProgress, R | Attribution, void> {
  const [score] = detector.score({ data: row, nRows: 1, nFeatures: row.length });
  let nSteps = 0;
  const unknown = (): Attribution => ({
    score,
    baseline: score,
    contributions: new Float64Array(row.length),
    standardErrors: new Float64Array(row.length).fill(Number.NaN),
    method: options.method,
    fidelity: 0,
    nScored: nSteps * (options.rowsPerStep ?? DEFAULTS.rowsPerStep),
    isComplete: false,
  });
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value as R;
    if (options.signal?.aborted) return unknown();
    nSteps++;
    yield { share: 0, read: unknown };
  }
}

function* counterfactualParts(
  detector: ExplainableDetector,
  row: Float64Array,
  table: Matrix,
  rowsPerStep: number,
): Generator<void, Attribution, void> {
  let nScored = 0;
  const counting = {
    threshold: detector.threshold,
    score: (own: Matrix) => ((nScored += own.nRows), detector.score(own)),
  };
  const found = yield* counterfactualSteps({ detector: counting, table, row, rowsPerStep });
  const contributions = new Float64Array(row.length);
  const current = Float64Array.from(row);
  const scoreOf = (): number => counting.score({ data: current, nRows: 1, nFeatures: row.length })[0];
  const score = scoreOf();
  let before = score;
  for (const feature of found.changed) {
    current[feature] = found.row[feature];
    const after = scoreOf();
    contributions[feature] = before - after;
    before = after;
    yield;
  }
  return {
    score,
    baseline: before,
    contributions,
    standardErrors: new Float64Array(row.length),
    method: 'counterfactual',
    fidelity: 1,
    nScored,
    isComplete: true,
    reference: found.row,
  };
}

/**
 * Explains one row's score in short steps: iterate, `read()` a step when somebody looks, stop when you like, and give way between steps
 * (`pauseBetween`), so that no prediction waits. Between two yields at most `rowsPerStep` rows are scored. The last value is the whole explanation.
 * `own`: the detector's own parts, at once. `kernel-shap`: Shapley values against the background, sampling error known. `lime`: slopes of a local line.
 * `nearest-normal`: Shapley values against the most similar ordinary row. `counterfactual`: what each feature of a small mending change saves.
 * Throws `DataError` without the background a method needs, and where no background row is ordinary (the last two methods).
 */
export function* explainSteps(
  detector: ExplainableDetector,
  row: Float64Array,
  options: ExplainOptions,
): AttributionSteps {
  const { method, nCoalitions, nSamples, rowsPerStep, seed } = { ...DEFAULTS, ...options };
  if (method === 'own') return ownAttribution(detector, row);
  const given = required(options.background, method);
  const score = (own: Matrix): Float64Array => detector.score(own);
  const sampling = { score, row, rowsPerStep, seed, signal: options.signal };
  if (method === 'kernel-shap' || method === 'lime') {
    const background = partnersOf(given, row, seed);
    return method === 'lime'
      ? yield* limeSteps({ ...sampling, background, nSamples })
      : yield* kernelShapSteps({ ...sampling, background, nCoalitions });
  }
  const table = isTable(given) ? given : given.table;
  if (method === 'counterfactual')
    return yield* withoutParts(
      detector,
      row,
      options,
      counterfactualParts(detector, row, table, rowsPerStep),
    );
  const nearest = yield* withoutParts(
    detector,
    row,
    options,
    nearestNormalSteps({ detector, table, row, rowsPerStep }, 1),
  );
  if (!('nearest' in nearest)) return nearest;
  if (nearest.calmest === undefined) throw new DataError('no background row is ordinary');
  const reference = rowOf(table, nearest.nearest[0].index).slice();
  const background = singleRowBackground(reference);
  const complete = (parts: Attribution): Attribution => ({
    ...parts,
    method,
    reference,
    nScored: parts.nScored + table.nRows,
  });
  const steps = kernelShapSteps({ ...sampling, background, nCoalitions });
  for (;;) {
    const { done, value } = steps.next();
    if (done) return complete(value);
    yield { share: value.share, read: () => complete(value.read()) };
  }
}

/** `explainSteps` to the end at once: for scripts and tests; a service takes the steps. */
export const explain = (
  detector: ExplainableDetector,
  row: Float64Array,
  options: ExplainOptions,
): Attribution => runToEnd(explainSteps(detector, row, options));
