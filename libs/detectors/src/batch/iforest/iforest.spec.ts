import { describe, expect, it } from '@jest/globals';
import { createRandom, sampleWithoutReplacement } from '@convoscope/statistics';
import { describeDetector, syntheticTable } from '../../conformance/describe-detector.ts';
import { rowOf } from '../../convention/matrix.ts';
import { iforest } from './iforest.ts';
import { averagePathLength, ForestBuilder, meanPathLength, type Forest } from './isolation-tree.ts';
import { explainPathLength } from './tree-shap.ts';

describeDetector(iforest, { minAuroc: 0.98, isShiftAndScaleInvariant: false });

function growForest(): { forest: Forest; table: ReturnType<typeof syntheticTable>['table'] } {
  const { table } = syntheticTable(1, 64, 4, 4);
  const random = createRandom(5);
  const builder = new ForestBuilder(table, 5, random);
  for (let t = 0; t < 6; t++) builder.grow(sampleWithoutReplacement(64, 32, random));
  return { forest: builder.finish(32), table };
}

/** Expected path length when only the features in `known` are known: the definition, by recursion. */
function expectedGiven(forest: Forest, row: Float64Array, known: number, node: number): number {
  const f = forest.feature[node];
  if (f < 0) return forest.pathLength[node];
  const left = forest.left[node];
  if (known & (1 << f))
    return expectedGiven(forest, row, known, left + (row[f] > forest.threshold[node] ? 1 : 0));
  return [left, left + 1].reduce(
    (sum, child) =>
      sum + (forest.cover[child] / forest.cover[node]) * expectedGiven(forest, row, known, child),
    0,
  );
}

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));

describe('isolation trees', () => {
  it('give the Shapley values of the definition, summed over every subset of features', () => {
    const { forest, table } = growForest();
    for (const i of [0, 13, 63]) {
      const row = rowOf(table, i);
      const valueOf = (known: number): number =>
        forest.roots.reduce((sum, root) => sum + expectedGiven(forest, row, known, root), 0) /
        forest.roots.length;
      const { expected, values } = explainPathLength(forest, row);
      expect(expected).toBeCloseTo(valueOf(0), 10);
      for (let j = 0; j < 4; j++) {
        let shapley = 0;
        for (let known = 0; known < 16; known++) {
          if (known & (1 << j)) continue;
          const size = [0, 1, 2, 3].filter((k) => known & (1 << k)).length;
          const weight = (factorial(size) * factorial(3 - size)) / factorial(4);
          shapley += weight * (valueOf(known | (1 << j)) - valueOf(known));
        }
        expect(values[j]).toBeCloseTo(shapley, 10);
      }
    }
  });

  it('keep every sampled row in exactly one leaf, with its path counted', () => {
    const { forest } = growForest();
    for (const root of forest.roots) {
      const count = (node: number): number =>
        forest.feature[node] < 0
          ? forest.cover[node]
          : count(forest.left[node]) + count(forest.left[node] + 1);
      expect(count(root)).toBe(32);
    }
  });

  it('know the expected depth of small samples', () => {
    expect([0, 1, 2].map(averagePathLength)).toEqual([0, 0, 1]);
    expect(averagePathLength(256)).toBeCloseTo(10.244770920116851, 10);
  });

  it('follow rows by hand to the same leaf', () => {
    const { forest, table } = growForest();
    const row = rowOf(table, 20);
    const byHand = forest.roots.reduce((sum, root) => sum + expectedGiven(forest, row, 15, root), 0) / 6;
    expect(meanPathLength(forest, table.data, 20 * 4)).toBeCloseTo(byHand, 12);
  });
});
