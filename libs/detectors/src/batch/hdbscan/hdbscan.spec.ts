import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { describeDetector } from '../../conformance/describe-detector.ts';
import { matrixFromRows } from '../../convention/matrix.ts';
import { hdbscan } from './hdbscan.ts';
import { condense, toMerges } from './hierarchy.ts';

describeDetector(hdbscan, { minAuroc: 0.95 });

describe('the cluster hierarchy', () => {
  it('merges the shortest edges first', () => {
    const merges = toMerges(
      { from: Int32Array.of(0, 1, 2), to: Int32Array.of(1, 2, 3), length: Float64Array.of(1, 5, 2) },
      4,
    );
    expect([...merges.distance]).toEqual([1, 2, 5]);
    expect([...merges.size]).toEqual([2, 2, 4]);
  });

  it('splits into two clusters of their own densities, and drops the row between', () => {
    // Rows 0-2 one apart, 3-5 a half apart, 6 in the middle.
    const merges = toMerges(
      {
        from: Int32Array.of(0, 1, 3, 4, 2, 6),
        to: Int32Array.of(1, 2, 4, 5, 6, 3),
        length: Float64Array.of(1, 1, 0.5, 0.5, 8, 10),
      },
      7,
    );
    const tree = condense(merges, 7, 3);
    expect(tree.clusters.map((cluster) => cluster.parent)).toEqual([-1, 0, 0]);
    expect(
      tree.clusters
        .slice(1)
        .map((cluster) => cluster.maxLambda)
        .sort(),
    ).toEqual([1, 2]);
    expect(tree.lambdaOf[6]).toBeCloseTo(1 / 8, 12);
  });
});

it('judges each row by the density of its own cluster', () => {
  const random = createRandom(3);
  const dense = Array.from({ length: 100 }, () => [0.1 * nextNormal(random), 0.1 * nextNormal(random)]);
  const sparse = Array.from({ length: 100 }, () => [20 + 2 * nextNormal(random), 2 * nextNormal(random)]);
  const scores = hdbscan.create().fit(matrixFromRows([...dense, ...sparse, [1.5, 1.5], [20, 1]]));
  // Nearer to its cluster than many a row of the sparse one, yet far for the dense one.
  expect(scores[200]).toBeGreaterThan(0.9);
  expect(scores[201]).toBeLessThan(scores[200]);
});
