import { describe, expect, it } from '@jest/globals';
import { describeDetector, syntheticTable } from '../../conformance/describe-detector.ts';
import type { BatchDetector } from '../../convention/batch-detector.ts';
import { createMatrix, matrixFromRows, rowOf } from '../../convention/matrix.ts';
import { decode } from '../../convention/serialize.ts';
import { averagePathLength } from '../iforest/isolation-tree.ts';
import { extendedIforest } from './extended-iforest.ts';

describeDetector(extendedIforest, { minAuroc: 0.95 });

/** A node as the model keeps it. */
interface Node {
  readonly pathLength?: number;
  readonly features: Int32Array;
  readonly normal: Float64Array;
  readonly offset: number;
  readonly left: Node;
  readonly right: Node;
}

const learntTrees = (detector: BatchDetector): Node[] =>
  (decode(detector.toJSON()) as { fitted: { model: { trees: Node[] } } }).fitted.model.trees;

/** Path length of a row: left where the plane's side says so, until a leaf. */
function walk(node: Node, row: readonly number[]): number {
  if (node.pathLength !== undefined) return node.pathLength;
  const side = [...node.features].reduce((sum, feature, u) => sum + node.normal[u] * row[feature], 0);
  return walk(side <= node.offset ? node.left : node.right, row);
}

describe('the extended isolation forest', () => {
  it('scores as walking down the saved trees by hand does', () => {
    const { table } = syntheticTable(4, 80, 3, 4);
    const nTrees = 7;
    const sampleSize = 32;
    const detector = extendedIforest.create({ nTrees, sampleSize });
    const scores = detector.fit(table);
    const trees = learntTrees(detector);
    scores.forEach((score, i) => {
      const mean = trees.reduce((sum, tree) => sum + walk(tree, [...rowOf(table, i)]), 0) / nTrees;
      expect(score).toBeCloseTo(2 ** (-mean / averagePathLength(sampleSize)), 12);
    });
  });

  it('sees the empty corners of a cross, where every feature alone is ordinary', () => {
    const arm = Array.from({ length: 150 }, (_, i) => (i - 75) / 7.5);
    const cross = [
      ...arm.map((x) => [x, 0.2 * Math.sin(40 * x)]),
      ...arm.map((y) => [0.2 * Math.cos(40 * y), y]),
    ];
    const detector = extendedIforest.create({ nTrees: 200 });
    const usual = [...detector.fit(matrixFromRows(cross))].sort((a, b) => a - b);
    const [corner] = detector.score(createMatrix(Float64Array.of(7, 7), 1, 2));
    expect(corner).toBeGreaterThan(usual[Math.floor(0.95 * usual.length)]);
  });

  it('keeps few numbers a cut where there are thousands of features', () => {
    const nFeatures = 2000;
    const table = createMatrix(Float64Array.from({ length: 12 * nFeatures }, (_, at) => Math.sin(at * at)), 12, nFeatures); // prettier-ignore
    const detector = extendedIforest.create({ nTrees: 2 });
    detector.fit(table);
    const cuts = (node: Node): number[] =>
      node.pathLength === undefined ? [node.normal.length, ...cuts(node.left), ...cuts(node.right)] : [];
    expect(new Set(learntTrees(detector).flatMap(cuts))).toEqual(new Set([256]));
  });
});
