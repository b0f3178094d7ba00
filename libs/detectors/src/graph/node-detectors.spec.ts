import { describe, expect, it } from '@jest/globals';
import {
  areaUnderRoc,
  createRandom,
  nextInteger,
  nextNormal,
  nextUniform,
  symmetricEigen,
} from '@convoscope/statistics';
import { communityEdges, describeGraphDetector } from '../conformance/describe-graph-detector.ts';
import { buildGraph, type Graph } from '../convention/graph.ts';
import { egonetFeatures } from './egonet.ts';
import { neighbourResidual } from './neighbour-residual.ts';
import { oddball } from './oddball.ts';
import { fitPowerLaw } from './power-law.ts';
import { radar, radarResiduals } from './radar.ts';
import { clusterByScan, scan, structuralSimilarities } from './scan.ts';

describeGraphDetector(oddball);
describeGraphDetector(scan);
describeGraphDetector(radar);
describeGraphDetector(neighbourResidual);

/** The adjacency matrix: the obvious version of everything. */
function dense(graph: Graph): number[][] {
  const matrix = Array.from({ length: graph.nNodes }, () => new Array<number>(graph.nNodes).fill(0));
  graph.sources.forEach((source, e) => {
    matrix[source][graph.targets[e]] += graph.weights[e];
    matrix[graph.targets[e]][source] += graph.weights[e];
  });
  return matrix;
}

function randomEdges(seed: number, n: number, probability: number) {
  const random = createRandom(seed);
  const edges = { sources: [] as number[], targets: [] as number[], weights: [] as number[] };
  for (let a = 0; a < n; a++)
    for (let b = a + 1; b < n; b++)
      if (nextUniform(random) < probability) {
        edges.sources.push(a);
        edges.targets.push(b);
        edges.weights.push(1 + nextInteger(random, 4));
      }
  return edges;
}

describe('egonets', () => {
  it('have the edges, weights and eigenvalues that the adjacency matrix says', () => {
    const graph = buildGraph(randomEdges(1, 25, 0.25), { nNodes: 25 });
    const matrix = dense(graph);
    const { nodes, edges, weight, eigenvalue } = egonetFeatures(graph);
    for (let i = 0; i < 25; i++) {
      const members = matrix[i].flatMap((value, j) => (value > 0 || j === i ? [j] : []));
      const own = members.map((a) => members.map((b) => matrix[a][b]));
      const flat = own.flat();
      expect(nodes[i]).toBe(members.length - 1);
      expect(edges[i]).toBe(flat.filter((value) => value > 0).length / 2);
      expect(weight[i]).toBe(flat.reduce((sum, value) => sum + value, 0) / 2);
      const { values } = symmetricEigen(Float64Array.from(flat), members.length);
      expect(eigenvalue[i]).toBeCloseTo(values[0], 3);
    }
  });

  it('follow a power law that a few outliers do not move', () => {
    const random = createRandom(2);
    const x = Float64Array.from({ length: 400 }, () => Math.exp(4 * nextUniform(random)));
    const y = x.map(
      (value, i) => 2 * value ** 1.3 * Math.exp(0.1 * nextNormal(random)) * (i % 40 === 0 ? 50 : 1),
    );
    const { factor, exponent } = fitPowerLaw(x, y);
    expect(Math.abs(exponent - 1.3)).toBeLessThan(0.08);
    expect(Math.abs(factor - 2)).toBeLessThan(0.5);
    expect(fitPowerLaw(new Float64Array(3), new Float64Array(3))).toEqual({ factor: 1, exponent: 1 });
  });
});

/** A sparse graph with a heavy tail of degrees: every new node joins two older ones, the busier the likelier. */
function growingEdges(seed: number, n: number) {
  const random = createRandom(seed);
  const ends = [0, 1];
  const edges = { sources: [1], targets: [0], weights: [1] };
  for (let a = 2; a < n; a++)
    for (let k = 0; k < 2; k++) {
      const b = ends[nextInteger(random, ends.length)];
      if (b === a) continue;
      edges.sources.push(a);
      edges.targets.push(b);
      edges.weights.push(1 + nextInteger(random, 3));
      ends.push(a, b);
    }
  return edges;
}

describe('oddball', () => {
  const n = 600;
  const scoresWith = (plant: (edges: ReturnType<typeof growingEdges>) => void) => {
    const edges = growingEdges(3, n);
    plant(edges);
    const graph = buildGraph(edges);
    const detector = oddball.create();
    return { graph, detector, scores: detector.fit(graph) };
  };
  const labelsOf = (planted: number[], count: number): Uint8Array =>
    Uint8Array.from({ length: count }, (_, i) => (planted.includes(i) ? 1 : 0));

  it('finds planted cliques', () => {
    const members = [100, 150, 200, 250, 300, 350, 400, 450, 500, 550];
    const { scores, graph, detector } = scoresWith((edges) => {
      for (const a of members)
        for (const b of members)
          if (a < b) {
            edges.sources.push(a);
            edges.targets.push(b);
            edges.weights.push(1);
          }
    });
    expect(areaUnderRoc(labelsOf(members, n), scores)).toBeGreaterThan(0.95);
    const { parts } = detector.explain(graph, 300);
    expect(parts.cliqueOrStar).toBeGreaterThan(3);
    expect(parts.edges).toBeGreaterThan(2 * parts.expectedEdges);
  });

  it('finds heavy surroundings and a single dominant edge', () => {
    const heavy = scoresWith((edges) => {
      edges.sources.forEach((source, e) => {
        if (source === 400 || edges.targets[e] === 400) edges.weights[e] = 80;
      });
    });
    expect(heavy.scores[400]).toBeGreaterThan(heavy.detector.threshold);
    const dominant = scoresWith((edges) => {
      edges.sources.push(450);
      edges.targets.push(451);
      edges.weights.push(500);
    });
    expect(Math.min(dominant.scores[450], dominant.scores[451])).toBeGreaterThan(
      4 * dominant.detector.threshold,
    );
  });

  it('judges another graph by the laws of the first', () => {
    const detector = oddball.create();
    detector.fit(buildGraph(growingEdges(5, n)));
    const members = Array.from({ length: 12 }, (_, k) => 40 + k * 40);
    const edges = growingEdges(6, n);
    for (const a of members)
      for (const b of members)
        if (a < b) {
          edges.sources.push(a);
          edges.targets.push(b);
          edges.weights.push(1);
        }
    expect(areaUnderRoc(labelsOf(members, n), detector.score(buildGraph(edges)))).toBeGreaterThan(0.95);
  });
});

describe('scan', () => {
  it('has the similarities of the definition', () => {
    const graph = buildGraph(randomEdges(7, 30, 0.2), { nNodes: 30 });
    const closed = dense(graph).map(
      (row, i) => new Set(row.flatMap((w, j) => (w > 0 || j === i ? [j] : []))),
    );
    const similarities = structuralSimilarities(graph);
    for (let i = 0; i < 30; i++)
      for (let at = graph.starts[i]; at < graph.starts[i + 1]; at++) {
        const [a, b] = [closed[i], closed[graph.neighbours[at]]];
        const shared = [...a].filter((node) => b.has(node)).length;
        expect(similarities[at]).toBeCloseTo(shared / Math.sqrt(a.size * b.size), 12);
      }
  });

  it('tells clusters, the bridge between them and the outlier apart', () => {
    const sources: number[] = [];
    const targets: number[] = [];
    for (const first of [0, 6])
      for (let a = first; a < first + 6; a++)
        for (let b = a + 1; b < first + 6; b++) {
          sources.push(a);
          targets.push(b);
        }
    // 12 joins both cliques, 13 hangs on one of them.
    sources.push(12, 12, 13);
    targets.push(0, 6, 3);
    const graph = buildGraph({ sources, targets });
    const { clusters, roles } = clusterByScan(graph, { similarity: 0.7 });
    expect(new Set(clusters.slice(0, 6)).size).toBe(1);
    expect(new Set(clusters.slice(6, 12)).size).toBe(1);
    expect(clusters[0]).not.toBe(clusters[6]);
    expect([roles[12], roles[13]]).toEqual(['hub', 'outlier']);
    const detector = scan.create({ similarity: 0.7 });
    const scores = detector.fit(graph);
    scores.forEach((score, i) => expect(score > 0.3).toBe(i >= 12));
    expect(detector.explain(graph, 12).parts).toMatchObject({ isHub: 1, isOutlier: 0, cluster: -1 });
  });

  it('finds nodes that were joined at random among groups', () => {
    const { edges, nNodes } = communityEdges(8, 6, 25, 0.6);
    const random = createRandom(9);
    const planted = Array.from({ length: 8 }, (_, k) => nNodes + k);
    for (const node of planted)
      for (let k = 0; k < 6; k++) {
        edges.sources.push(node);
        edges.targets.push(nextInteger(random, nNodes));
        edges.weights.push(1);
      }
    const scores = scan.create().fit(buildGraph(edges));
    const labels = Uint8Array.from({ length: nNodes + 8 }, (_, i) => (i >= nNodes ? 1 : 0));
    expect(areaUnderRoc(labels, scores)).toBeGreaterThan(0.9);
  });
});

/** The same alternation with n x n matrices, as the paper writes it. */
function naiveRadar(
  graph: Graph,
  x: number[][],
  p: { alpha: number; beta: number; gamma: number; nRounds: number },
) {
  const n = x.length;
  const multiply = (a: number[][], b: number[][]): number[][] =>
    a.map((row) => b[0].map((_, j) => row.reduce((sum, value, k) => sum + value * b[k][j], 0)));
  const transpose = (a: number[][]): number[][] => a[0].map((_, j) => a.map((row) => row[j]));
  const minus = (a: number[][], b: number[][]): number[][] =>
    a.map((row, i) => row.map((v, j) => v - b[i][j]));
  const diagonal = (values: number[]): number[][] =>
    values.map((v, i) => values.map((_, j) => (i === j ? v : 0)));
  const plus = (a: number[][], b: number[][]): number[][] =>
    a.map((row, i) => row.map((v, j) => v + b[i][j]));
  const times = (factor: number, a: number[][]): number[][] => a.map((row) => row.map((v) => factor * v));
  const norms = (a: number[][]): number[] => a.map((row) => Math.hypot(...row));
  const solve = (a: number[][], b: number[][]): number[][] => {
    const m = a.map((row, i) => [...row, ...b[i]]);
    for (let k = 0; k < n; k++) {
      const best = m.findIndex(
        (row, i) => i >= k && Math.abs(row[k]) === Math.max(...m.slice(k).map((r) => Math.abs(r[k]))),
      );
      [m[k], m[best]] = [m[best], m[k]];
      m[k] = m[k].map((v) => v / m[k][k]);
      for (let i = 0; i < n; i++) if (i !== k) m[i] = m[i].map((v, j) => v - m[i][k] * m[k][j]);
    }
    return m.map((row) => row.slice(n));
  };
  const adjacency = dense(graph);
  const laplacian = minus(diagonal(adjacency.map((row) => row.reduce((s, v) => s + v, 0))), adjacency);
  const half = (values: number[]): number[] => values.map((v) => 1 / (2 * Math.max(v, 1e-8)));
  const residualsFor = (target: number[][], d: number[], beta: number): number[][] =>
    solve(plus(plus(diagonal(d.map(() => 1)), times(beta, diagonal(d))), times(p.gamma, laplacian)), target);
  let weights = new Array<number>(n).fill(1);
  let r = residualsFor(x, new Array<number>(n).fill(1), 1);
  for (let round = 0; round < p.nRounds; round++) {
    const gram = multiply(x, transpose(x));
    const w = solve(plus(gram, times(p.alpha, diagonal(weights))), multiply(x, transpose(minus(x, r))));
    weights = half(norms(w));
    r = residualsFor(minus(x, multiply(transpose(w), x)), half(norms(r)), p.beta);
  }
  return r;
}

describe('radar', () => {
  it('finds the residuals that the n x n matrices of the paper give', () => {
    const n = 14;
    const graph = buildGraph(randomEdges(11, n, 0.3), { nNodes: n });
    const random = createRandom(12);
    const rows = Array.from({ length: n }, () => [
      nextNormal(random),
      nextNormal(random),
      nextNormal(random),
    ]);
    const x = rows.map((row) =>
      row.map((value, j) => {
        const column = rows.map((other) => other[j]);
        const mean = column.reduce((sum, v) => sum + v, 0) / n;
        return (value - mean) / Math.sqrt(column.reduce((sum, v) => sum + (v - mean) ** 2, 0) / n);
      }),
    );
    const p = { alpha: 0.7, beta: 0.3, gamma: 0.2, nRounds: 4, seed: 0, contamination: 0.1 };
    const { data } = radarResiduals(graph, { data: Float64Array.from(rows.flat()), nFeatures: 3 }, p);
    naiveRadar(graph, x, p)
      .flat()
      .forEach((value, at) => expect(Math.abs(data[at] - value)).toBeLessThan(1e-6));
  });

  it('finds nodes whose attributes no other nodes tell', () => {
    const { graph, labels, attributes } = plantedAttributes(14, 'strange');
    expect(areaUnderRoc(labels, radar.create().fit(graph, attributes))).toBeGreaterThan(0.8);
  });
});

/** Groups with attributes of their own; every twentieth node has those of another group, or none that occur. */
function plantedAttributes(seed: number, kind: 'misplaced' | 'strange') {
  const { edges, nNodes, groupSize } = communityEdges(seed);
  const random = createRandom(seed + 50);
  const centres = Array.from({ length: 6 }, () => Array.from({ length: 4 }, () => 3 * nextNormal(random)));
  const labels = new Uint8Array(nNodes);
  const data = Float64Array.from({ length: nNodes * 4 }, (_, at) => {
    const node = Math.floor(at / 4);
    const group = Math.floor(node / groupSize);
    const isPlanted = node % 20 === 7;
    labels[node] = isPlanted ? 1 : 0;
    if (isPlanted && kind === 'strange') return 4 * nextNormal(random);
    return centres[isPlanted ? (group + 3) % 6 : group][at % 4] + 0.3 * nextNormal(random);
  });
  return { graph: buildGraph(edges, { nNodes }), labels, attributes: { data, nFeatures: 4 } };
}

describe('neighbour residual', () => {
  it.each(['misplaced', 'strange'] as const)('finds nodes with %s attributes', (kind) => {
    const { graph, labels, attributes } = plantedAttributes(13, kind);
    expect(areaUnderRoc(labels, neighbourResidual.create().fit(graph, attributes))).toBeGreaterThan(0.97);
  });

  it('judges another graph by what it learnt, and refuses other attributes', () => {
    const learnt = plantedAttributes(15, 'misplaced');
    const detector = neighbourResidual.create();
    detector.fit(learnt.graph, learnt.attributes);
    const fresh = plantedAttributes(16, 'misplaced');
    expect(areaUnderRoc(fresh.labels, detector.score(fresh.graph, fresh.attributes))).toBeGreaterThan(0.95);
    expect(() => detector.score(fresh.graph)).toThrow('fitted on 4 attributes');
  });

  it('says which attribute is not what the neighbours let expect', () => {
    const { graph, attributes } = plantedAttributes(17, 'misplaced');
    const data = attributes.data.slice();
    data[5 * 4 + 2] += 20;
    const detector = neighbourResidual.create();
    detector.fit(graph, { data, nFeatures: 4 });
    const { parts } = detector.explain(graph, 5, { data, nFeatures: 4 });
    expect(parts.attribute2).toBeGreaterThan(5);
    expect(Math.abs(parts.attribute0)).toBeLessThan(parts.attribute2);
  });
});
