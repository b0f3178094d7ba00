import { expect, it } from '@jest/globals';
import type { Json } from '../convention/serialize.ts';
import { createSeriesDetector, restoreSeriesDetector, seriesDetectors } from './series-registry.ts';

it('makes and restores detectors by name, and names those that there are', () => {
  const detector = createSeriesDetector('stl', { period: 5 });
  detector.fit(Array.from({ length: 50 }, (_, i) => i % 5));
  const restored = restoreSeriesDetector(JSON.parse(JSON.stringify(detector)) as Json);
  expect(restored.score([0, 1, 9, 3, 4])).toEqual(detector.score([0, 1, 9, 3, 4]));
  expect(restored.predict([0, 1, 9, 3, 4])[2]).toBe(1);
  expect(() => createSeriesDetector('stll')).toThrow('one of stl, mstl, holt-winters');
  expect(() => restoreSeriesDetector(null)).toThrow('"detector"');
});

it('has different names, each with a sentence', () => {
  expect(new Set(seriesDetectors.map(({ name }) => name)).size).toBe(seriesDetectors.length);
  for (const { summary } of seriesDetectors) expect(summary.length).toBeGreaterThan(20);
});
