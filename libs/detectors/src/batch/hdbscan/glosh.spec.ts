import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal, nextUniform } from '@convoscope/statistics';
import { matrixFromRows } from '../../convention/matrix.ts';
import { hdbscan } from './hdbscan.ts';
import { spanningTree } from './spanning-tree.ts';

type Rows = readonly (readonly number[])[];

const between = (a: readonly number[], b: readonly number[]): number =>
  Math.hypot(...a.map((value, j) => value - b[j]));

/** Distance to the k-th nearest other row, by sorting all of them. */
const coreOf = (rows: Rows, k: number): number[] =>
  rows.map(
    (row, i) =>
      rows
        .filter((_, j) => j !== i)
        .map((other) => between(row, other))
        .sort((a, b) => a - b)[k - 1],
  );

/** The whole matrix of mutual reachability. */
const reachability = (rows: Rows, core: readonly number[]): number[][] =>
  rows.map((row, i) =>
    rows.map((other, j) => (i === j ? 0 : Math.max(core[i], core[j], between(row, other)))),
  );

/** Groups of rows that steps shorter than `reach` connect. */
function componentsOf(members: readonly number[], matrix: readonly number[][], reach: number): number[][] {
  const left = new Set(members);
  const groups: number[][] = [];
  for (const start of members) {
    if (!left.delete(start)) continue;
    const group = [start];
    for (const row of group)
      for (const other of [...left]) if (matrix[row][other] < reach && left.delete(other)) group.push(other);
    groups.push(group);
  }
  return groups;
}

/** GLOSH from its definition: lower the reach from the longest distance on, and see who is no longer connected with whom. */
function obviousScores(matrix: readonly number[][], minClusterSize: number): number[] {
  const lambdaOf = matrix.map(() => 0);
  const densestOf: (() => number)[] = [];
  const visit = (members: readonly number[]): number => {
    const reaches = members
      .flatMap((a) => members.filter((b) => b > a).map((b) => matrix[a][b]))
      .sort((a, b) => b - a);
    let rest = members;
    let densest = 0;
    for (const reach of reaches) {
      const groups = componentsOf(rest, matrix, reach);
      if (groups.length === 1) continue;
      densest = Math.max(densest, 1 / reach);
      for (const row of groups.filter((group) => group.length < minClusterSize).flat()) {
        lambdaOf[row] = 1 / reach;
        densestOf[row] = () => densest;
      }
      const large = groups.filter((group) => group.length >= minClusterSize);
      if (large.length !== 1) {
        densest = Math.max(densest, ...large.map(visit));
        break;
      }
      rest = large[0];
    }
    return densest;
  };
  visit([...matrix.keys()]);
  return lambdaOf.map((lambda, row) => (densestOf[row]() - lambda) / densestOf[row]());
}

/** Kruskal over all pairs. */
function obviousTreeLengths(matrix: readonly number[][]): number[] {
  const groupOf = matrix.map((_, i) => i);
  const pairs = matrix.flatMap((row, a) => row.slice(0, a).map((length, b) => ({ a, b, length })));
  return pairs
    .sort((x, y) => x.length - y.length)
    .filter(({ a, b }) => {
      const [one, other] = [groupOf[a], groupOf[b]];
      if (one === other) return false;
      groupOf.forEach((group, row) => (groupOf[row] = group === other ? one : group));
      return true;
    })
    .map(({ length }) => length);
}

function someRows(seed: number, nRows: number): number[][] {
  const random = createRandom(seed);
  return Array.from({ length: nRows }, (_, i) =>
    i % 10 === 9
      ? [12 * nextUniform(random) - 3, 12 * nextUniform(random) - 3]
      : [(i % 3) * 3 + (0.2 + (i % 3) / 3) * nextNormal(random), (i % 2) * 4 + 0.5 * nextNormal(random)],
  );
}

describe.each([1, 2, 3, 4])('outlier scores of the density hierarchy, table %d', (seed) => {
  it.each([3, 5, 8])(
    'are those of cutting the whole matrix again and again, clusters of %d or more',
    (minClusterSize) => {
      const rows = someRows(seed, 60);
      // One neighbour: no two distances are equal, so that there is one hierarchy only.
      const scores = hdbscan.create({ minRows: 1, minClusterSize }).fit(matrixFromRows(rows));
      const expected = obviousScores(reachability(rows, coreOf(rows, 1)), minClusterSize);
      expected.forEach((score, i) => expect(scores[i]).toBeCloseTo(score, 10));
    },
  );

  it.each([1, 5])('rest on the tree that Kruskal finds among all pairs, %d neighbours', (k) => {
    const rows = someRows(seed, 70);
    const core = coreOf(rows, k);
    const { length } = spanningTree(matrixFromRows(rows), Float64Array.from(core));
    obviousTreeLengths(reachability(rows, core)).forEach((expected, i) =>
      expect(length.slice().sort()[i]).toBeCloseTo(expected, 10),
    );
  });
});
