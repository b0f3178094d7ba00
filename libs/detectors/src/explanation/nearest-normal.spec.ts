import { describe, expect, it } from '@jest/globals';
import { mahalanobis } from '../batch/mahalanobis/mahalanobis.ts';
import { syntheticTable } from '../conformance/describe-detector.ts';
import { rowOf, selectRows } from '../convention/matrix.ts';
import { findCounterfactual, findNearestNormal } from './nearest-normal.ts';

const { table } = syntheticTable(7, 200, 4, 10);
const detector = mahalanobis.create({ contamination: 0.05 });
detector.fit(table);
const odd = Float64Array.from(rowOf(table, 10));
odd[2] = 12;

describe('examples beside an anomaly', () => {
  it('the nearest normal row is the nearest of those not called anomalous', () => {
    const called = detector.predict(table);
    const distances = Array.from({ length: 200 }, (_, i) =>
      called[i] ? Infinity : Math.hypot(...rowOf(table, i).map((value, j) => value - odd[j])),
    );
    const found = findNearestNormal(detector, table, odd);
    expect(found?.index).toBe(distances.indexOf(Math.min(...distances)));
    expect(found?.distance).toBeCloseTo(Math.min(...distances), 12);
  });

  it('the counterfactual changes the feature that was moved and is ordinary', () => {
    const before = Float64Array.from(odd);
    const { changed, row, score } = findCounterfactual(detector, table, odd);
    expect(changed[0]).toBe(2);
    expect(score).toBeLessThanOrEqual(detector.threshold);
    expect(detector.predict({ data: row, nRows: 1, nFeatures: 4 })[0]).toBe(0);
    expect(odd).toEqual(before);
  });

  it('an ordinary row needs no change, and without ordinary rows there is no answer', () => {
    expect(findCounterfactual(detector, table, rowOf(table, 10)).changed).toEqual([]);
    const anomalies = selectRows(
      table,
      detector.predict(table).reduce<number[]>((rows, called, i) => (called ? [...rows, i] : rows), []),
    );
    expect(findNearestNormal(detector, anomalies, odd)).toBeUndefined();
    expect(() => findCounterfactual(detector, anomalies, odd)).toThrow('not anomalous');
  });
});
