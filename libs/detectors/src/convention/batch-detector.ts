import { createMatrix, rowOf, validateMatrix, type Matrix } from './matrix.ts';
import { pickTypicalRows, referenceFor, type TypicalRows } from './possible-rows.ts';
import { checkParams, integer, number, type Params, type ParamSpecs } from './params.ts';
import type { RowWork } from './row-work.ts';
import { decode, encode, type Json } from './serialize.ts';
import { explainBySampling } from './shapley-sampling.ts';
import { DataError, countAtMost, quantileSorted } from '@convoscope/statistics';
import type { Explanation } from './explanation.ts';

/** Parameters that every batch detector has. */
export const batchParams = {
  contamination: number(0.1, 0.0001, 0.5, 'Share of the training rows that `predict` calls anomalous.'),
  seed: integer(
    0,
    0,
    Number.MAX_SAFE_INTEGER,
    'Start of every random choice: the same seed gives the same scores.',
  ),
} as const;

/** Parts of a score that an algorithm can name itself. */
export type OwnExplanation = Omit<Explanation, 'score'>;

/**
 * One batch algorithm: three pure functions over a plain model (numbers, strings, typed arrays, arrays, objects).
 * The convention around it checks parameters and data, so an algorithm sees only finite tables of the fitted width.
 */
export interface BatchAlgorithm<S extends ParamSpecs, M> {
  readonly name: string;
  /** What it calls anomalous, in one sentence. */
  readonly summary: string;
  readonly params: S;
  /** Learns from `table`; must not keep or change it. `scores` are those of the training rows, each left out of its own judgement where the method says so. */
  fit(table: Matrix, params: Params<S> & Params<typeof batchParams>): { model: M; scores: Float64Array };
  /** The same as `fit` in ranges of rows, for threads, where the method allows it. */
  readonly rowWork?: RowWork<Params<S> & Params<typeof batchParams>, unknown, M>;
  /** Higher = more anomalous, finite. Must not change the model. A row's score must not depend on the other rows of `table`. */
  score(model: M, table: Matrix, params: Params<S> & Params<typeof batchParams>): Float64Array;
  /**
   * The exact additive parts of a row's score, where the algorithm has them; without it Shapley values are sampled. `reference` is an
   * ordinary row, for scores whose zero means nothing.
   */
  explain?(
    model: M,
    row: Float64Array,
    params: Params<S> & Params<typeof batchParams>,
    reference: Float64Array,
  ): OwnExplanation;
}

/** A detector over whole tables. `fit` once, then `score` and `predict` any table of the same width. */
export interface BatchDetector {
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Learns from the table and returns the scores of its rows (higher = more anomalous). Fitting again starts over. */
  fit(table: Matrix): Float64Array;
  /** Scores of rows, higher = more anomalous. Throws `DataError` before `fit`, on another width, on NaN. */
  score(table: Matrix): Float64Array;
  /** 1 where the score exceeds `threshold`, else 0. */
  predict(table: Matrix): Uint8Array;
  /** Share of training scores at or below each score, in [0, 1]: comparable between detectors. */
  unify(scores: ArrayLike<number>): Float64Array;
  /** Contributions of each feature to the row's score; they sum to `score - baseline`. */
  explain(row: Float64Array): Explanation;
  /** The (1 - contamination) quantile of the training scores. */
  readonly threshold: number;
  /** Everything learnt, as plain JSON. */
  toJSON(): Json;
}

/** Makes one kind of batch detector, and brings saved ones back. */
export interface BatchDetectorFactory {
  readonly name: string;
  readonly summary: string;
  readonly params: ParamSpecs;
  create(params?: Readonly<Record<string, unknown>>): BatchDetector;
  fromJSON(json: Json): BatchDetector;
  /** How threads share the work of `fit`; absent where the method does not allow it. The parameters are those of a created detector. */
  readonly rowWork?: ThreadableFit;
  /** What a detector of this kind has learnt, as plain data that threads can share; undefined for one of another kind or not fitted. */
  snapshot(detector: BatchDetector): unknown;
  /** A detector out of a snapshot. Trusts it: for data of this process, not for files. */
  fromSnapshot(snapshot: unknown): BatchDetector;
}

type PlainParams = Readonly<Record<string, unknown>>;

/** `RowWork` of any detector, that ends in the fitted detector. */
export interface ThreadableFit extends Omit<RowWork<PlainParams, unknown, never>, 'finish'> {
  finish(
    prepared: unknown,
    table: Matrix,
    rows: Float64Array,
    params: PlainParams,
  ): { detector: BatchDetector; scores: Float64Array };
}

interface Snapshot<M> {
  readonly params: PlainParams;
  readonly fitted: Fitted<M>;
}

interface Fitted<M> {
  model: M;
  nFeatures: number;
  threshold: number;
  /** The rows that sampled explanations compare with. */
  typical: TypicalRows;
  /** Ascending grid of training-score quantiles, for `unify`. */
  scoreGrid: Float64Array;
}

const GRID_SIZE = 1001;

function summarize<M>(table: Matrix, model: M, scores: Float64Array, contamination: number): Fitted<M> {
  const sorted = scores.slice().sort();
  const scoreGrid =
    sorted.length <= GRID_SIZE
      ? sorted
      : Float64Array.from({ length: GRID_SIZE }, (_, i) => quantileSorted(sorted, i / (GRID_SIZE - 1)));
  return {
    model,
    nFeatures: table.nFeatures,
    threshold: quantileSorted(sorted, 1 - contamination),
    typical: pickTypicalRows(table, scores),
    scoreGrid,
  };
}

function toThreadableFit<P extends Params<typeof batchParams>, M>(
  work: RowWork<P, unknown, M>,
  build: (params: PlainParams, fitted: Fitted<M>) => BatchDetector,
): ThreadableFit {
  return {
    prepare: (table, params) => work.prepare(table, params as P),
    width: (prepared, table, params) => work.width(prepared, table, params as P),
    compute: (prepared, table, range, params, out) => work.compute(prepared, table, range, params as P, out),
    finish(prepared, table, rows, params) {
      const { model, scores } = work.finish(prepared, table, rows, params as P);
      return {
        detector: build(params, summarize(table, model, scores, (params as P).contamination)),
        scores,
      };
    },
  };
}

/** Wraps an algorithm into the convention. */
export function defineBatchDetector<S extends ParamSpecs, M>(
  algorithm: BatchAlgorithm<S, M>,
): BatchDetectorFactory {
  const specs = { ...algorithm.params, ...batchParams };
  type Checked = Params<S> & Params<typeof batchParams>;
  const snapshots = new WeakMap<BatchDetector, () => Snapshot<M> | undefined>();

  const build = (given: Readonly<Record<string, unknown>>, saved: Fitted<M> | undefined): BatchDetector => {
    const params = checkParams(specs, given) as unknown as Checked;
    let fitted = saved;
    const learnt = (): Fitted<M> => {
      if (fitted === undefined) throw new DataError(`detector "${algorithm.name}" has not been fitted`);
      return fitted;
    };
    const score = (table: Matrix): Float64Array => {
      const { model, nFeatures } = learnt();
      validateMatrix(table, nFeatures);
      return algorithm.score(model, table, params);
    };
    const detector: BatchDetector = {
      name: algorithm.name,
      params,
      fit(table) {
        validateMatrix(table);
        const { model, scores } = algorithm.fit(table, params);
        fitted = summarize(table, model, scores, params.contamination);
        return scores;
      },
      score,
      predict: (table) => Uint8Array.from(score(table), (value) => (value > learnt().threshold ? 1 : 0)),
      unify: (scores) => {
        const { scoreGrid } = learnt();
        return Float64Array.from(scores, (value) => countAtMost(scoreGrid, value) / scoreGrid.length);
      },
      explain(row) {
        const { model, typical } = learnt();
        const own = createMatrix(row, 1, row.length);
        const total = score(own)[0];
        if (algorithm.explain)
          return {
            score: total,
            ...algorithm.explain(model, rowOf(own, 0), params, referenceFor(typical, row)),
          };
        return explainBySampling({ score, row, reference: referenceFor(typical, row), seed: params.seed });
      },
      get threshold() {
        return learnt().threshold;
      },
      toJSON: () => encode({ kind: 'batch', name: algorithm.name, version: 1, params, fitted: learnt() }),
    };
    snapshots.set(detector, () => fitted && { params, fitted });
    return detector;
  };

  return {
    name: algorithm.name,
    summary: algorithm.summary,
    params: specs,
    create: (params = {}) => build(params, undefined),
    ...(algorithm.rowWork ? { rowWork: toThreadableFit(algorithm.rowWork, build) } : {}),
    snapshot: (detector) => snapshots.get(detector)?.(),
    fromSnapshot: (snapshot) => build((snapshot as Snapshot<M>).params, (snapshot as Snapshot<M>).fitted),
    fromJSON(json) {
      const saved = decode(json) as {
        name?: string;
        kind?: string;
        params: Record<string, unknown>;
        fitted: Fitted<M>;
      };
      if (saved?.kind !== 'batch' || saved.name !== algorithm.name)
        throw new DataError(`this is not a saved "${algorithm.name}" detector`);
      return build(saved.params, saved.fitted);
    },
  };
}
