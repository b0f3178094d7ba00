import { expect, it } from '@jest/globals';
import { describeSeriesDetector, syntheticSeries } from '../../conformance/describe-series-detector.ts';
import { seriesSpectralResidual } from './spectral-residual.ts';

describeSeriesDetector(seriesSpectralResidual, { event: 'spike', minAuroc: 0.97, invariance: 1e-5 });

it('puts the three planted values first', () => {
  const { values, labels } = syntheticSeries('spike', 12);
  const scores = seriesSpectralResidual.create().fit(values);
  const order = Array.from(scores.keys()).sort((a, b) => scores[b] - scores[a]);
  expect(order.slice(0, 3).every((at) => labels[at] === 1)).toBe(true);
});
