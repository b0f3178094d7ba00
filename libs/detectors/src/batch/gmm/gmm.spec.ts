import { expect, it } from '@jest/globals';
import { areaUnderRoc } from '@convoscope/statistics';
import { describeDetector, syntheticTable } from '../../conformance/describe-detector.ts';
import { matrixFromRows } from '../../convention/matrix.ts';
import { gmm } from './gmm.ts';

describeDetector(gmm, { minAuroc: 0.95 });
describeDetector({ ...gmm, name: 'gmm (two components)' }, { minAuroc: 0.9, params: { nComponents: 2 } });

it('is the negative log density of the normal distribution for one component', () => {
  const values = [-1, 0, 1, 2, 3];
  const scores = gmm.create({ ridge: 1e-12 }).fit(matrixFromRows(values.map((value) => [value])));
  values.forEach((value, i) =>
    expect(scores[i]).toBeCloseTo(0.5 * Math.log(2 * Math.PI * 2) + (value - 1) ** 2 / 4, 8),
  );
});

it('finds the gap between two clusters that one ellipse covers', () => {
  const { table } = syntheticTable(4, 300, 4, 0);
  const gap = Float64Array.of(1.2, -1.2, 1.2, -1.2);
  const [two] = [2].map((nComponents) => {
    const detector = gmm.create({ nComponents });
    const usual = detector.fit(table);
    const labels = Uint8Array.from([...usual].map(() => 0).concat(1));
    return areaUnderRoc(
      labels,
      Float64Array.of(...usual, detector.score({ data: gap, nRows: 1, nFeatures: 4 })[0]),
    );
  });
  expect(two).toBeGreaterThan(0.99);
});
