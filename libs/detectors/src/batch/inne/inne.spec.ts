import { expect, it } from '@jest/globals';
import { describeDetector } from '../../conformance/describe-detector.ts';
import { matrixFromRows } from '../../convention/matrix.ts';
import { inne } from './inne.ts';

describeDetector(inne, { minAuroc: 0.95 });

it('isolates by the spheres around all rows, worked by hand', () => {
  // Radii to the nearest other row: 1, 1, 2. The third sphere's neighbour has radius 1: ratio 1 - 1 / 2.
  const detector = inne.create({ nEnsembles: 3, sampleSize: 3 });
  detector.fit(matrixFromRows([[0], [1], [3]]));
  const [inside, wide, outside] = detector.score(matrixFromRows([[0.5], [4], [9]]));
  expect([inside, wide, outside]).toEqual([0, 0.5, 1]);
});

it('scores the rows learnt from as any others, whether it measured every pair of them or not', () => {
  const rows = Array.from({ length: 40 }, (_, i) => [Math.sin(i * i), Math.cos(3 * i)]);
  for (const nEnsembles of [2, 50]) {
    const detector = inne.create({ nEnsembles, sampleSize: 4 });
    const learnt = detector.fit(matrixFromRows(rows));
    expect([...learnt]).toEqual([...detector.score(matrixFromRows(rows))]);
  }
});
