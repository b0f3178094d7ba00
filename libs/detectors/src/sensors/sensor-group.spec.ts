import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { describeDetector } from '../conformance/describe-detector.ts';
import { createMatrix, matrixFromRows, rowOf } from '../convention/matrix.ts';
import { sensorGroup } from './sensor-group.ts';

describeDetector(sensorGroup, { minAuroc: 0.95, isShiftAndScaleInvariant: true });

/** Inlet and outlet temperature move together; the third sensor is on its own. */
const readings = (seed: number, nRows: number) => {
  const random = createRandom(seed);
  return matrixFromRows(
    Array.from({ length: nRows }, () => {
      const load = nextNormal(random);
      return [60 + 5 * load, 40 + 4 * load + 0.5 * nextNormal(random), 7 + 0.1 * nextNormal(random)];
    }),
  );
};

describe('a group of sensors', () => {
  it('sees two usual readings that do not go together', () => {
    const row = [[67, 34.5, 7]];
    const scores = ['joint', 'average', 'maximum'].map((combination) => {
      const detector = sensorGroup.create({ combination, shrinkage: 0.01 });
      detector.fit(readings(1, 500));
      return detector.score(matrixFromRows(row))[0] / detector.threshold;
    });
    expect(scores[0]).toBeGreaterThan(5);
    expect(scores[0]).toBeGreaterThan(2 * Math.max(scores[1], scores[2]));
  });

  it('is about 1 a sensor on ordinary rows, and names the sensor that is not', () => {
    const detector = sensorGroup.create();
    const scores = detector.fit(readings(2, 1000));
    const mean = scores.reduce((sum, score) => sum + score, 0) / 1000;
    expect(mean).toBeGreaterThan(0.6);
    expect(mean).toBeLessThan(1.4);
    const { contributions } = detector.explain(Float64Array.from([60, 40, 9]));
    expect(contributions.indexOf(Math.max(...contributions))).toBe(2);
  });

  it('does not let a tenth of broken rows hide themselves', () => {
    const table = readings(3, 300);
    const data = table.data.slice();
    for (let i = 270; i < 300; i++) data[i * 3 + 2] += 5;
    const detector = sensorGroup.create();
    const scores = detector.fit(createMatrix(data, 300, 3));
    expect(Math.min(...scores.subarray(270))).toBeGreaterThan(Math.max(...scores.subarray(0, 270)));
    expect(rowOf(table, 0)).toHaveLength(3);
  });
});
