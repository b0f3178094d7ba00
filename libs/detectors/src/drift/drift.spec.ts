import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { createMatrix, type Matrix } from '../convention/matrix.ts';
import { jensenShannonDivergence, populationStabilityIndex } from './divergence.ts';
import { detectDrift } from './drift.ts';
import { detectJointDrift } from './mean-discrepancy.ts';

function draw(seed: number, nRows: number, row: (random: Uint32Array) => number[]): Matrix {
  const random = createRandom(seed);
  const rows = Array.from({ length: nRows }, () => row(random));
  return createMatrix(Float64Array.from(rows.flat()), nRows, rows[0].length);
}
const plain = (random: Uint32Array): number[] => [nextNormal(random), nextNormal(random), nextNormal(random)];

describe('drift of features', () => {
  it('finds the shifted one and leaves the others', () => {
    const shifted = draw(2, 800, (random) => plain(random).map((value, j) => value + (j === 1 ? 0.6 : 0)));
    const found = detectDrift(draw(1, 1000, plain), shifted);
    expect(found.map(({ hasDrifted }) => hasDrifted)).toEqual([false, true, false]);
    expect(found[1].effectSize).toBeCloseTo(0.6, 1);
    expect(found[1].psi).toBeGreaterThan(0.2);
    expect(found[0].psi).toBeLessThan(0.1);
  });

  it('seldom finds anything between tables of the same kind', () => {
    const rounds = Array.from({ length: 60 }, (_, i) =>
      detectDrift(draw(100 + i, 200, plain), draw(900 + i, 200, plain)),
    );
    expect(rounds.filter((found) => found.some(({ hasDrifted }) => hasDrifted)).length).toBeLessThanOrEqual(
      8,
    );
  });

  it('computes the stability index over the reference deciles, by hand', () => {
    const reference = Float64Array.from({ length: 100 }, (_, i) => i);
    const current = reference.map((value) => (value < 50 ? value : 99));
    // Five bins of 10 stay; four of the upper five hold nothing (half a row), the last one 50 rows.
    const expected = 4 * (0.005 - 0.1) * Math.log(0.05) + 0.4 * Math.log(5);
    expect(populationStabilityIndex(reference, current)).toBeCloseTo(expected, 10);
    expect(populationStabilityIndex(reference, reference)).toBe(0);
  });

  it('measures divergence between 0 for equal and 1 for disjoint samples', () => {
    const sample = Float64Array.from({ length: 2000 }, (_, i) => i);
    expect(jensenShannonDivergence(sample, sample)).toBe(0);
    expect(
      jensenShannonDivergence(
        sample,
        sample.map((value) => value + 1e6),
      ),
    ).toBeGreaterThan(0.98);
  });

  it('takes constants, and refuses other widths and empty tables', () => {
    const constant = createMatrix(new Float64Array(20).fill(3), 10, 2);
    expect(detectDrift(constant, constant).every(({ psi, hasDrifted }) => psi === 0 && !hasDrifted)).toBe(
      true,
    );
    expect(() => detectDrift(constant, createMatrix(new Float64Array(3), 1, 3))).toThrow('2 features');
    expect(() => detectDrift(constant, createMatrix(new Float64Array(0), 0, 2))).toThrow('empty');
  });
});

describe('what is missing, constant or little', () => {
  const column = (values: number[]): Matrix => createMatrix(Float64Array.from(values), values.length, 1);
  const many = Array.from({ length: 100 }, (_, i) => Math.sin(i));

  it('compares the values there are, and calls a feature that is lost drifted', () => {
    const gaps = many.map((value, i) => (i % 2 === 0 ? Number.NaN : value));
    const [same] = detectDrift(column(gaps), column(gaps));
    expect(same).toMatchObject({ status: 'compared', hasDrifted: false, statistic: 0 });
    expect(same.missing).toEqual({ reference: 0.5, current: 0.5 });
    expect(detectDrift(column(many), column(gaps))[0]).toMatchObject({ hasDrifted: true });
    const lost = detectDrift(column(many), column(many.map(() => Number.NaN)))[0];
    expect(lost).toMatchObject({ status: 'all-missing', hasDrifted: true, psi: Number.NaN });
    const nothing = column(many.map(() => Number.NaN));
    expect(detectDrift(nothing, nothing)[0]).toMatchObject({ status: 'all-missing', hasDrifted: false });
  });

  it('finds nothing in too few values, and a changed constant', () => {
    expect(detectDrift(column([1, 2, 3, 4]), column([91, 92, 93, 94]))[0]).toMatchObject({
      status: 'too-few',
      hasDrifted: false,
      cliffsDelta: 1,
    });
    const ones = column(many.map(() => 1));
    expect(detectDrift(ones, ones)[0]).toMatchObject({ status: 'constant', pValue: 1 });
    expect(detectDrift(ones, column(many.map(() => 2)))[0]).toMatchObject({
      status: 'compared',
      hasDrifted: true,
      cliffsDelta: 1,
    });
    expect(() => detectDrift(column([1, Infinity]), ones)).toThrow('infinity');
    expect(() => detectDrift(ones, ones, { rate: 2 })).toThrow('"rate"');
  });

  it('measures by how much values exceed as by comparing every pair', () => {
    const [a, b] = [
      [1, 2, 2, 5, 7],
      [2, 3, 6, 8, 8, 0],
    ];
    const pairs = a.flatMap((x) => b.map((y) => Math.sign(y - x)));
    const expected = pairs.reduce((sum, sign) => sum + sign, 0) / pairs.length;
    expect(detectDrift(column(a), column(b))[0].cliffsDelta).toBeCloseTo(expected, 12);
  });
});

describe('joint drift', () => {
  it('sees a correlation that no single feature shows', () => {
    const correlated = draw(4, 300, (random) => {
      const common = nextNormal(random);
      return [common, 0.2 * nextNormal(random) + 0.98 * common, nextNormal(random)];
    });
    expect(detectJointDrift(draw(3, 300, plain), correlated).pValue).toBeLessThan(0.02);
    expect(detectDrift(draw(3, 300, plain), correlated).some(({ hasDrifted }) => hasDrifted)).toBe(false);
  });

  it('gives an even p-value to tables of the same kind, the same one for the same seed', () => {
    const [a, b] = [draw(5, 100, plain), draw(6, 100, plain)];
    expect(detectJointDrift(a, b, { seed: 1 })).toEqual(detectJointDrift(a, b, { seed: 1 }));
    const small = Array.from({ length: 20 }, (_, i) =>
      detectJointDrift(draw(40 + i, 40, plain), draw(80 + i, 40, plain), { nPermutations: 60 }),
    );
    expect(small.filter(({ pValue }) => pValue < 0.1).length).toBeLessThanOrEqual(6);
    expect(
      detectJointDrift(createMatrix(new Float64Array(8), 4, 2), createMatrix(new Float64Array(8), 4, 2))
        .pValue,
    ).toBe(1);
  });
});
