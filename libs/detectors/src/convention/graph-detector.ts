import { countAtMost, DataError, quantileSorted } from '@convoscope/statistics';
import { validateAttributes, type Graph, type NodeAttributes } from './graph.ts';
import { checkParams, integer, number, type Params, type ParamSpecs } from './params.ts';
import { decode, encode, type Json } from './serialize.ts';

/** Parameters that every graph detector has. */
export const graphParams = {
  contamination: number(
    0.05,
    0.0001,
    0.5,
    'Share of the fitted nodes or edges that `predict` calls anomalous.',
  ),
  seed: integer(
    0,
    0,
    Number.MAX_SAFE_INTEGER,
    'Start of every random choice: the same seed gives the same scores.',
  ),
} as const;

/** Scores of all nodes or edges, and what they were made of. */
export interface GraphJudgement {
  /** Higher = more anomalous, finite, >= 0. */
  readonly scores: Float64Array;
  /** One number a node or edge each. */
  readonly parts: Readonly<Record<string, Float64Array>>;
}

/** One algorithm over graphs: pure functions; `model` is what carries over to other graphs. */
export interface GraphAlgorithm<S extends ParamSpecs, M> {
  readonly name: string;
  /** What it calls anomalous, in one sentence. */
  readonly summary: string;
  /** What the scores belong to. */
  readonly target: 'nodes' | 'edges';
  readonly params: S;
  learn(graph: Graph, params: Params<S> & Params<typeof graphParams>, attributes?: NodeAttributes): M;
  judge(
    model: M,
    graph: Graph,
    params: Params<S> & Params<typeof graphParams>,
    attributes?: NodeAttributes,
  ): GraphJudgement;
}

/** Why one node or edge has its score. */
export interface GraphExplanation {
  readonly score: number;
  readonly parts: Readonly<Record<string, number>>;
}

/** A detector of nodes or edges. Graphs are judged as a whole: what is usual comes from the graph, or from the one that was fitted. */
export interface GraphDetector {
  readonly name: string;
  readonly target: 'nodes' | 'edges';
  readonly params: Readonly<Record<string, unknown>>;
  /** Learns what is usual and returns the scores of the nodes (or edges, in the graph's order); higher = more anomalous. */
  fit(graph: Graph, attributes?: NodeAttributes): Float64Array;
  /** Scores of another graph by what was learnt. Throws `DataError` before `fit`. */
  score(graph: Graph, attributes?: NodeAttributes): Float64Array;
  /** 1 where the score exceeds `threshold`, else 0. */
  predict(graph: Graph, attributes?: NodeAttributes): Uint8Array;
  /** Share of fitted scores at or below each score, in [0, 1]. */
  unify(scores: ArrayLike<number>): Float64Array;
  /** Scores with all their parts. */
  judge(graph: Graph, attributes?: NodeAttributes): GraphJudgement;
  /** Why node (or edge) `index` has its score. */
  explain(graph: Graph, index: number, attributes?: NodeAttributes): GraphExplanation;
  /** The (1 - contamination) quantile of the fitted scores. */
  readonly threshold: number;
  /** Everything learnt, as plain JSON. */
  toJSON(): Json;
}

/** Makes one kind of graph detector, and brings saved ones back. */
export interface GraphDetectorFactory {
  readonly name: string;
  readonly summary: string;
  readonly target: 'nodes' | 'edges';
  readonly params: ParamSpecs;
  create(params?: Readonly<Record<string, unknown>>): GraphDetector;
  fromJSON(json: Json): GraphDetector;
}

interface Fitted<M> {
  readonly model: M;
  readonly threshold: number;
  readonly scoreGrid: Float64Array;
}

const GRID_SIZE = 1001;

function summarize<M>(model: M, scores: Float64Array, contamination: number): Fitted<M> {
  const sorted = scores.length > 0 ? Float64Array.from(scores).sort() : new Float64Array(1);
  const size = Math.min(GRID_SIZE, sorted.length);
  return {
    model,
    threshold: quantileSorted(sorted, 1 - contamination),
    scoreGrid: Float64Array.from({ length: size }, (_, i) =>
      quantileSorted(sorted, i / Math.max(1, size - 1)),
    ),
  };
}

/** Wraps an algorithm into the convention. */
export function defineGraphDetector<S extends ParamSpecs, M>(
  algorithm: GraphAlgorithm<S, M>,
): GraphDetectorFactory {
  const specs = { ...algorithm.params, ...graphParams };
  type Checked = Params<S> & Params<typeof graphParams>;

  const build = (given: Readonly<Record<string, unknown>>, saved?: Fitted<M>): GraphDetector => {
    const params = checkParams(specs, given) as unknown as Checked;
    let fitted = saved;
    const learnt = (): Fitted<M> => {
      if (fitted === undefined) throw new DataError(`detector "${algorithm.name}" has not been fitted`);
      return fitted;
    };
    const judge = (graph: Graph, attributes?: NodeAttributes): GraphJudgement => {
      const { model } = learnt();
      if (attributes !== undefined) validateAttributes(graph, attributes);
      return algorithm.judge(model, graph, params, attributes);
    };
    return {
      name: algorithm.name,
      target: algorithm.target,
      params,
      fit(graph, attributes) {
        if (attributes !== undefined) validateAttributes(graph, attributes);
        const model = algorithm.learn(graph, params, attributes);
        const { scores } = algorithm.judge(model, graph, params, attributes);
        fitted = summarize(model, scores, params.contamination);
        return scores;
      },
      judge,
      score: (graph, attributes) => judge(graph, attributes).scores,
      predict: (graph, attributes) =>
        Uint8Array.from(judge(graph, attributes).scores, (score) => (score > learnt().threshold ? 1 : 0)),
      unify: (scores) => {
        const { scoreGrid } = learnt();
        return Float64Array.from(scores, (score) => countAtMost(scoreGrid, score) / scoreGrid.length);
      },
      explain(graph, index, attributes) {
        const { scores, parts } = judge(graph, attributes);
        if (!(Number.isInteger(index) && index >= 0 && index < scores.length))
          throw new DataError(
            `the graph has ${scores.length} ${algorithm.target}, there is none at ${index}`,
          );
        const own = Object.entries(parts).map(([name, part]) => [name, part[index]] as const);
        return { score: scores[index], parts: Object.fromEntries(own) };
      },
      get threshold() {
        return learnt().threshold;
      },
      toJSON: () => encode({ kind: 'graph', name: algorithm.name, version: 1, params, fitted: learnt() }),
    };
  };

  return {
    name: algorithm.name,
    summary: algorithm.summary,
    target: algorithm.target,
    params: specs,
    create: (params = {}) => build(params),
    fromJSON(json) {
      const saved = decode(json) as {
        kind?: string;
        name?: string;
        params: Record<string, unknown>;
        fitted: Fitted<M>;
      };
      if (saved?.kind !== 'graph' || saved.name !== algorithm.name)
        throw new DataError(`this is not a saved "${algorithm.name}" graph detector`);
      return build(saved.params, saved.fitted);
    },
  };
}
