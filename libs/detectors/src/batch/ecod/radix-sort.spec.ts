import { expect, it } from '@jest/globals';
import { createRandom, nextNormal, nextUniform } from '@convoscope/statistics';
import { createMatrix, rowOf } from '../../convention/matrix.ts';
import { ecod } from './ecod.ts';
import { addToRows, createRadixWorkspace, sortWithRows } from './radix-sort.ts';

const random = createRandom(5);
const anyNumber = (): number => nextNormal(random) * 10 ** Math.round(40 * nextUniform(random) - 20);

it.each([
  ['numbers of every size', Array.from({ length: 500 }, anyNumber)],
  ['many ties', Array.from({ length: 300 }, () => Math.round(2 * nextNormal(random)))],
  ['both zeros among the smallest numbers', [5e-324, 0, -0, -5e-324, 0, -0, 1e-310, -1e-310]],
  ['the largest numbers', [Number.MAX_VALUE, -Number.MAX_VALUE, 1, -1, 2 ** 53, 2 ** 53 + 2]],
  [
    'numbers that differ in their last bits',
    Array.from({ length: 400 }, () => 1 + nextUniform(random) * 2 ** -30),
  ],
  [
    'numbers that lie close together on both sides of 0',
    Array.from({ length: 400 }, (_, i) => (i % 2 ? 1 : -1) * (1e9 + nextUniform(random))),
  ],
  [
    'a few close ones among many apart',
    Array.from({ length: 400 }, (_, i) => (i % 9 ? nextNormal(random) : 5 + i * 1e-13)),
  ],
  ['one number', [3]],
  ['equal numbers', new Array<number>(20).fill(-7.5)],
])('orders %s as a comparison does, and knows the row of each', (_, column) => {
  const { values, rows } = sortWithRows(Float64Array.from(column), createRadixWorkspace(column.length));
  expect([...values]).toEqual(column.map((value) => value + 0).sort((a, b) => a - b));
  expect([...rows].sort((a, b) => a - b)).toEqual([...column.keys()]);
  rows.forEach((row, i) => expect(column[row] + 0).toBe(values[i]));
});

it.each([3, 16_384, 40_000])('adds each number to its own row, of %d', (nRows) => {
  const column = Float64Array.from({ length: nRows }, () => nextNormal(random));
  const workspace = createRadixWorkspace(nRows);
  sortWithRows(column, workspace);
  const sums = new Float64Array(nRows).fill(2);
  addToRows(workspace, sums);
  expect(sums.every((sum, row) => sum === 2 + column[row])).toBe(true);
});

it('uses its workspace again without a trace of the last column', () => {
  const workspace = createRadixWorkspace(4);
  sortWithRows(Float64Array.of(4, -1, 7, 0), workspace);
  expect([...sortWithRows(Float64Array.of(1, 3, -2, 0), workspace).rows]).toEqual([2, 3, 0, 1]);
});

it('scores a long table by walking along as it scores each row by searching', () => {
  const values = (seed: number, n: number): Float64Array => {
    const own = createRandom(seed);
    return Float64Array.from({ length: n * 2 }, () => Math.round(8 * nextNormal(own)) / 4);
  };
  const detector = ecod.create();
  detector.fit(createMatrix(values(1, 900), 900, 2));
  const fresh = createMatrix(values(2, 700), 700, 2);
  fresh.data[0] = 99;
  fresh.data[1] = -99;
  detector
    .score(fresh)
    .forEach((score, i) => expect(score).toBe(detector.score(createMatrix(rowOf(fresh, i), 1, 2))[0]));
});
