import { describe, expect, it } from '@jest/globals';
import {
  createRandom,
  nextInteger,
  nextUniform,
  ParameterError,
  shuffleInPlace,
} from '@convoscope/statistics';
import type { GraphDetectorFactory } from '../convention/graph-detector.ts';
import { buildGraph, type EdgeList, type Graph } from '../convention/graph.ts';
import type { Json } from '../convention/serialize.ts';
import { outOfBounds } from './describe-detector.ts';

/** Groups of nodes that know each other well and others little; weights 1 to 3. */
export function communityEdges(seed: number, nGroups = 6, groupSize = 25, density = 0.25) {
  const random = createRandom(seed);
  const n = nGroups * groupSize;
  const edges = { sources: [] as number[], targets: [] as number[], weights: [] as number[] };
  for (let a = 0; a < n; a++)
    for (let b = a + 1; b < n; b++) {
      const isInside = Math.floor(a / groupSize) === Math.floor(b / groupSize);
      if (nextUniform(random) > (isInside ? density : 0.004)) continue;
      edges.sources.push(a);
      edges.targets.push(b);
      edges.weights.push(1 + nextInteger(random, 3));
    }
  return { edges, nNodes: n, groupSize };
}

/** The same graph with its nodes renumbered: node i becomes `names[i]`. */
function renumbered({ sources, targets, weights }: EdgeList, names: Int32Array): EdgeList {
  return {
    sources: Array.from(sources, (node) => names[node]),
    targets: Array.from(targets, (node) => names[node]),
    ...(weights === undefined ? {} : { weights }),
  };
}

const allGood = (scores: Float64Array): boolean =>
  scores.every((score) => Number.isFinite(score) && score >= 0);

/** The exam that every graph detector passes. What it finds is in its own spec. */
export function describeGraphDetector(
  factory: GraphDetectorFactory,
  params: Readonly<Record<string, unknown>> = {},
): void {
  const create = (more: Readonly<Record<string, unknown>> = {}) => factory.create({ ...params, ...more });

  const { edges, nNodes } = communityEdges(5);
  const graph = buildGraph(edges, { nNodes });
  const another = buildGraph(communityEdges(6).edges, { nNodes });
  const countOf = (of: Graph): number => (factory.target === 'nodes' ? of.nNodes : of.sources.length);

  describe(`${factory.name} as a graph detector`, () => {
    it('gives every node or edge a score, the same for the same seed', () => {
      const scores = create({ seed: 2 }).fit(graph);
      expect(scores).toHaveLength(countOf(graph));
      expect(allGood(scores)).toBe(true);
      expect(create({ seed: 2 }).fit(graph)).toEqual(scores);
    });

    it('scores another graph identically after a journey through JSON', () => {
      const detector = create();
      detector.fit(graph);
      const restored = factory.fromJSON(JSON.parse(JSON.stringify(detector)) as Json);
      expect(restored.judge(another)).toEqual(detector.judge(another));
      expect([restored.threshold, restored.params]).toEqual([detector.threshold, detector.params]);
      expect(() => factory.fromJSON({ kind: 'batch', name: factory.name })).toThrow('not a saved');
    });

    it('changes neither the graph nor, by scoring, itself', () => {
      const copy = structuredClone(graph);
      const detector = create();
      detector.fit(graph);
      const saved = JSON.stringify(detector);
      expect(detector.score(another)).toEqual(detector.score(another));
      expect(JSON.stringify(detector)).toBe(saved);
      expect(graph).toEqual(copy);
    });

    it('does not care for the numbers of the nodes', () => {
      const names = Int32Array.from({ length: nNodes }, (_, i) => i);
      shuffleInPlace(names, createRandom(9));
      const before = create().fit(graph);
      const after = create().fit(buildGraph(renumbered(edges, names), { nNodes }));
      before.forEach((score, i) => {
        const moved = after[factory.target === 'nodes' ? names[i] : i];
        expect(Math.abs(moved - score)).toBeLessThan(1e-3 * Math.max(1, score));
      });
    });

    it('predicts, unifies and explains', () => {
      const detector = create({ contamination: 0.1 });
      const scores = detector.fit(graph);
      expect(detector.predict(graph)).toEqual(
        Uint8Array.from(scores, (score) => (score > detector.threshold ? 1 : 0)),
      );
      expect(scores.filter((score) => score > detector.threshold).length).toBeLessThanOrEqual(
        0.1 * scores.length + 1,
      );
      expect(Math.max(...detector.unify(scores))).toBe(1);
      const { score, parts } = detector.explain(graph, 3);
      expect(score).toBe(scores[3]);
      expect(Object.values(parts).every((part) => Number.isFinite(part))).toBe(true);
      expect(() => detector.explain(graph, scores.length)).toThrow('there is none at');
    });

    it.each([
      ['a node alone', { sources: [], targets: [] }, 1],
      ['one edge', { sources: [0], targets: [1] }, 2],
      ['one edge and nodes alone', { sources: [0], targets: [1] }, 5],
      ['a star', { sources: [0, 0, 0, 0, 0], targets: [1, 2, 3, 4, 5] }, 6],
      [
        'a triangle with huge weights',
        { sources: [0, 1, 2], targets: [1, 2, 0], weights: [1e12, 1e12, 1] },
        3,
      ],
    ])('takes %s', (_, few, n) => {
      for (const isDirected of [false, true]) {
        const small = buildGraph(few, { nNodes: n, isDirected });
        const detector = create();
        expect(allGood(detector.fit(small))).toBe(true);
        expect(allGood(detector.score(graph))).toBe(true);
        expect(allGood(detector.score(small))).toBe(true);
      }
    });

    it.each(outOfBounds(factory.params))('refuses %s = %s by name', (name, value) => {
      expect(() => factory.create({ [name]: value })).toThrow(ParameterError);
      expect(() => factory.create({ [name]: value })).toThrow(new RegExp(`"${name}"`));
    });

    it('refuses to score before it is fitted, and attributes that do not fit', () => {
      expect(() => create().score(graph)).toThrow('has not been fitted');
      const short = { data: new Float64Array(7), nFeatures: 2 };
      expect(() => create().fit(graph, short)).toThrow('do not make 7 numbers');
      const broken = { data: new Float64Array(nNodes * 2).fill(Number.NaN, 4, 5), nFeatures: 2 };
      expect(() => create().fit(graph, broken)).toThrow('node 2, attribute 0 is NaN');
    });
  });
}
