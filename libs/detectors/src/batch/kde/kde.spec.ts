import { expect, it } from '@jest/globals';
import { describeDetector } from '../../conformance/describe-detector.ts';
import { matrixFromRows } from '../../convention/matrix.ts';
import { kde } from './kde.ts';

describeDetector(kde, { minAuroc: 0.98 });

const norm = (n: number): number => n * 0.7 * Math.sqrt(2 * Math.PI);
const kernel = (a: number, b: number): number => Math.exp(-((a - b) ** 2) / (2 * 0.49));

it('is the negative log of the mean kernel, of the other rows for a row learnt from', () => {
  const values = [-1, 0, 2, 2.5];
  const detector = kde.create({ bandwidth: 0.7 });
  const scores = detector.fit(matrixFromRows(values.map((value) => [value])));
  values.forEach((value, i) => {
    const others = values.filter((_, j) => j !== i).reduce((sum, other) => sum + kernel(value, other), 0);
    expect(scores[i]).toBeCloseTo(-Math.log(others / norm(3)), 10);
  });
  const density = values.reduce((sum, other) => sum + kernel(0.5, other), 0);
  expect(detector.score(matrixFromRows([[0.5]]))[0]).toBeCloseTo(-Math.log(density / norm(4)), 10);
});

it('tells rows of many features apart, where every kernel but the own one is next to nothing', () => {
  const rows = Array.from({ length: 30 }, (_, i) =>
    Array.from({ length: 80 }, (_, j) => Math.sin(7 * i + j * j) * (i === 29 ? 3 : 1)),
  );
  const scores = kde.create().fit(matrixFromRows(rows));
  expect(scores.indexOf(Math.max(...scores))).toBe(29);
  expect(new Set(scores).size).toBe(30);
});
