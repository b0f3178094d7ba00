import { mean } from '@convoscope/statistics';
import {
  defineGraphDetector,
  type GraphDetectorFactory,
  type GraphJudgement,
} from '../convention/graph-detector.ts';
import type { Graph } from '../convention/graph.ts';
import { egonetFeatures, type EgonetFeatures } from './egonet.ts';
import { distanceFromLaw, fitPowerLaw, type PowerLaw } from './power-law.ts';

interface Law extends PowerLaw {
  /** Mean distance of the fitted nodes: the unit of the part. */
  readonly unit: number;
}

interface Model {
  readonly edges: Law;
  readonly weight: Law;
  readonly eigenvalue: Law;
}

function distances(law: PowerLaw, x: Float64Array, y: Float64Array): Float64Array {
  return x.map((value, i) => distanceFromLaw(law, value, y[i]));
}

function learnLaw(x: Float64Array, y: Float64Array): Law {
  const law = fitPowerLaw(x, y);
  const unit = mean(distances(law, x, y));
  // Graphs without weights follow some laws to the letter: rounding is no distance.
  return { ...law, unit: unit > 1e-9 ? unit : Infinity };
}

function learn({ nodes, edges, weight, eigenvalue }: EgonetFeatures): Model {
  return {
    edges: learnLaw(nodes, edges),
    weight: learnLaw(edges, weight),
    eigenvalue: learnLaw(weight, eigenvalue),
  };
}

function judge(model: Model, { nodes, edges, weight, eigenvalue }: EgonetFeatures): GraphJudgement {
  const inUnits = (law: Law, x: Float64Array, y: Float64Array): Float64Array =>
    distances(law, x, y).map((distance) => distance / law.unit);
  const cliqueOrStar = inUnits(model.edges, nodes, edges);
  const heavy = inUnits(model.weight, edges, weight);
  const dominantEdge = inUnits(model.eigenvalue, weight, eigenvalue);
  const scores = cliqueOrStar.map((part, i) => part + heavy[i] + dominantEdge[i]);
  const expectedEdges = nodes.map((count) =>
    count > 0 ? model.edges.factor * count ** model.edges.exponent : 0,
  );
  return {
    scores,
    parts: { cliqueOrStar, heavy, dominantEdge, neighbours: nodes, edges, expectedEdges, weight },
  };
}

/**
 * OddBall: nodes whose egonet (the node, its neighbours and the edges among them) breaks the power laws that the others follow: near-cliques and
 * stars (edges against neighbours: `edges` above or below `expectedEdges`), heavy surroundings (weight against edges), one dominant edge (eigenvalue
 * against weight). The score is the sum of the three distances, each in its mean. Isolated nodes score 0.
 * Fails on bipartite graphs in its first part (no triangles, ever) and on anomalies larger than an egonet. Cost: O(sum of squared degrees).
 * Source: Akoglu, McGlohon, Faloutsos, PAKDD 2010.
 */
export const oddball: GraphDetectorFactory = defineGraphDetector({
  name: 'oddball',
  summary: 'nodes in the middle of a near-clique, a star, heavy edges or one dominant edge',
  target: 'nodes',
  params: {},
  learn: (graph: Graph): Model => learn(egonetFeatures(graph)),
  judge: (model: Model, graph) => judge(model, egonetFeatures(graph)),
});
