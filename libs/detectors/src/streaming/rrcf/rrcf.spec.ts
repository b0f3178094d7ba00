import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { describeStreamingDetector } from '../../conformance/describe-streaming-detector.ts';
import { createCutTree, displacementOf, insertPoint, removePoint, type CutTree } from './cut-tree.ts';
import { rrcf } from './rrcf.ts';

describeStreamingDetector(rrcf, { params: { nTrees: 10, treeSize: 64 }, nLearn: 300 });

/** Leaves below a node, checking parents, counts, boxes and sides of the cut on the way. */
function checkNode(tree: CutTree, node: number): number[] {
  if (node < tree.capacity) return [node];
  const left = checkNode(tree, tree.left[node]);
  const right = checkNode(tree, tree.right[node]);
  const leaves = [...left, ...right];
  expect(tree.parent[tree.left[node]]).toBe(node);
  expect(tree.parent[tree.right[node]]).toBe(node);
  expect(tree.count[node]).toBe(leaves.length);
  const p = tree.nFeatures;
  const coordinate = (leaf: number, j: number) => tree.box[leaf * 2 * p + j];
  for (let j = 0; j < p; j++) {
    expect(tree.box[node * 2 * p + j]).toBe(Math.min(...leaves.map((leaf) => coordinate(leaf, j))));
    expect(tree.box[node * 2 * p + p + j]).toBe(Math.max(...leaves.map((leaf) => coordinate(leaf, j))));
  }
  for (const leaf of left) expect(coordinate(leaf, tree.axis[node])).toBeLessThanOrEqual(tree.cut[node]);
  return leaves;
}

describe('the random cut tree', () => {
  it('stays a tree of its points through insertions and removals', () => {
    const random = createRandom(1);
    const tree = createCutTree(32, 2);
    for (let n = 0; n < 200; n++) {
      const leaf = n % 32;
      if (n >= 32) removePoint(tree, leaf);
      insertPoint(tree, leaf, [Math.round(3 * nextNormal(random)), nextNormal(random)], random);
      expect(checkNode(tree, tree.root).sort((a, b) => a - b)).toEqual(
        Array.from({ length: Math.min(n + 1, 32) }, (_, i) => i),
      );
    }
    for (let leaf = 0; leaf < 32; leaf++) removePoint(tree, leaf);
    expect([tree.root, tree.nFree]).toEqual([-1, 32]);
  });

  it('says that a lone far point displaces all the others', () => {
    const random = createRandom(2);
    const tree = createCutTree(16, 1);
    for (let leaf = 0; leaf < 15; leaf++) insertPoint(tree, leaf, [nextNormal(random)], random);
    insertPoint(tree, 15, [1e6], random);
    expect(displacementOf(tree, 15)).toBe(15);
  });
});
