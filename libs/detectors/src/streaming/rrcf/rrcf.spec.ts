import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal, nextUniform, type Random } from '@convoscope/statistics';
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
      insertPoint(
        tree,
        leaf,
        Float64Array.of(Math.round(3 * nextNormal(random)) + 0, nextNormal(random)),
        random,
      );
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
    for (let leaf = 0; leaf < 15; leaf++)
      insertPoint(tree, leaf, Float64Array.of(nextNormal(random)), random);
    insertPoint(tree, 15, Float64Array.of(1e6), random);
    expect(displacementOf(tree, 15)).toBe(15);
  });
});

/** A tree grown from all its points at once, as the paper defines it: a uniform cut of the box, until every point is alone. */
interface GrownTree {
  readonly points: readonly number[][];
  readonly children: readonly GrownTree[];
}

function growTree(points: readonly number[][], random: Random): GrownTree {
  const sides = points[0].map((_, j) => {
    const column = points.map((point) => point[j]);
    return { low: Math.min(...column), length: Math.max(...column) - Math.min(...column) };
  });
  if (points.length === 1) return { points, children: [] };
  let left = nextUniform(random) * sides.reduce((sum, { length }) => sum + length, 0);
  const axis = sides.findIndex(({ length }) => (left -= length) < 0);
  const cut = sides[axis].low + left + sides[axis].length;
  const [below, above] = [true, false].map((side) => points.filter((point) => point[axis] <= cut === side));
  return { points, children: [growTree(below, random), growTree(above, random)] };
}

/** Largest ratio, over the subtrees that hold the point, of points beside the subtree to points in it. */
function naiveDisplacement(tree: GrownTree, point: number[]): number {
  const own = tree.children.find((child) => child.points.includes(point));
  if (own === undefined) return 0;
  const beside = (tree.points.length - own.points.length) / own.points.length;
  return Math.max(beside, naiveDisplacement(own, point));
}

it('displaces, on average, as much as in trees that are built anew from all points', () => {
  const random = createRandom(8);
  const gone = Array.from({ length: 10 }, () => [9 * nextNormal(random), nextNormal(random)]);
  const points = Array.from({ length: 12 }, () => [nextNormal(random), 2 * nextNormal(random)]);
  points.push([4, 4]);
  const nTrees = 3000;
  const sums = { kept: new Float64Array(13), grown: new Float64Array(13) };
  for (let t = 0; t < nTrees; t++) {
    const tree = createCutTree(23, 2);
    [...gone, ...points].forEach((point, leaf) => insertPoint(tree, leaf, Float64Array.from(point), random));
    gone.forEach((_, leaf) => removePoint(tree, leaf));
    const grown = growTree(points, random);
    points.forEach((point, i) => {
      sums.kept[i] += displacementOf(tree, 10 + i) / nTrees;
      sums.grown[i] += naiveDisplacement(grown, point) / nTrees;
    });
  }
  // Means of 3,000 trees: four standard errors of a displacement that spreads by at most 4 are .3.
  sums.kept.forEach((mean, i) => expect(Math.abs(mean - sums.grown[i])).toBeLessThan(0.3));
  expect(sums.kept.indexOf(Math.max(...sums.kept))).toBe(12);
});
