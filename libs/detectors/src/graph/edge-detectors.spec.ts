import { describe, expect, it } from '@jest/globals';
import { areaUnderRoc, createRandom, nextInteger, symmetricEigen } from '@convoscope/statistics';
import { communityEdges, describeGraphDetector } from '../conformance/describe-graph-detector.ts';
import { buildGraph, strengthOf } from '../convention/graph.ts';
import { edgeWeight } from './edge-weight.ts';
import { embedSpectrally } from './spectral-embedding.ts';
import { nodeScoresOfEdges, unlikelyLinks } from './unlikely-links.ts';

// Six groups have six directions; further ones are noise, in which numbers may turn.
describeGraphDetector(unlikelyLinks, { rank: 6 });
describeGraphDetector(edgeWeight);

describe('the spectral embedding', () => {
  it('has the eigenvalues and eigenvectors of the dense matrix', () => {
    const { edges, nNodes } = communityEdges(1, 4, 12);
    const graph = buildGraph(edges, { nNodes });
    const matrix = new Float64Array(nNodes * nNodes);
    graph.sources.forEach((source, e) => {
      const target = graph.targets[e];
      const weight = graph.weights[e] / Math.sqrt(strengthOf(graph, source) * strengthOf(graph, target));
      matrix[source * nNodes + target] = matrix[target * nNodes + source] = weight;
    });
    const { values } = symmetricEigen(matrix, nNodes);
    const expected = [...values].sort((a, b) => Math.abs(b) - Math.abs(a)).slice(0, 3);
    const { eigenvalues, vectors, rank } = embedSpectrally(graph, 3, 5);
    expected.forEach((value, k) => expect(eigenvalues[k]).toBeCloseTo(value, 5));
    for (let k = 0; k < rank; k++)
      for (let i = 0; i < nNodes; i++) {
        let image = 0;
        for (let j = 0; j < nNodes; j++) image += matrix[i * nNodes + j] * vectors[j * rank + k];
        expect(Math.abs(image - eigenvalues[k] * vectors[i * rank + k])).toBeLessThan(1e-3);
      }
  });
});

describe('unlikely links', () => {
  it('are those that were planted between groups', () => {
    const { edges, nNodes, groupSize } = communityEdges(2, 6, 25);
    const graph = buildGraph(edges, { nNodes });
    const labels = Uint8Array.from(graph.sources, (source, e) =>
      Math.floor(source / groupSize) === Math.floor(graph.targets[e] / groupSize) ? 0 : 1,
    );
    expect(labels.filter((label) => label === 1).length).toBeGreaterThan(10);
    const scores = unlikelyLinks.create({ rank: 6 }).fit(graph);
    expect(areaUnderRoc(labels, scores)).toBeGreaterThan(0.95);
  });

  it('are seen in bipartite graphs, and make their nodes unusual', () => {
    const random = createRandom(3);
    const edges = { sources: [] as number[], targets: [] as number[] };
    // 60 users in three groups with ten topics each; user 5 strays.
    for (let user = 0; user < 60; user++)
      for (let k = 0; k < 8; k++) {
        const group = user === 5 ? k % 3 : user % 3;
        edges.sources.push(user);
        edges.targets.push(60 + group * 10 + nextInteger(random, 10));
      }
    const graph = buildGraph(edges);
    const edgeScores = unlikelyLinks.create({ rank: 6 }).fit(graph);
    for (const combine of ['mean', 'maximum'] as const) {
      const scores = nodeScoresOfEdges(graph, edgeScores, combine).subarray(0, 60);
      expect(scores.indexOf(Math.max(...scores))).toBe(5);
    }
    expect(nodeScoresOfEdges(buildGraph({ sources: [0], targets: [1] }, { nNodes: 3 }), [0.5])[2]).toBe(0);
  });
});

describe('edge weights', () => {
  it('stand out against the other edges of the same ends, heavy or light', () => {
    const { edges, nNodes } = communityEdges(4);
    // Group 0 is a hundred times as busy as the others: that alone is nothing.
    edges.sources.forEach((source, e) => {
      if (source < 25 && edges.targets[e] < 25) edges.weights[e] *= 100;
    });
    const inside = edges.sources.findIndex((source, e) => source < 25 && edges.targets[e] < 25);
    const outside = edges.sources.findIndex((source) => source >= 100);
    edges.weights[inside] = 1;
    edges.weights[outside] = 100;
    const graph = buildGraph(edges, { nNodes });
    const detector = edgeWeight.create();
    const scores = detector.fit(graph);
    const among = (of: (source: number, target: number) => boolean): number[] =>
      Array.from(scores.keys()).filter((e) => of(graph.sources[e], graph.targets[e]));
    const inGroup = among((source, target) => source < 25 && target < 25).sort(
      (a, b) => scores[b] - scores[a],
    );
    const elsewhere = among((source, target) => source >= 25 && target >= 25).sort(
      (a, b) => scores[b] - scores[a],
    );
    expect(graph.weights[inGroup[0]]).toBe(1);
    expect(graph.weights[elsewhere[0]]).toBe(100);
    expect(detector.explain(graph, elsewhere[0]).parts.timesExpected).toBeGreaterThan(20);
    expect(detector.explain(graph, inGroup[0]).parts.timesExpected).toBeLessThan(0.1);
  });
});
