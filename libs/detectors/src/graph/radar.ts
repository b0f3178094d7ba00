import { solvePositiveDefinite, standardDeviation, mean } from '@convoscope/statistics';
import {
  defineGraphDetector,
  type GraphDetectorFactory,
  type GraphJudgement,
} from '../convention/graph-detector.ts';
import type { Graph, NodeAttributes } from '../convention/graph.ts';
import { integer, number, type Params } from '../convention/params.ts';
import { structuralAttributes } from './structural-attributes.ts';

const params = {
  alpha: number(1, 1e-6, 1e6, 'How few other nodes an ordinary node should be told by: larger = fewer.'),
  beta: number(0.5, 1e-6, 1e6, 'How few nodes should have residuals: larger = fewer.'),
  gamma: number(
    0.1,
    0,
    1e6,
    'How alike the residuals of neighbours should be: larger = the structure counts more.',
  ),
  nRounds: integer(20, 1, 1000, 'Rounds between coefficients and residuals.'),
} as const;
type Checked = Params<typeof params>;

const TINY = 1e-8;

/** n x d, row-major. */
interface Table {
  readonly data: Float64Array;
  readonly n: number;
  readonly d: number;
}

function standardised({ data, nFeatures: d }: NodeAttributes, n: number): Table {
  const result = new Float64Array(data.length);
  for (let j = 0; j < d; j++) {
    const column = Float64Array.from({ length: n }, (_, i) => data[i * d + j]);
    const centre = mean(column);
    const deviation = standardDeviation(column);
    const isConstant = deviation <= 1e-12 * Math.max(Math.abs(centre), 1e-300);
    for (let i = 0; i < n; i++) result[i * d + j] = isConstant ? 0 : (column[i] - centre) / deviation;
  }
  return { data: result, n, d };
}

/** A' B of two tables with as many rows: d x d. */
function crossProduct(a: Table, b: Table): Float64Array {
  const { n, d } = a;
  const product = new Float64Array(d * d);
  for (let i = 0; i < n; i++)
    for (let r = 0; r < d; r++) {
      const left = a.data[i * d + r];
      for (let c = 0; c < d; c++) product[r * d + c] += left * b.data[i * d + c];
    }
  return product;
}

/** A M of a table and a d x d matrix. */
function timesSmall({ data, n, d }: Table, matrix: Float64Array): Table {
  const product = new Float64Array(n * d);
  for (let i = 0; i < n; i++)
    for (let k = 0; k < d; k++) {
      const left = data[i * d + k];
      for (let c = 0; c < d; c++) product[i * d + c] += left * matrix[k * d + c];
    }
  return { data: product, n, d };
}

function rowNorms({ data, n, d }: Table): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < d; j++) sum += data[i * d + j] ** 2;
    return Math.sqrt(sum);
  });
}

/**
 * The n x n coefficients W = (X X' + alpha D)^-1 X (X - R)' as their left factor V of n x d, W = V (X - R)': by the push-through identity
 * V = D^-1 X (alpha I + X' D^-1 X)^-1, so nothing of n x n is ever made. `weights` is the diagonal of D^-1.
 */
function coefficientFactor(x: Table, weights: Float64Array, alpha: number): Table {
  const { n, d } = x;
  const scaled: Table = { n, d, data: x.data.map((value, at) => value * weights[Math.floor(at / d)]) };
  const small = crossProduct(x, scaled);
  for (let j = 0; j < d; j++) small[j * d + j] += alpha;
  const inverse = new Float64Array(d * d);
  for (let c = 0; c < d; c++) {
    const unit = new Float64Array(d);
    unit[c] = 1;
    solvePositiveDefinite(small, unit, d).forEach((value, r) => (inverse[r * d + c] = value));
  }
  return timesSmall(scaled, inverse);
}

/** Row norms of V (X - R)', from d x d products only. */
function coefficientNorms(factor: Table, rest: Table): Float64Array {
  const squared = timesSmall(factor, crossProduct(rest, rest));
  const { n, d } = factor;
  return Float64Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < d; j++) sum += squared.data[i * d + j] * factor.data[i * d + j];
    return Math.sqrt(Math.max(0, sum));
  });
}

/** One column of (diagonal + gamma L) r = b by conjugate gradients, with the diagonal as preconditioner; L is the graph's Laplacian. */
function solveSmoothed(graph: Graph, diagonal: Float64Array, gamma: number, b: Float64Array): Float64Array {
  const n = b.length;
  const strengths = Float64Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (let at = graph.starts[i]; at < graph.starts[i + 1]; at++) sum += graph.strengths[at];
    return sum;
  });
  const apply = (v: Float64Array): Float64Array =>
    v.map((value, i) => {
      let around = strengths[i] * value;
      for (let at = graph.starts[i]; at < graph.starts[i + 1]; at++)
        around -= graph.strengths[at] * v[graph.neighbours[at]];
      return diagonal[i] * value + gamma * around;
    });
  const dot = (v: Float64Array, w: Float64Array): number =>
    v.reduce((sum, value, i) => sum + value * w[i], 0);
  const inverse = diagonal.map((value, i) => 1 / (value + gamma * strengths[i]));
  const solution = new Float64Array(n);
  let residual = Float64Array.from(b);
  let direction = residual.map((value, i) => value * inverse[i]);
  let size = dot(residual, direction);
  const enough = 1e-18 * size;
  for (let k = 0; k < 200 && size > enough; k++) {
    const along = apply(direction);
    const step = size / dot(direction, along);
    for (let i = 0; i < n; i++) solution[i] += step * direction[i];
    residual = residual.map((value, i) => value - step * along[i]);
    const conditioned = residual.map((value, i) => value * inverse[i]);
    const next = dot(residual, conditioned);
    direction = conditioned.map((value, i) => value + (next / size) * direction[i]);
    size = next;
  }
  return solution;
}

function solveResiduals(graph: Graph, target: Table, norms: Float64Array, p: Checked): Table {
  const { n, d } = target;
  const diagonal = norms.map((norm) => 1 + p.beta / (2 * Math.max(norm, TINY)));
  const data = new Float64Array(n * d);
  for (let j = 0; j < d; j++) {
    const column = Float64Array.from({ length: n }, (_, i) => target.data[i * d + j]);
    solveSmoothed(graph, diagonal, p.gamma, column).forEach((value, i) => (data[i * d + j] = value));
  }
  return { data, n, d };
}

const minus = (a: Table, b: Table): Table => ({ ...a, data: a.data.map((value, at) => value - b.data[at]) });

/**
 * Residuals of the attributes that other nodes cannot tell: minimises |X - W'X - R|^2 + alpha |W|_21 + beta |R|_21 + gamma tr(R'LR) by turns.
 * Exported for its oracle.
 */
export function radarResiduals(graph: Graph, attributes: NodeAttributes, p: Checked): Table {
  const x = standardised(attributes, graph.nNodes);
  let weights = new Float64Array(x.n).fill(1);
  let residuals = solveResiduals(graph, x, new Float64Array(x.n).fill(0.5), { ...p, beta: 1 });
  for (let round = 0; round < p.nRounds; round++) {
    const rest = minus(x, residuals);
    const factor = coefficientFactor(x, weights, p.alpha);
    weights = coefficientNorms(factor, rest).map((norm) => 2 * Math.max(norm, TINY));
    const told = timesSmall(rest, crossProduct(factor, x));
    residuals = solveResiduals(graph, minus(x, told), rowNorms(residuals), p);
  }
  return residuals;
}

function judge(graph: Graph, p: Checked, given?: NodeAttributes): GraphJudgement {
  const attributes = given ?? structuralAttributes(graph);
  const residuals = radarResiduals(graph, attributes, p);
  const parts = Object.fromEntries(
    Array.from({ length: residuals.d }, (_, j) => [
      `attribute${j}`,
      Float64Array.from({ length: residuals.n }, (_unused, i) => residuals.data[i * residuals.d + j]),
    ]),
  );
  return { scores: rowNorms(residuals), parts };
}

/**
 * Radar: nodes whose attributes neither the attributes of other nodes nor those of their neighbours explain; the score is the length of what
 * is left, `attribute0`, `attribute1`, ... its parts in standard deviations. Without attributes those of the structure are taken (degree, weight,
 * closedness, ...). Blind to a node in the
 * wrong place whose attributes are those of other nodes (take `neighbour-residual`): the smoothing over neighbours even hides it. Fails when attributes have nothing to do with each other or with the edges. Judges a graph from itself: fitting keeps only the threshold.
 * Cost: O(nRounds x (n d^2 + d x edges)); the paper's n^3 is avoided by factors of n x d.
 * Source: Li, Dani, Hu, Liu, IJCAI 2017.
 */
export const radar: GraphDetectorFactory = defineGraphDetector({
  name: 'radar',
  summary: 'nodes whose attributes do not fit the other nodes and their neighbours',
  target: 'nodes',
  params,
  learn: () => ({}),
  judge: (_, graph, p: Checked, attributes) => judge(graph, p, attributes),
});
