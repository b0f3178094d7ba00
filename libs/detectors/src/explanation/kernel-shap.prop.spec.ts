import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { createMatrix, type Matrix } from '../convention/matrix.ts';
import { summarizeBackground, type Background } from './background.ts';
import { planCoalitions } from './coalitions.ts';
import { kernelShapSteps } from './kernel-shap.ts';
import { runToEnd } from './steps.ts';

/** A function with interactions of all kinds. */
function scoreOf({ data, nRows, nFeatures: m }: Matrix): Float64Array {
  return Float64Array.from({ length: nRows }, (_, i) => {
    const x = data.subarray(i * m, (i + 1) * m);
    return (
      Math.sin(x[0]) + Math.max(...x) + x.reduce((sum, value, j) => sum + (j + 1) * value * x[(j + 1) % m], 0)
    );
  });
}

function problem(m: number, seed: number, nBackground = 5): { row: Float64Array; background: Background } {
  const random = createRandom(seed);
  const draw = (n: number): Float64Array => Float64Array.from({ length: n }, () => nextNormal(random));
  const background = summarizeBackground(createMatrix(draw(40 * m), 40, m), { nRows: nBackground });
  return { row: draw(m).map((value) => 3 * value), background };
}

/** Shapley values by their definition, over all subsets. */
function shapleyByDefinition(row: Float64Array, { table, weights }: Background): number[] {
  const m = row.length;
  const values = Array.from({ length: 2 ** m }, (_, set) => {
    const mixed = table.data.map((value, at) => ((set >> (at % m)) & 1 ? row[at % m] : value));
    return scoreOf(createMatrix(mixed, table.nRows, m)).reduce((sum, s, i) => sum + s * weights[i], 0);
  });
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  const sizeOf = (set: number): number => [...set.toString(2)].filter((bit) => bit === '1').length;
  return Array.from({ length: m }, (_, j) =>
    values.reduce((sum, value, set) => {
      if ((set >> j) & 1) return sum;
      const share = (factorial(sizeOf(set)) * factorial(m - sizeOf(set) - 1)) / factorial(m);
      return sum + share * (values[set | (1 << j)] - value);
    }, 0),
  );
}

const run = (m: number, seed: number, nCoalitions: number, rowsPerStep = 32) =>
  runToEnd(kernelShapSteps({ score: scoreOf, ...problem(m, seed), nCoalitions, rowsPerStep, seed }));

describe('kernel SHAP', () => {
  it('equals the definition of Shapley values when all coalitions are evaluated', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 1e6 }), (m, seed) => {
        const { contributions, standardErrors, isComplete } = run(m, seed, 2 ** m);
        const { row, background } = problem(m, seed);
        const expected = shapleyByDefinition(row, background);
        expected.forEach((value, j) => expect(contributions[j]).toBeCloseTo(value, 8));
        expect([...standardErrors]).toEqual(new Array(m).fill(0));
        expect(isComplete).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('sums to score less expected score however few coalitions there are, and however they are cut into steps', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 90 }),
        fc.integer({ min: 2, max: 60 }),
        fc.integer({ min: 1, max: 50 }),
        (m, nCoalitions, rowsPerStep) => {
          const found = run(m, 3, nCoalitions, rowsPerStep);
          const sum = found.contributions.reduce((total, part) => total + part, found.baseline);
          expect(Math.abs(sum - found.score)).toBeLessThan(1e-6 * Math.max(1, Math.abs(found.score)));
          expect(found.contributions.every(Number.isFinite)).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('tells its sampling error: most parts lie within two of them of the truth', () => {
    let [inside, all] = [0, 0];
    for (let seed = 0; seed < 12; seed++) {
      const { row, background } = problem(9, seed);
      const expected = shapleyByDefinition(row, background);
      const { contributions, standardErrors } = run(9, seed, 160);
      expected.forEach((value, j) => {
        expect(standardErrors[j]).toBeGreaterThan(0);
        if (Math.abs(value - contributions[j]) < 2 * standardErrors[j]) inside++;
        all++;
      });
    }
    expect(inside / all).toBeGreaterThan(0.85);
  });

  it('finds the parts of a sum over a hundred features by the expected equations', () => {
    const m = 100;
    const { row, background } = problem(m, 1, 3);
    const linear = ({ data, nRows }: Matrix): Float64Array =>
      Float64Array.from({ length: nRows }, (_, i) =>
        data.subarray(i * m, (i + 1) * m).reduce((sum, value, j) => sum + (j < 3 ? 10 : 0.01) * value, 0),
      );
    const { contributions, standardErrors } = runToEnd(
      kernelShapSteps({ score: linear, row, background, nCoalitions: 4000, rowsPerStep: 500, seed: 1 }),
    );
    for (let j = 0; j < 3; j++) {
      const mean = background.weights.reduce((sum, w, i) => sum + w * background.table.data[i * m + j], 0);
      expect(Math.abs(contributions[j] - 10 * (row[j] - mean))).toBeLessThan(4 * standardErrors[j] + 1e-9);
    }
  });

  it('gives features that equal the whole background nothing', () => {
    const { row, background } = problem(4, 2);
    const table = {
      ...background.table,
      data: background.table.data.map((v, at) => (at % 4 === 2 ? row[2] : v)),
    };
    const found = runToEnd(
      kernelShapSteps({
        score: scoreOf,
        row,
        background: { ...background, table },
        nCoalitions: 100,
        rowsPerStep: 8,
        seed: 0,
      }),
    );
    expect(found.contributions[2]).toBe(0);
    const same = { table: createMatrix(row.slice(), 1, 4), weights: Float64Array.of(1) };
    const nothing = runToEnd(
      kernelShapSteps({ score: scoreOf, row, background: same, nCoalitions: 9, rowsPerStep: 8, seed: 0 }),
    );
    expect([...nothing.contributions]).toEqual([0, 0, 0, 0]);
    expect(nothing.baseline).toBe(nothing.score);
  });
});

describe('the plan of coalitions', () => {
  it('holds every pair once where the budget allows, with the kernel mass of all', () => {
    for (let m = 2; m <= 9; m++) {
      const layers = planCoalitions(m, 2 ** m - 2, createRandom(1));
      expect(layers.every(({ isExhaustive }) => isExhaustive)).toBe(true);
      const sets = layers.flatMap(({ masks }) =>
        masks.flatMap((mask) => [mask.join(''), mask.map((bit) => 1 - bit).join('')]),
      );
      expect(new Set(sets).size).toBe(2 ** m - 2);
      expect(sets.length).toBe(2 ** m - 2);
    }
  });

  it('keeps near its budget and samples the rest', () => {
    for (const [m, budget] of [
      [30, 200],
      [12, 100],
      [200, 50],
    ]) {
      const layers = planCoalitions(m, budget, createRandom(1));
      expect(2 * layers.reduce((sum, { masks }) => sum + masks.length, 0)).toBeLessThanOrEqual(budget);
      expect(layers.at(-1)?.isExhaustive).toBe(false);
      for (const { masks } of layers)
        for (const mask of masks) {
          const size = mask.reduce((sum, bit) => sum + bit, 0);
          expect(size).toBeGreaterThan(0);
          expect(size).toBeLessThanOrEqual(m / 2);
        }
    }
  });
});
