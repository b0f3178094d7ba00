import { MAD_TO_SIGMA, mean, median, medianAbsoluteDeviation } from '@convoscope/statistics';
import {
  defineGraphDetector,
  type GraphDetectorFactory,
  type GraphJudgement,
} from '../convention/graph-detector.ts';
import type { Graph } from '../convention/graph.ts';
import { number, type Params } from '../convention/params.ts';

const params = {
  prior: number(
    2,
    0,
    1e6,
    'How many usual edges a node is thought to have besides its own: larger = nodes with few edges are judged by all.',
  ),
} as const;
type Checked = Params<typeof params>;

interface Model {
  /** Median of the logarithm of the weights. */
  readonly usual: number;
  readonly centre: number;
  readonly scale: number;
}

const LARGEST_SCORE = 1e6;

/** Log weight of each edge less what the other edges of its two ends let expect. */
function surplus(graph: Graph, usual: number, prior: number): Float64Array {
  const logs = graph.weights.map(Math.log);
  const sums = new Float64Array(graph.nNodes);
  const counts = new Float64Array(graph.nNodes);
  logs.forEach((log, e) => {
    for (const node of [graph.sources[e], graph.targets[e]]) {
      sums[node] += log - usual;
      counts[node]++;
    }
  });
  return logs.map((log, e) => {
    const own = log - usual;
    const expectedAt = (node: number): number => {
      const weight = counts[node] - 1 + prior;
      return weight > 0 ? (sums[node] - own) / weight : 0;
    };
    return own - expectedAt(graph.sources[e]) - expectedAt(graph.targets[e]);
  });
}

function learn(graph: Graph, p: Checked): Model {
  if (graph.weights.length === 0) return { usual: 0, centre: 0, scale: 1 };
  const usual = median(graph.weights.map(Math.log));
  const rest = surplus(graph, usual, p.prior);
  const centre = median(rest);
  const byMedian = MAD_TO_SIGMA * medianAbsoluteDeviation(rest);
  const byMean = mean(rest.map((value) => Math.abs(value - centre)));
  const scale = byMedian > 1e-9 ? byMedian : byMean;
  return { usual, centre, scale: scale > 1e-9 ? scale : 1 };
}

function judge(model: Model, graph: Graph, p: Checked): GraphJudgement {
  const rest = surplus(graph, model.usual, p.prior).map((value) => value - model.centre);
  return {
    scores: rest.map((value) => Math.min(LARGEST_SCORE, Math.abs(value) / model.scale)),
    parts: { weight: graph.weights, timesExpected: rest.map(Math.exp) },
  };
}

/**
 * Edges much heavier or lighter than the other edges of their ends let expect, in robust standard deviations of the logarithm; `timesExpected`
 * says how many times. Judges other graphs by the fitted scale. Fails on graphs without weights (all is 0). Cost: O(edges).
 * Source: a two-way additive fit of log weights (Tukey, 1977, chapter 11), each edge left out of its own expectation.
 */
export const edgeWeight: GraphDetectorFactory = defineGraphDetector({
  name: 'edge-weight',
  summary: 'edges much heavier or lighter than the others of their ends',
  target: 'edges',
  params,
  learn: (graph, p: Checked) => learn(graph, p),
  judge: (model: Model, graph, p) => judge(model, graph, p),
});
