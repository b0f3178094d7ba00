import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal, nextUniform } from '@convoscope/statistics';
import { createMatrix, type Matrix } from '../convention/matrix.ts';
import { detectClassifierDrift } from './classifier-test.ts';

function draw(seed: number, nRows: number, row: (random: Uint32Array) => number[]): Matrix {
  const random = createRandom(seed);
  const rows = Array.from({ length: nRows }, () => row(random));
  return createMatrix(Float64Array.from(rows.flat()), nRows, rows[0].length);
}
const plain = (random: Uint32Array): number[] => [nextNormal(random), nextNormal(random), nextNormal(random)];
const quick = { nPermutations: 20, nFolds: 3 };

describe('the classifier two-sample test', () => {
  it('knows the area of a shift: Phi(shift / sqrt 2) for normal values', () => {
    const shifted = draw(2, 500, (random) => [nextNormal(random) + 1]);
    const found = detectClassifierDrift(
      draw(1, 500, (random) => [nextNormal(random)]),
      shifted,
      {
        ...quick,
        classifier: 'logistic',
      },
    );
    expect(found.auroc).toBeCloseTo(0.7602, 1);
    expect(Math.abs(found.auroc - 0.7602)).toBeLessThan(0.04);
    expect(found.effectSize).toBeCloseTo(2 * found.auroc - 1, 12);
    expect(found.pValue).toBeLessThan(0.05);
  });

  it.each(['trees', 'logistic'] as const)('%s blame the shifted feature', (classifier) => {
    const shifted = draw(2, 200, (random) => plain(random).map((value, j) => value + (j === 1 ? 1 : 0)));
    const { pValue, importances } = detectClassifierDrift(draw(1, 200, plain), shifted, {
      ...quick,
      classifier,
    });
    expect(pValue).toBeLessThan(0.05);
    expect(importances.indexOf(Math.max(...importances))).toBe(1);
  });

  it('sees by trees what no mean shows: a correlation, a spread', () => {
    const correlated = draw(4, 200, (random) => {
      const common = nextNormal(random);
      return [common, 0.3 * nextNormal(random) + 0.95 * common, nextNormal(random)];
    });
    expect(detectClassifierDrift(draw(3, 200, plain), correlated, quick).pValue).toBeLessThan(0.05);
    const wide = draw(5, 200, (random) => plain(random).map((value, j) => (j === 0 ? 3 * value : value)));
    expect(detectClassifierDrift(draw(3, 200, plain), wide, quick).pValue).toBeLessThan(0.05);
    expect(
      detectClassifierDrift(draw(3, 200, plain), wide, { ...quick, classifier: 'logistic' }).auroc,
    ).toBeLessThan(0.65);
  });

  it.each(['trees', 'logistic'] as const)(
    '%s seldom find anything between tables of the same kind',
    (classifier) => {
      const rounds = Array.from({ length: 16 }, (_, i) =>
        detectClassifierDrift(draw(100 + i, 40, plain), draw(900 + i, 40, plain), {
          classifier,
          nPermutations: 20,
          seed: i,
        }),
      );
      expect(rounds.filter(({ pValue }) => pValue < 0.1).length).toBeLessThanOrEqual(4);
      expect(rounds.filter(({ pValue }) => pValue > 0.5).length).toBeGreaterThanOrEqual(3);
    },
  );

  it('takes gaps as a fact of their own', () => {
    const gappy = draw(6, 200, (random) =>
      plain(random).map((value, j) => (j === 2 && nextUniform(random) < 0.4 ? Number.NaN : value)),
    );
    const { pValue, importances } = detectClassifierDrift(draw(1, 200, plain), gappy, quick);
    expect(pValue).toBeLessThan(0.05);
    expect(importances.indexOf(Math.max(...importances))).toBe(2);
  });

  it('finds nothing in little, constant or lost columns, and refuses nonsense', () => {
    const constant = createMatrix(new Float64Array(60).fill(3), 30, 2);
    expect(detectClassifierDrift(constant, constant)).toMatchObject({ auroc: 0.5, pValue: 1 });
    expect(detectClassifierDrift(draw(1, 5, plain), draw(2, 500, plain)).pValue).toBe(1);
    const lost = createMatrix(new Float64Array(60).fill(Number.NaN), 30, 2);
    expect(detectClassifierDrift(lost, lost).pValue).toBe(1);
    expect(() => detectClassifierDrift(draw(1, 30, plain), constant)).toThrow('features');
    expect(() => detectClassifierDrift(constant, constant, { nFolds: 1 })).toThrow('"nFolds"');
    const endless = createMatrix(new Float64Array(60).fill(Infinity), 30, 2);
    expect(() => detectClassifierDrift(endless, constant)).toThrow('infinity');
    const wide = draw(1, 20, (random) => Array.from({ length: 201 }, () => nextNormal(random)));
    expect(() => detectClassifierDrift(wide, wide, { classifier: 'logistic' })).toThrow('use trees');
  });

  it('gives the same answer for the same seed', () => {
    const [a, b] = [draw(1, 50, plain), draw(2, 50, plain)];
    expect(detectClassifierDrift(a, b, quick)).toEqual(detectClassifierDrift(a, b, quick));
  });
});
