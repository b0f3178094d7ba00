import { describe, expect, it } from '@jest/globals';
import { columnOf, matrixFromRows } from '../convention/matrix.ts';
import { applyScaler, fillMissing, fitScaler } from './scaler.ts';

const table = matrixFromRows([
  [1, 5, 10],
  [2, 5, 20],
  [3, 5, 30],
  [4, 5, 4000],
]);

describe('scaling', () => {
  it('standardises each feature and only centres a constant one', () => {
    const scaled = applyScaler(fitScaler(table), table);
    for (const j of [0, 2]) {
      const column = columnOf(scaled, j);
      expect(column.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 10);
      expect(column.reduce((sum, value) => sum + value * value, 0) / 4).toBeCloseTo(1, 10);
    }
    expect([...columnOf(scaled, 1)]).toEqual([0, 0, 0, 0]);
  });

  it('is not moved by an outlier when robust', () => {
    const { centre, scale } = fitScaler(table, 'robust');
    expect(centre[2]).toBe(25);
    expect(scale[2]).toBeCloseTo(1.482602218505602 * 10, 10);
    expect(fitScaler(matrixFromRows([[1], [1], [1], [5]]), 'robust').scale[0]).toBeCloseTo(Math.sqrt(3), 10);
  });

  it('scales fresh rows by what it learnt, and refuses another width', () => {
    const scaler = JSON.parse(JSON.stringify({ ...fitScaler(table) })) as object;
    expect(Object.keys(scaler)).toEqual(['centre', 'scale']);
    expect(applyScaler(fitScaler(matrixFromRows([[0], [2]])), matrixFromRows([[5]])).data[0]).toBe(4);
    expect(() => applyScaler(fitScaler(table), matrixFromRows([[1, 2]]))).toThrow('3 features');
  });

  it('fills missing values with the median of the feature', () => {
    const holed = matrixFromRows([
      [1, NaN],
      [NaN, NaN],
      [3, NaN],
      [9, NaN],
    ]);
    expect([...fillMissing(holed).data]).toEqual([1, 0, 3, 0, 3, 0, 9, 0]);
    expect(holed.data[2]).toBeNaN();
  });
});
