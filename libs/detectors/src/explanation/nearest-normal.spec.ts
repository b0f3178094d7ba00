import { describe, expect, it } from '@jest/globals';
import { mahalanobis } from '../batch/mahalanobis/mahalanobis.ts';
import { syntheticTable } from '../conformance/describe-detector.ts';
import { rowOf, selectRows } from '../convention/matrix.ts';
import { findCounterfactual } from './counterfactual.ts';
import { findNearestNormal, nearestNormalSteps } from './nearest-normal.ts';
import { runToEnd } from './steps.ts';

const { table } = syntheticTable(7, 200, 4, 10);
const detector = mahalanobis.create({ contamination: 0.05 });
detector.fit(table);
const odd = Float64Array.from(rowOf(table, 10));
odd[2] = 12;
const called = detector.predict(table);
const distances = Array.from({ length: 200 }, (_, i) =>
  called[i] ? Infinity : Math.hypot(...rowOf(table, i).map((value, j) => value - odd[j])),
);

describe('examples beside an anomaly', () => {
  it('the nearest normal row is the nearest of those not called anomalous', () => {
    const found = findNearestNormal(detector, table, odd);
    expect(found?.index).toBe(distances.indexOf(Math.min(...distances)));
    expect(found?.distance).toBeCloseTo(Math.min(...distances), 12);
  });

  it('several are found in pieces as by sorting everything', () => {
    const order = [...distances.keys()].sort((a, b) => distances[a] - distances[b]).slice(0, 7);
    const found = runToEnd(nearestNormalSteps({ detector, table, row: odd, rowsPerStep: 13 }, 7));
    const scores = detector.score(table);
    expect(found.nearest.map(({ index }) => index)).toEqual(order);
    expect(scores[found.calmest!.index]).toBe(Math.min(...scores));
  });

  it('the counterfactual changes the feature that was moved, and no more than is enough', () => {
    const before = Float64Array.from(odd);
    const { changed, row, score } = findCounterfactual(detector, table, odd);
    expect(changed).toEqual([2]);
    expect(score).toBeLessThanOrEqual(detector.threshold);
    expect(detector.predict({ data: row, nRows: 1, nFeatures: 4 })[0]).toBe(0);
    const less = row.with(2, row[2] + (odd[2] - row[2]) * 0.02);
    expect(detector.predict({ data: less, nRows: 1, nFeatures: 4 })[0]).toBe(1);
    expect(odd).toEqual(before);
  });

  it('needs two changes where two features were moved, and none is idle', () => {
    const twice = odd.with(0, -12);
    const { changed, row } = findCounterfactual(detector, table, twice);
    expect([...changed].sort()).toEqual([0, 2]);
    for (const feature of changed)
      expect(detector.predict({ data: row.with(feature, twice[feature]), nRows: 1, nFeatures: 4 })[0]).toBe(
        1,
      );
  });

  it('an ordinary row needs no change, and without ordinary rows there is no answer', () => {
    expect(findCounterfactual(detector, table, rowOf(table, 10)).changed).toEqual([]);
    const anomalies = selectRows(
      table,
      called.reduce<number[]>((rows, isCalled, i) => (isCalled ? [...rows, i] : rows), []),
    );
    expect(findNearestNormal(detector, anomalies, odd)).toBeUndefined();
    expect(() => findCounterfactual(detector, anomalies, odd)).toThrow('not anomalous');
  });
});
