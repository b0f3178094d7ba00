import { expect, it } from '@jest/globals';
import { describeDetector } from '../../conformance/describe-detector.ts';
import { matrixFromRows } from '../../convention/matrix.ts';
import { hbos } from './hbos.ts';

describeDetector(hbos, { minAuroc: 0.95 });

it('scores by the density of the bin, counted by hand', () => {
  const detector = hbos.create({ nBins: 2, alpha: 0.1 });
  // Range 0-4, bins of 2: three rows below, one above.
  const scores = detector.fit(matrixFromRows([[0], [0.5], [1], [4]]));
  const dense = -Math.log2(3 / 4 / 2 + 0.1);
  const sparse = -Math.log2(1 / 4 / 2 + 0.1);
  [dense, dense, dense, sparse].forEach((expected, i) => expect(scores[i]).toBeCloseTo(expected, 12));
});

it('counts a value just outside to the last bin, and one far outside as the rarest', () => {
  const detector = hbos.create({ nBins: 2, alpha: 0.1, tolerance: 0.5 });
  detector.fit(matrixFromRows([[0], [0.5], [1], [4]]));
  const [near, far] = detector.score(matrixFromRows([[-0.9], [-1.1]]));
  expect(near).toBeCloseTo(-Math.log2(3 / 8 + 0.1), 12);
  expect(far).toBeCloseTo(-Math.log2(1 / 8 + 0.1), 12);
});
