import {
  DataError,
  MAD_TO_SIGMA,
  median,
  medianAbsoluteDeviation,
  solvePositiveDefinite,
} from '@convoscope/statistics';
import {
  defineGraphDetector,
  type GraphDetectorFactory,
  type GraphJudgement,
} from '../convention/graph-detector.ts';
import { degreeOf, type Graph, type NodeAttributes } from '../convention/graph.ts';
import { number, type Params } from '../convention/params.ts';
import { structuralAttributes } from './structural-attributes.ts';

const params = {
  ridge: number(
    0.01,
    1e-9,
    1e6,
    'How much the weights of the neighbours are drawn to 0, as a share of the nodes.',
  ),
} as const;
type Checked = Params<typeof params>;

interface Model {
  readonly nFeatures: number;
  readonly centres: Float64Array;
  readonly scales: Float64Array;
  /** What an attribute takes of the neighbours' attributes: (nFeatures + 1) x nFeatures, the constant last. */
  readonly coefficients: Float64Array;
  /** Robust deviation of each attribute's residuals. */
  readonly deviations: Float64Array;
}

const LARGEST = 1e6;
const N_REWEIGHTINGS = 5;

const columnOf = (data: Float64Array, d: number, j: number): Float64Array =>
  Float64Array.from({ length: data.length / d }, (_, i) => data[i * d + j]);

function robustScale(values: Float64Array): number {
  const byMedian = MAD_TO_SIGMA * medianAbsoluteDeviation(values);
  if (byMedian > 1e-9) return byMedian;
  const centre = median(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  const deviation = Math.sqrt(squares / values.length);
  return deviation > 1e-9 ? deviation : 1;
}

/** Attributes in robust deviations, and the medians of each node's neighbours with a 1 behind: all 0 for an isolated node. */
function viewOf(
  graph: Graph,
  { data, nFeatures: d }: NodeAttributes,
  model: Pick<Model, 'centres' | 'scales'>,
) {
  const own = data.map((value, at) => (value - model.centres[at % d]) / model.scales[at % d]);
  const around = new Float64Array(graph.nNodes * (d + 1));
  for (let node = 0; node < graph.nNodes; node++) {
    const neighbours = graph.neighbours.subarray(graph.starts[node], graph.starts[node + 1]);
    if (neighbours.length === 0) continue;
    for (let j = 0; j < d; j++)
      around[node * (d + 1) + j] = median(Float64Array.from(neighbours, (other) => own[other * d + j]));
    around[node * (d + 1) + d] = 1;
  }
  return { own, around };
}

type View = ReturnType<typeof viewOf>;

function residualsOf({ own, around }: View, coefficients: Float64Array, d: number): Float64Array {
  return own.map((value, at) => {
    const [node, j] = [Math.floor(at / d), at % d];
    let expected = 0;
    for (let k = 0; k <= d; k++) expected += around[node * (d + 1) + k] * coefficients[k * d + j];
    return value - expected;
  });
}

/** Weighted ridge regression of every attribute on those of the neighbours. */
function regress({ own, around }: View, weights: Float64Array, d: number, ridge: number): Float64Array {
  const [n, k] = [weights.length, d + 1];
  const normal = new Float64Array(k * k);
  const right = Array.from({ length: d }, () => new Float64Array(k));
  for (let node = 0; node < n; node++)
    for (let a = 0; a < k; a++) {
      const left = weights[node] * around[node * k + a];
      for (let b = 0; b < k; b++) normal[a * k + b] += left * around[node * k + b];
      for (let j = 0; j < d; j++) right[j][a] += left * own[node * d + j];
    }
  for (let a = 0; a < k; a++) normal[a * k + a] += ridge * n;
  const coefficients = new Float64Array(k * d);
  right.forEach((b, j) =>
    solvePositiveDefinite(normal, b, k).forEach((value, a) => (coefficients[a * d + j] = value)),
  );
  return coefficients;
}

function lengths(residuals: Float64Array, deviations: Float64Array): Float64Array {
  const d = deviations.length;
  return Float64Array.from({ length: residuals.length / d }, (_, node) => {
    let sum = 0;
    for (let j = 0; j < d; j++)
      sum += Math.min(LARGEST, Math.abs(residuals[node * d + j] / deviations[j])) ** 2;
    return Math.sqrt(sum / d);
  });
}

function learn(graph: Graph, p: Checked, attributes: NodeAttributes): Model {
  const d = attributes.nFeatures;
  const columns = Array.from({ length: d }, (_, j) => columnOf(attributes.data, d, j));
  const unit = {
    centres: Float64Array.from(columns, median),
    scales: Float64Array.from(columns, robustScale),
  };
  const view = viewOf(graph, attributes, unit);
  let weights = new Float64Array(graph.nNodes).fill(1);
  let coefficients = new Float64Array(0);
  let deviations = new Float64Array(0);
  for (let round = 0; round < N_REWEIGHTINGS; round++) {
    coefficients = Float64Array.from(regress(view, weights, d, p.ridge));
    const residuals = residualsOf(view, coefficients, d);
    deviations = Float64Array.from({ length: d }, (_, j) => robustScale(columnOf(residuals, d, j)));
    // Nodes far off count as if they were two deviations off (Huber), or they would be part of what is expected.
    weights = lengths(residuals, deviations).map((length) => Math.min(1, 2 / Math.max(length, 1e-9)));
  }
  return { nFeatures: d, ...unit, coefficients, deviations };
}

function judge(model: Model, graph: Graph, attributes: NodeAttributes): GraphJudgement {
  const d = model.nFeatures;
  const residuals = residualsOf(viewOf(graph, attributes, model), model.coefficients, d);
  const parts = Object.fromEntries(
    Array.from(model.deviations, (deviation, j) => [
      `attribute${j}`,
      columnOf(residuals, d, j).map((value) => Math.max(-LARGEST, Math.min(LARGEST, value / deviation))),
    ]),
  );
  const neighbours = Float64Array.from({ length: graph.nNodes }, (_, node) => degreeOf(graph, node));
  return { scores: lengths(residuals, model.deviations), parts: { ...parts, neighbours } };
}

/**
 * Nodes whose attributes are not those that their neighbours let expect: a robust regression of the attributes on the medians of the neighbours',
 * the score being the mean residual in robust deviations, `attribute0`, `attribute1`, ... its parts. Finds the node in the wrong place, although
 * each of its values is usual, and plain outliers. Judges other graphs by what was learnt. Without attributes those of the structure are taken.
 * Fails where neighbours are not alike in any lawful way, and says little about nodes with one or two neighbours. Cost: O(nNodes d^2 + edges d).
 * Source: the residual analysis of Li et al., IJCAI 2017 (Radar), with neighbours as the explaining nodes.
 */
export const neighbourResidual: GraphDetectorFactory = defineGraphDetector({
  name: 'neighbour-residual',
  summary: 'nodes whose attributes are not those that their neighbours let expect',
  target: 'nodes',
  params,
  learn: (graph, p: Checked, attributes) => learn(graph, p, attributes ?? structuralAttributes(graph)),
  judge(model: Model, graph, _, given) {
    const attributes = given ?? structuralAttributes(graph);
    if (attributes.nFeatures !== model.nFeatures)
      throw new DataError(
        `the detector was fitted on ${model.nFeatures} attributes, the nodes have ${attributes.nFeatures}`,
      );
    return judge(model, graph, attributes);
  },
});
