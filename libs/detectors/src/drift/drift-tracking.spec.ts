import { describe, expect, it } from '@jest/globals';
import { createRandom, nextNormal } from '@convoscope/statistics';
import { ecod } from '../batch/ecod/ecod.ts';
import { createMatrix, selectRows, type Matrix } from '../convention/matrix.ts';
import { attributeWindow, measureImportance, traceAttributions } from './attribution-drift.ts';
import { detectDrift } from './drift.ts';
import { startDriftTracking, trackDrift } from './drift-tracking.ts';

function draw(seed: number, nRows: number, shift = 0): Matrix {
  const random = createRandom(seed);
  const data = Float64Array.from(
    { length: nRows * 3 },
    (_, at) => nextNormal(random) + (at % 3 === 1 ? shift : 0),
  );
  return createMatrix(data, nRows, 3);
}

describe('drift over time', () => {
  it('compares windows however the rows arrive', () => {
    const [reference, stream] = [draw(1, 800), draw(2, 450, 0.8)];
    const whole = trackDrift(startDriftTracking(reference, { windowRows: 100 }), stream);
    const pieces = startDriftTracking(reference, { windowRows: 100 });
    const found = [30, 0, 170, 250].flatMap((size, n, sizes) => {
      const start = sizes.slice(0, n).reduce((sum, other) => sum + other, 0);
      return trackDrift(
        pieces,
        selectRows(
          stream,
          Array.from({ length: size }, (_, i) => start + i),
        ),
      );
    });
    expect(found).toEqual(whole);
    expect(whole).toHaveLength(4);
    const second = selectRows(
      stream,
      Array.from({ length: 100 }, (_, i) => 100 + i),
    );
    const first = selectRows(
      stream,
      Array.from({ length: 100 }, (_, i) => i),
    );
    expect(whole[1].sincePrevious).toEqual(detectDrift(first, second));
    expect(whole[0].sincePrevious).toBeUndefined();
  });

  it('calls a drift lasting once it has stayed, and forgets it when it is over', () => {
    const tracking = startDriftTracking(draw(1, 800), { windowRows: 200, patience: 2 });
    const windows = [0, 1.2, 1.2, 1.2, 0].flatMap((shift, n) =>
      trackDrift(tracking, draw(50 + n, 200, shift)),
    );
    expect(windows.map(({ lasting }) => lasting)).toEqual([[], [], [1], [1], []]);
    expect(windows.map(({ streaks }) => streaks[1])).toEqual([0, 1, 2, 3, 0]);
    expect(windows[1].sincePrevious?.[1].hasDrifted).toBe(true);
    expect(windows[2].sincePrevious?.[1].hasDrifted).toBe(false);
    expect(windows.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
  });

  it('seldom calls chance lasting', () => {
    const tracking = startDriftTracking(draw(1, 2000), { windowRows: 100 });
    const windows = trackDrift(tracking, draw(3, 6000));
    expect(windows.filter(({ lasting }) => lasting.length > 0).length).toBeLessThanOrEqual(2);
  });

  it('keeps no more than a sample of the reference and a window', () => {
    const tracking = startDriftTracking(draw(1, 9000), { windowRows: 50 });
    expect(tracking.reference.nRows).toBe(5000);
    trackDrift(tracking, draw(2, 1000));
    expect(tracking.open).toHaveLength(150);
    expect(tracking.previous?.nRows).toBe(50);
  });

  it('refuses what it cannot compare', () => {
    expect(() => startDriftTracking(createMatrix(new Float64Array(0), 0, 3))).toThrow('empty');
    expect(() => startDriftTracking(draw(1, 20), { windowRows: 3 })).toThrow('"windowRows"');
    expect(() => startDriftTracking(draw(1, 20), { patience: 0 })).toThrow('"patience"');
    const other = createMatrix(new Float64Array(4), 2, 2);
    expect(() => trackDrift(startDriftTracking(draw(1, 20)), other)).toThrow('3 features');
  });
});

describe('the lineage of a score', () => {
  const detector = ecod.create();
  detector.fit(draw(1, 500));
  const explainRow = (row: Float64Array) => detector.explain(row);
  const attribute = (table: Matrix) => attributeWindow(explainRow, table, { nRows: 150, seed: 1 });

  it('sums to the change of the mean score, and names the feature behind it', () => {
    const [before, after] = [draw(2, 150), draw(3, 150, 2)];
    const { meanBefore, meanAfter, baselineChange, features } = traceAttributions(
      attribute(before),
      attribute(after),
    );
    const meanOf = (table: Matrix): number =>
      detector.score(table).reduce((sum, s) => sum + s / table.nRows, 0);
    expect(meanBefore).toBeCloseTo(meanOf(before), 9);
    expect(meanAfter).toBeCloseTo(meanOf(after), 9);
    const traced = features.reduce((sum, { change }) => sum + change, baselineChange);
    expect(traced).toBeCloseTo(meanAfter - meanBefore, 9);
    expect(features.map(({ hasChanged }) => hasChanged)).toEqual([false, true, false]);
    expect(features[1].effectSize).toBeGreaterThan(0.8);
    expect(features[1].shareChange).toBeGreaterThan(0.1);
  });

  it('finds nothing between windows of the same kind, and no effect where nothing varies', () => {
    const same = traceAttributions(attribute(draw(2, 150)), attribute(draw(4, 150)));
    expect(same.features.some(({ hasChanged }) => hasChanged)).toBe(false);
    const still = {
      contributions: createMatrix(new Float64Array(20), 10, 2),
      baselines: new Float64Array(10),
    };
    const { features } = traceAttributions(still, still);
    expect(features[0]).toMatchObject({ change: 0, effectSize: 0, pValue: 1, shareChange: 0 });
    const moved = { ...still, contributions: createMatrix(new Float64Array(20).fill(1), 10, 2) };
    expect(traceAttributions(still, moved).features[0].pValue).toBe(0);
    const few = { contributions: createMatrix(new Float64Array(4), 2, 2), baselines: new Float64Array(2) };
    expect(traceAttributions(few, moved).features[0].pValue).toBe(1);
  });

  it('measures importance by mean size, whichever way a part points', () => {
    const contributions = createMatrix(Float64Array.of(1, -3, -1, 3), 2, 2);
    const found = measureImportance({ contributions, baselines: new Float64Array(2) });
    expect(found).toEqual([
      { feature: 0, importance: 1, share: 0.25 },
      { feature: 1, importance: 3, share: 0.75 },
    ]);
  });

  it('refuses empty windows and different widths', () => {
    expect(() => attribute(createMatrix(new Float64Array(0), 0, 3))).toThrow('empty');
    const other = { contributions: createMatrix(new Float64Array(4), 2, 2), baselines: new Float64Array(2) };
    expect(() => traceAttributions(other, attribute(draw(1, 20)))).toThrow('features');
  });
});
