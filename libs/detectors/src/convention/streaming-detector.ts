import { DataError } from '@convoscope/statistics';
import { checkParams, type Params, type ParamSpecs } from './params.ts';
import { decode, encode, type Json } from './serialize.ts';
import type { Explanation } from './explanation.ts';
import type { OwnExplanation } from './batch-detector.ts';

/** One record of a stream: the features, and when it happened (ms since 1970, where the detector uses time). */
export type StreamValues = ArrayLike<number>;

/**
 * One streaming algorithm over a plain state that it may change in `learn` only.
 * `State` holds numbers, strings, typed arrays, arrays and objects, random generators included; its size is bounded.
 */
export interface StreamingAlgorithm<S extends ParamSpecs, State> {
  readonly name: string;
  /** What it calls anomalous, in one sentence. */
  readonly summary: string;
  readonly params: S;
  /** The number of features it takes; any number when absent. */
  readonly nFeatures?: number;
  /** Whether every record must carry its instant. */
  readonly needsTime?: boolean;
  start(params: Params<S>, nFeatures: number): State;
  /** Higher = more anomalous, finite; 0 while it knows too little. Must not change the state. */
  score(state: State, values: StreamValues, params: Params<S>, atMs: number): number;
  learn(state: State, values: StreamValues, params: Params<S>, atMs: number): void;
  /** `score`, then `learn`, where doing both at once is cheaper; the same result and state as the two calls. */
  update?(state: State, values: StreamValues, params: Params<S>, atMs: number): number;
  /** The additive parts of the score; a detector of one feature needs none. */
  explain?(state: State, values: StreamValues, params: Params<S>, atMs: number): OwnExplanation;
}

/** A detector over a stream of records: score a record with what was learnt before it, then learn it. */
export interface StreamingDetector {
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
  /**
   * Score of a record, higher = more anomalous; 0 before enough was learnt. Changes nothing. `atMs`: ms since 1970. Values beyond
   * ±1e75 count as ±1e75. Throws `DataError` for NaN, an infinity, another width.
   */
  score(values: StreamValues, atMs?: number): number;
  /** Learns a record. Memory does not grow with the number of records. */
  learn(values: StreamValues, atMs?: number): void;
  /** The score of a record, which is learnt afterwards. */
  update(values: StreamValues, atMs?: number): number;
  /** Contributions of each feature to the record's score; they sum to `score - baseline`. */
  explain(values: StreamValues, atMs?: number): Explanation;
  /** Everything learnt, as plain JSON: a restored detector goes on with identical scores. */
  toJSON(): Json;
}

/** Makes one kind of streaming detector, and brings saved ones back. */
export interface StreamingDetectorFactory {
  readonly name: string;
  readonly summary: string;
  readonly params: ParamSpecs;
  /** Set for detectors of one series. */
  readonly nFeatures?: number;
  readonly needsTime: boolean;
  create(params?: Readonly<Record<string, unknown>>): StreamingDetector;
  fromJSON(json: Json): StreamingDetector;
}

/** Values beyond this count as this: sums of products of their squares stay finite. */
const LARGEST_VALUE = 1e75;

const isHuge = (values: StreamValues): boolean => {
  for (let j = 0; j < values.length; j++) if (Math.abs(values[j]) > LARGEST_VALUE) return true;
  return false;
};

/** The record with its values pulled into what squares can be taken of. */
const bounded = (values: StreamValues): StreamValues =>
  isHuge(values)
    ? Float64Array.from(values, (value) => Math.min(Math.max(value, -LARGEST_VALUE), LARGEST_VALUE))
    : values;

interface Saved<State> {
  readonly kind: string;
  readonly name: string;
  readonly params: Record<string, unknown>;
  readonly nFeatures: number;
  readonly state: State;
}

/** Wraps an algorithm into the convention: checks parameters and records, starts the state at the first record. */
export function defineStreamingDetector<S extends ParamSpecs, State>(
  algorithm: StreamingAlgorithm<S, State>,
): StreamingDetectorFactory {
  const build = (given: Readonly<Record<string, unknown>>, saved?: Saved<State>): StreamingDetector => {
    const params = checkParams(algorithm.params, given);
    let nFeatures = saved?.nFeatures ?? algorithm.nFeatures ?? 0;
    let state = saved?.state;

    const check = (values: StreamValues, atMs: number | undefined): number => {
      if (values.length === 0) throw new DataError('a record needs at least one value');
      if (nFeatures !== 0 && values.length !== nFeatures)
        throw new DataError(
          `detector "${algorithm.name}" takes ${nFeatures} features, the record has ${values.length}`,
        );
      for (let j = 0; j < values.length; j++)
        if (!Number.isFinite(values[j]))
          throw new DataError(`feature ${j} is ${values[j]}: fill missing values first`);
      if (atMs !== undefined && !Number.isFinite(atMs))
        throw new DataError(`the record's instant is ${atMs}`);
      if (algorithm.needsTime && atMs === undefined)
        throw new DataError(`detector "${algorithm.name}" needs the instant of each record`);
      return atMs ?? 0;
    };
    const started = (values: StreamValues): State => {
      nFeatures = values.length;
      return (state ??= algorithm.start(params, nFeatures));
    };
    const score = (values: StreamValues, atMs?: number): number => {
      const at = check(values, atMs);
      return state === undefined ? 0 : algorithm.score(state, bounded(values), params, at);
    };
    return {
      name: algorithm.name,
      params,
      score,
      learn(given, atMs) {
        const at = check(given, atMs);
        const values = bounded(given);
        algorithm.learn(started(values), values, params, at);
      },
      update(given, atMs) {
        const at = check(given, atMs);
        const values = bounded(given);
        if (state !== undefined && algorithm.update) return algorithm.update(state, values, params, at);
        const result = state === undefined ? 0 : algorithm.score(state, values, params, at);
        algorithm.learn(started(values), values, params, at);
        return result;
      },
      explain(given, atMs) {
        const total = score(given, atMs);
        const values = bounded(given);
        if (state !== undefined && algorithm.explain)
          return { score: total, ...algorithm.explain(state, values, params, atMs ?? 0) };
        const contributions = new Float64Array(values.length);
        if (values.length === 1) contributions[0] = total;
        return { score: total, baseline: values.length === 1 ? 0 : total, contributions, method: 'additive' };
      },
      toJSON: () => encode({ kind: 'streaming', name: algorithm.name, version: 1, params, nFeatures, state }),
    };
  };
  return {
    name: algorithm.name,
    summary: algorithm.summary,
    params: algorithm.params,
    ...(algorithm.nFeatures === undefined ? {} : { nFeatures: algorithm.nFeatures }),
    needsTime: algorithm.needsTime ?? false,
    create: (params = {}) => build(params),
    fromJSON(json) {
      const saved = decode(json) as Saved<State>;
      if (saved?.kind !== 'streaming' || saved.name !== algorithm.name)
        throw new DataError(`this is not a saved "${algorithm.name}" detector`);
      return build(saved.params, saved);
    },
  };
}
