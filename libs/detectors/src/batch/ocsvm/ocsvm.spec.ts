import { describe, expect, it } from '@jest/globals';
import { describeDetector, syntheticTable } from '../../conformance/describe-detector.ts';
import { rowOf } from '../../convention/matrix.ts';
import { ocsvm } from './ocsvm.ts';
import { solveOneClass } from './smo.ts';

describeDetector(ocsvm, { minAuroc: 0.95, params: { gamma: 0.1, nu: 0.2 } });
describe.each(['linear', 'poly'] as const)('the %s kernel', (kernel) => {
  it('gives finite scores that repeat', () => {
    const { table } = syntheticTable(3, 100, 3, 5);
    const detector = ocsvm.create({ kernel, coefficient: 1 });
    const scores = detector.fit(table);
    // The solver keeps kernel rows in single precision.
    detector
      .score(table)
      .forEach((score, i) => expect(Math.abs(score - scores[i])).toBeLessThan(1e-4 + 1e-5 * Math.abs(score)));
  });
});

const { table } = syntheticTable(5, 60, 3, 5);
const kernel = { kind: 'rbf', gamma: 0.3, degree: 3, offset: 0 } as const;
const similarity = (a: number, b: number): number =>
  Math.exp(-0.3 * rowOf(table, a).reduce((sum, value, j) => sum + (value - rowOf(table, b)[j]) ** 2, 0));

/** Projected coordinate pairs, every pair in turn, many times over: slow and obvious. */
function naiveObjective(total: number): number {
  const kernelOf = Array.from({ length: 60 }, (_, a) =>
    Float64Array.from({ length: 60 }, (__, b) => similarity(a, b)),
  );
  const alpha = new Float64Array(60).fill(total / 60);
  const gradient = (i: number): number => {
    let sum = 0;
    for (let k = 0; k < 60; k++) sum += alpha[k] * kernelOf[i][k];
    return sum;
  };
  for (let sweep = 0; sweep < 60; sweep++)
    for (let a = 0; a < 60; a++)
      for (let b = 0; b < a; b++) {
        const wanted = (gradient(b) - gradient(a)) / (2 - 2 * kernelOf[a][b]);
        const step = Math.max(-alpha[a], alpha[b] - 1, Math.min(1 - alpha[a], alpha[b], wanted));
        alpha[a] += step;
        alpha[b] -= step;
      }
  return alpha.reduce((sum, weight, i) => sum + 0.5 * weight * gradient(i), 0);
}

describe('sequential minimal optimisation', () => {
  const { alpha, gradient, rho } = solveOneClass(kernel, table, 0.3, 1e-6);

  it('reaches the objective of the slow solver', () => {
    const objective = alpha.reduce((sum, weight, i) => sum + 0.5 * weight * gradient[i], 0);
    expect(objective).toBeCloseTo(naiveObjective(18), 3);
  });

  it('keeps the weights within their bounds and their sum', () => {
    expect(alpha.every((weight) => weight >= 0 && weight <= 1)).toBe(true);
    expect(alpha.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(18, 8);
  });

  it('satisfies the optimality conditions', () => {
    alpha.forEach((weight, i) => {
      if (weight > 0) expect(gradient[i]).toBeLessThanOrEqual(rho + 1e-4);
      if (weight < 1) expect(gradient[i]).toBeGreaterThanOrEqual(rho - 1e-4);
    });
  });

  it('leaves at most the share nu outside', () => {
    expect(
      ocsvm
        .create({ nu: 0.3 })
        .fit(table)
        .filter((score) => score > 1e-3).length,
    ).toBeLessThanOrEqual(18);
  });
});
