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
