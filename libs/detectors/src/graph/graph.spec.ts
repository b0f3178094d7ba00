import { describe, expect, it } from '@jest/globals';
import { buildGraph, degreeOf, strengthOf } from '../convention/graph.ts';
import { buildConversationGraph } from './conversation-graph.ts';
import { createGraphDetector, graphDetectors, restoreGraphDetector } from './graph-registry.ts';
import type { Json } from '../convention/serialize.ts';

describe('a graph', () => {
  it('adds up repeated edges, in both directions when it has none', () => {
    const edges = { sources: [0, 1, 2, 0], targets: [1, 0, 2, 2], weights: [1, 2, 9, 4] };
    const plain = buildGraph(edges);
    expect([...plain.sources, ...plain.targets, ...plain.weights]).toEqual([0, 0, 1, 2, 3, 4]);
    expect(plain.nLoops).toBe(1);
    expect([degreeOf(plain, 0), strengthOf(plain, 0), strengthOf(plain, 1)]).toEqual([2, 7, 3]);
    const directed = buildGraph(edges, { isDirected: true });
    expect([...directed.weights]).toEqual([1, 2, 4]);
    // What a node is joined to does not depend on the direction.
    expect([...directed.strengths]).toEqual([...plain.strengths]);
    expect([...directed.neighbours]).toEqual([...plain.neighbours]);
  });

  it('refuses edges that make no sense, by their place', () => {
    expect(() => buildGraph({ sources: [0, 1.5], targets: [1, 0] })).toThrow('edge 1: node 1.5');
    expect(() => buildGraph({ sources: [0, -1], targets: [1, 0] })).toThrow('edge 1: node -1');
    expect(() => buildGraph({ sources: [0], targets: [3] }, { nNodes: 3 })).toThrow('[0, 3)');
    expect(() => buildGraph({ sources: [0], targets: [1], weights: [0] })).toThrow('weight 0');
    expect(() => buildGraph({ sources: [0], targets: [1, 2] })).toThrow('differ in length');
    expect(() => buildGraph({ sources: [], targets: [] })).toThrow('the graph is empty');
  });
});

describe('the graph of conversations', () => {
  it('joins users, models and topics, and counts the conversations that do', () => {
    const { graph, nodes } = buildConversationGraph({
      users: ['ann', 'ann', 'bob', null],
      models: ['m1', 'm1', 'm2', 'm2'],
      topics: ['billing', ['billing', 'refund', 'billing'], [], 'refund'],
    });
    expect(nodes.map(({ kind, id }) => `${kind} ${id}`).sort()).toEqual([
      'model m1',
      'model m2',
      'topic billing',
      'topic refund',
      'user ann',
      'user bob',
    ]);
    const weightOf = (a: string, b: string): number => {
      const [x, y] = [a, b].map((id) => nodes.findIndex((node) => node.id === id));
      const e = graph.sources.findIndex(
        (source, k) => Math.min(x, y) === source && graph.targets[k] === Math.max(x, y),
      );
      return e < 0 ? 0 : graph.weights[e];
    };
    expect(weightOf('ann', 'm1')).toBe(2);
    expect(weightOf('ann', 'billing')).toBe(2);
    expect(weightOf('m2', 'refund')).toBe(1);
    expect(weightOf('bob', 'm2')).toBe(1);
    expect(weightOf('bob', 'refund')).toBe(0);
  });

  it('tells a user from a topic of the same name, weighs conversations, refuses unlike lists', () => {
    const rows = { users: ['x'], models: ['x'], topics: ['x'], weights: [7] };
    const { graph, nodes } = buildConversationGraph(rows);
    expect(nodes).toHaveLength(3);
    expect([...graph.weights]).toEqual([7, 7, 7]);
    expect(() => buildConversationGraph({ ...rows, models: [] })).toThrow('0 models');
    expect(() => buildConversationGraph({ users: [null], models: [''], topics: [null] })).toThrow('empty');
  });

  it('shows the user whose topics are those of another group', () => {
    const users: string[] = [];
    const topics: string[] = [];
    for (let u = 0; u < 40; u++)
      for (let k = 0; k < 12; k++) {
        users.push(`user ${u}`);
        topics.push(`topic ${(u % 2) * 10 + ((u * 7 + k * 3) % 10)}`);
      }
    users.push('user 4', 'user 4');
    topics.push('topic 13', 'topic 13');
    const { graph, nodes } = buildConversationGraph({ users, models: users.map(() => null), topics });
    const scores = createGraphDetector('unlikely-links', { rank: 4 }).fit(graph);
    const worst = scores.indexOf(Math.max(...scores));
    const ends = [nodes[graph.sources[worst]].id, nodes[graph.targets[worst]].id];
    expect(ends.sort()).toEqual(['topic 13', 'user 4']);
  });
});

describe('graph detectors by name', () => {
  it('are made and restored, and listed when the name is unknown', () => {
    const graph = buildGraph({ sources: [0, 1, 2], targets: [1, 2, 3], weights: [1, 5, 2] });
    for (const { name } of graphDetectors) {
      const detector = createGraphDetector(name);
      const scores = detector.fit(graph);
      const restored = restoreGraphDetector(JSON.parse(JSON.stringify(detector)) as Json);
      expect(restored.score(graph)).toEqual(scores);
    }
    expect(() => createGraphDetector('oddbal')).toThrow('one of oddball, scan');
    expect(() => restoreGraphDetector(null)).toThrow('"detector"');
  });
});
